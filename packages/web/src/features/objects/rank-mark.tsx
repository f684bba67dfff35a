/** A grade in the pack's own words, with a shape that says how high it is among the type's grades. */

import type { GradedType } from "@fenji/regime";
import { objectsMessages } from "../../i18n/objects/objects-messages.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";

interface RankMarkProps {
  readonly type: GradedType | undefined;
  /** undefined: the type does not apply. */
  readonly result:
    | { readonly grade: number | null; readonly possible: readonly number[] }
    | undefined;
}

export const RankMark = ({ type, result }: RankMarkProps) => {
  const m = useMessages(objectsMessages);
  const text = useText();
  const { language } = useLanguage();
  if (result === undefined) return <span className="quiet">{m.notApplicable}</span>;
  const labelOf = (rank: number): string => {
    const grade = type?.grades.find((known) => known.rank === rank);
    return grade === undefined ? String(rank) : text(grade.label);
  };
  const open = isLongRun(type, result.possible)
    ? m.range(labelOf(Math.min(...result.possible)), labelOf(Math.max(...result.possible)))
    : result.possible.map(labelOf).join(language === "zh" ? "、" : " / ");
  return (
    <span className={result.grade === null ? "rank-mark rank-open" : "rank-mark"}>
      <Steps type={type} {...result} />
      {result.grade === null
        ? open === ""
          ? m.undetermined
          : m.possible(open)
        : labelOf(result.grade)}
    </span>
  );
};

/** Four grades or more without a gap read better by their ends. */
const isLongRun = (type: GradedType | undefined, possible: readonly number[]): boolean => {
  const [lowest, highest] = [Math.min(...possible), Math.max(...possible)];
  const between = (type?.grades ?? []).filter(({ rank }) => rank >= lowest && rank <= highest);
  return possible.length > 3 && between.length === possible.length;
};

interface StepsProps {
  readonly type: GradedType | undefined;
  readonly grade: number | null;
  readonly possible: readonly number[];
}

/** As many boxes as there are grades above the lowest: filled up to the grade, hatched where it is open. */
const Steps = ({ type, grade, possible }: StepsProps) => {
  const ranks = (type?.grades ?? []).map(({ rank }) => rank);
  const above = ranks.filter((rank) => rank !== Math.min(...ranks));
  const highest = Math.max(grade ?? Number.NEGATIVE_INFINITY, ...possible);
  return (
    <svg
      viewBox={`0 0 ${above.length * 6} 10`}
      width={above.length * 6}
      height={10}
      aria-hidden="true"
    >
      {above.map((rank, index) => (
        <rect
          key={rank}
          x={index * 6 + 0.5}
          y={0.5}
          width={5}
          height={9}
          className={
            grade !== null && rank <= grade
              ? "sure"
              : grade === null && rank <= highest
                ? "may"
                : "not"
          }
        />
      ))}
    </svg>
  );
};
