/** The state of a filing as a word with a shape; the colour repeats them. */

import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import type { Filing } from "./filing-queries.ts";

const marks: Readonly<Record<Filing["state"], string>> = {
  submitted: "◔",
  returned: "↩",
  verified: "✓",
  registered: "★",
  superseded: "–",
};

/** What the grades of a filing are worth in each state of it. */
export const verificationOf = (state: Filing["state"]) =>
  state === "verified" || state === "registered" ? state : "self-assessed";

interface FilingStateProps {
  readonly state: Filing["state"];
  readonly short?: boolean;
}

export const FilingState = ({ state, short = false }: FilingStateProps) => {
  const m = useMessages(filingsMessages);
  return (
    <span className={`filing-state filing-${state}`}>
      <span aria-hidden="true">{marks[state]}</span> {(short ? m.statesShort : m.states)[state]}
    </span>
  );
};
