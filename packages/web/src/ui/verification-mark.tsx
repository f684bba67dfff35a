/** What a grade is worth, beside every grade: self-assessed until the supervisor has verified or registered it. */

import type { EnterpriseSummary } from "@fenji/contract";
import { casesMessages } from "../i18n/cases/cases-messages.ts";
import { formatInstant } from "../i18n/format.ts";
import { useMessages } from "../i18n/language.tsx";
import "./verification-mark.css";

interface VerificationMarkProps {
  readonly status: EnterpriseSummary["grades"][number]["verification"];
  /** A word where rows are many. */
  readonly short?: boolean;
  readonly at?: string | null;
  readonly by?: string | null;
  readonly registrationNumber?: string | null;
}

export const VerificationMark = (props: VerificationMarkProps) => {
  const { status, short = false, at = null, by = null, registrationNumber = null } = props;
  const m = useMessages(casesMessages).verification;
  if (status === "self-assessed")
    return (
      <span className="verification" title={m.selfAssessed}>
        <span aria-hidden="true">○</span> {short ? m.selfAssessedShort : m.selfAssessed}
      </span>
    );
  const when = at === null ? "" : formatInstant(at).slice(0, 10);
  const detail = m.detail(when, by ?? "");
  return (
    <span className="verification verification-sure" title={detail}>
      <span aria-hidden="true">{status === "verified" ? "✓" : "★"}</span> {m[status]}
      {!short && registrationNumber !== null && <b> {registrationNumber}</b>}
      {!short && detail !== "" && <span className="quiet"> · {detail}</span>}
    </span>
  );
};
