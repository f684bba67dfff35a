/** One graded type of an object: its grade, what would settle it, and the tree of reasons. */

import type { GradeReport } from "@fenji/contract";
import type { Pack } from "@fenji/regime";
import type { ReactNode } from "react";
import { gradingMessages } from "../../i18n/grading/grading-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { ReasonTree } from "./reason-tree.tsx";
import { SettlingFacts } from "./settling-facts.tsx";

interface TypeResultProps {
  readonly result: GradeReport["results"][number];
  readonly pack: Pack;
  /** The grade, and how sure it is. */
  readonly mark: ReactNode;
}

export const TypeResult = ({ result, pack, mark }: TypeResultProps) => {
  const m = useMessages(gradingMessages);
  const text = useText();
  const type = pack.grading.types.find((known) => known.id === result.type);
  const name = type === undefined ? result.type : text(type.name);
  return (
    // A section of facts may have the name of a type.
    <section className="panel" aria-label={`${name} · ${m.reasons}`}>
      <header className="result-head">
        <h2>{name}</h2>
        {mark}
        {result.applies === "unknown" && <span className="stamp">{m.mayApply}</span>}
      </header>
      {result.undetermined.length > 0 && <SettlingFacts result={result} pack={pack} />}
      {result.reasons.length > 0 && <ReasonTree reasons={result.reasons} pack={pack} />}
    </section>
  );
};
