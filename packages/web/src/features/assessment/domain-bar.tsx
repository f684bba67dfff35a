/** The verdicts of one domain as a strip, with the counts in words for those who cannot see it. */

import { verdictWords } from "../../i18n/verdict-words.ts";
import { useMessages } from "../../i18n/language.tsx";
import { verdicts } from "../../routes/search-params.ts";
import type { Assessment } from "./assessment-queries.ts";

export const DomainBar = ({ counts }: { readonly counts: Assessment["counts"] }) => {
  const words = useMessages(verdictWords);
  const present = verdicts.filter((verdict) => counts[verdict] > 0);
  const label = present.map((verdict) => `${words[verdict]} ${counts[verdict]}`).join(", ");
  return (
    <span className="domain-bar" role="img" aria-label={label} title={label}>
      {present.map((verdict) => (
        <i key={verdict} className={`bar-${verdict}`} style={{ flexGrow: counts[verdict] }} />
      ))}
    </span>
  );
};
