/** Preparation and plan: names and days, team, scope, samples, who does what, the firm's word to begin; then its history. */

import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { AssignPanel } from "./assign-panel.tsx";
import type { EngagementProps } from "./engagement-props.ts";
import { SamplePanel } from "./sample-panel.tsx";
import { ScopePanel } from "./scope-panel.tsx";
import { StartPanel } from "./start-panel.tsx";
import { TeamPanel } from "./team-panel.tsx";
import { TitlePanel } from "./title-panel.tsx";

export const PlanView = (props: EngagementProps) => (
  <div className="stack">
    <div className="panels-beside">
      <TitlePanel {...props} />
      <TeamPanel {...props} />
    </div>
    <ScopePanel {...props} />
    <SamplePanel {...props} />
    <AssignPanel {...props} />
    <StartPanel {...props} />
    <HistoryPanel {...props} />
  </div>
);

const HistoryPanel = ({ engagement }: EngagementProps) => {
  const m = useMessages(engagementsMessages);
  const words: Readonly<Record<string, string>> = m.did;
  return (
    <section className="panel" aria-label={m.history}>
      <header>
        <h2>{m.history}</h2>
      </header>
      <ol className="body history-of small">
        {engagement.history.map(({ at, by, did, to, reason }) => (
          <li key={`${at} ${did}`}>
            <span className="quiet nowrap">{formatInstant(at)}</span> {by.name} ·{" "}
            {words[did] ?? did}
            {to !== null && ` → ${m.stages[to]}`}
            {reason !== null && <span className="quiet"> — {reason}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
};
