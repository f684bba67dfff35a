/** The state of a technique as the shape of the verdict that it comes from, and a word; the colour only repeats the shape. */

import { attackMessages } from "../../i18n/attack/attack-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import type { TechniqueState } from "../../routes/attack-search.ts";
import type { Verdict } from "../../routes/search-params.ts";
import { VerdictShape } from "../../ui/verdict-mark.tsx";

const likeVerdict: Readonly<Record<TechniqueState, Verdict>> = {
  open: "notMet",
  partly: "partlyMet",
  unknown: "notEvidenced",
  covered: "met",
  unmapped: "notApplicable",
};

interface TechniqueMarkProps {
  readonly state: TechniqueState;
  /** Without words only where they would fill the cell; readers of screens hear them. */
  readonly words?: boolean;
}

export const TechniqueMark = ({ state, words = true }: TechniqueMarkProps) => {
  const m = useMessages(attackMessages);
  const verdict = likeVerdict[state];
  return (
    <span className={`verdict verdict-${verdict}`}>
      <VerdictShape verdict={verdict} />
      {words ? m.states[state] : <span className="sr-only">{m.states[state]}</span>}
    </span>
  );
};
