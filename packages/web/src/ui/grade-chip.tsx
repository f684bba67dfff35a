/** A grade as filled steps plus words; an undetermined one shows every grade that is still possible. */

import { useLanguage } from "../i18n/language.tsx";
import "./grade-chip.css";

interface GradeChipProps {
  readonly grade: number | null;
  readonly possible: readonly number[];
  readonly large?: boolean;
}

const words = {
  zh: {
    grade: (grade: number) => `${grade} 级`,
    possible: (possible: string) => (possible === "" ? "未确定" : `可能 ${possible} 级`),
  },
  en: {
    grade: (grade: number) => `Grade ${grade}`,
    possible: (possible: string) => (possible === "" ? "undetermined" : `possibly ${possible}`),
  },
} as const;

export const GradeChip = ({ grade, possible, large = false }: GradeChipProps) => {
  const { language } = useLanguage();
  const m = words[language];
  const sure = grade ?? 0;
  const may = Math.max(sure, ...possible);
  return (
    <span className={large ? "grade-chip large" : "grade-chip"}>
      <svg viewBox="0 0 15 12" aria-hidden="true">
        {[1, 2, 3].map((step) => (
          <rect
            key={step}
            x={(step - 1) * 5 + 0.5}
            y={11.5 - step * 3.5}
            width={4}
            height={step * 3.5}
            className={step <= sure ? "sure" : step <= may && grade === null ? "may" : "not"}
          />
        ))}
      </svg>
      {grade === null ? m.possible(possible.join(language === "zh" ? "、" : ", ")) : m.grade(grade)}
    </span>
  );
};
