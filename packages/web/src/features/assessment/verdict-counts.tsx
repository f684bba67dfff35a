/** How many requirements have which verdict, each count a filter of the matrix. */

import { assessmentMessages } from "../../i18n/assessment/assessment-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { verdicts, type Verdict } from "../../routes/search-params.ts";
import { VerdictMark } from "../../ui/verdict-mark.tsx";
import type { Assessment } from "./assessment-queries.ts";

interface VerdictCountsProps {
  readonly counts: Assessment["counts"];
  readonly chosen: Verdict | undefined;
  readonly onChoose: (verdict: Verdict | undefined) => void;
}

export const VerdictCounts = ({ counts, chosen, onChoose }: VerdictCountsProps) => {
  const m = useMessages(assessmentMessages);
  return (
    <div className="verdict-counts" role="group" aria-label={m.counts}>
      {verdicts.map((verdict) => (
        <button
          key={verdict}
          type="button"
          aria-pressed={chosen === verdict}
          data-verdict={verdict}
          onClick={() => onChoose(chosen === verdict ? undefined : verdict)}
        >
          <b>{counts[verdict]}</b>
          <VerdictMark verdict={verdict} />
        </button>
      ))}
    </div>
  );
};
