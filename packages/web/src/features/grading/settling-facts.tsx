/** Where a grade is open: which facts would settle it, and the smallest sets that do so for sure. */

import type { GradeReport } from "@fenji/contract";
import type { Pack } from "@fenji/regime";
import { gradingMessages } from "../../i18n/grading/grading-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";

interface SettlingFactsProps {
  readonly result: Pick<GradeReport["results"][number], "type" | "undetermined" | "settledBy">;
  readonly pack: Pack;
}

export const SettlingFacts = ({ result, pack }: SettlingFactsProps) => {
  const m = useMessages(gradingMessages);
  const text = useText();
  const labelOf = (id: string) => {
    const fact = pack.grading.facts.find((known) => known.id === id);
    return fact === undefined ? id : text(fact.label);
  };
  const grades = pack.grading.types.find(({ id }) => id === result.type)?.grades ?? [];
  const gradeName = (rank: number) => {
    const grade = grades.find((known) => known.rank === rank);
    return grade === undefined ? m.gradeName(rank) : text(grade.label);
  };
  return (
    <div className="settling">
      <h3>{m.settles}</h3>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{m.fact}</th>
            <th scope="col">{m.alone}</th>
          </tr>
        </thead>
        <tbody>
          {result.undetermined.map(({ fact, settles }) => (
            <tr key={fact}>
              <th scope="row">{labelOf(fact)}</th>
              <td>
                {settles.length === 0
                  ? "—"
                  : settles
                      .map(({ when, grade }) => m.whenFact(text(when), gradeName(grade)))
                      .join(m.between)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {result.settledBy.length > 0 && (
        <>
          <p>{m.settledBy}</p>
          <ul className="settled-by">
            {result.settledBy.slice(0, 5).map((facts) => (
              <li key={facts.join(" ")}>{facts.map(labelOf).join(" + ")}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
};
