/** What a filing is and where it stands; what grading it again gave; and every step it went through. */

import { Link } from "@tanstack/react-router";
import { casesMessages } from "../../i18n/cases/cases-messages.ts";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { GradeChip } from "../../ui/grade-chip.tsx";
import { FilingState } from "./filing-state.tsx";
import type { FilingDetail } from "./filing-queries.ts";
import { ReasonList } from "./reason-list.tsx";
import { usePackWords } from "./use-pack-words.ts";

interface FilingHeadProps {
  readonly filing: FilingDetail;
  readonly supervises: boolean;
}

export const FilingHead = ({ filing, supervises }: FilingHeadProps) => {
  const m = useMessages(filingsMessages);
  const c = useMessages(casesMessages);
  return (
    <section className="panel" aria-label={m.revision(filing.revision)}>
      <header>
        <h2>{m.revision(filing.revision)}</h2>
        <b>{c.occasions[filing.occasion]}</b>
        <FilingState state={filing.state} />
        {filing.registrationNumber !== null && (
          <span className="registration">
            {m.firm.number} <b>{filing.registrationNumber}</b>
          </span>
        )}
      </header>
      <div className="body stack">
        <dl className="pairs">
          <dt>{supervises ? m.page.received : m.page.filed}</dt>
          <dd>
            {formatInstant(filing.filedAt)} · {filing.peer.name}
          </dd>
          <dt>{m.page.answered}</dt>
          <dd>{filing.answeredAt === null ? "—" : formatInstant(filing.answeredAt)}</dd>
          <dt>{m.content.pack}</dt>
          <dd>
            <code className="wrap-anywhere">
              {filing.pack.id}@{filing.pack.version} {filing.pack.contentHash.slice(0, 12)}
            </code>
          </dd>
          <Regraded filing={filing} />
        </dl>
        {filing.reasons.length > 0 && (
          <div className="notice notice-warn">
            <h3>{m.page.reasons}</h3>
            <ReasonList filing={filing} />
          </div>
        )}
        <p className="row">
          <Link
            to="/enterprises/$enterpriseId/filing/$filingId/form"
            params={{ enterpriseId: filing.enterprise.id, filingId: filing.id }}
          >
            {c.form.link}
          </Link>
          <Link
            to="/enterprises/$enterpriseId/messages/$messageId"
            params={{ enterpriseId: filing.enterprise.id, messageId: filing.id }}
          >
            {m.page.message}
          </Link>
        </p>
      </div>
    </section>
  );
};

/** Only a supervisor grades again; on the firm's own node there is nothing to compare. */
const Regraded = ({ filing }: { readonly filing: FilingDetail }) => {
  const m = useMessages(filingsMessages).content;
  const words = usePackWords(filing.pack);
  const { regraded } = filing;
  if (regraded === null) return null;
  return (
    <>
      <dt>{m.regraded}</dt>
      <dd>
        <b className={regraded.agrees ? "good" : "bad"}>
          {regraded.agrees ? `✓ ${m.agrees}` : `✕ ${m.differs}`}
        </b>{" "}
        <span className={regraded.samePack ? "quiet" : "bad"}>
          {regraded.samePack ? m.samePack : m.otherPack}
        </span>
        {!regraded.agrees && (
          <ul>
            {regraded.grades.map((grade) => (
              <li key={grade.type}>
                {words.type(grade.type)} <GradeChip grade={grade.grade} possible={grade.possible} />
              </li>
            ))}
          </ul>
        )}
      </dd>
    </>
  );
};

export const FilingSteps = ({ filing }: { readonly filing: FilingDetail }) => {
  const m = useMessages(filingsMessages).page;
  return (
    <section className="panel" aria-label={m.history}>
      <header>
        <h2>{m.history}</h2>
      </header>
      <ol className="body steps">
        {filing.history.map((step) => (
          <li key={`${step.at} ${step.state}`} className="row">
            <time dateTime={step.at}>{formatInstant(step.at)}</time>
            <FilingState state={step.state} />
            <span className="quiet">
              {step.actor.startsWith("node:")
                ? filing.peer.name
                : (m.actors[step.actor] ?? step.actor)}
            </span>
            {step.messageId !== null && (
              <Link
                to="/enterprises/$enterpriseId/messages/$messageId"
                params={{ enterpriseId: filing.enterprise.id, messageId: step.messageId }}
                className="small"
              >
                <code>{step.messageId.slice(0, 13)}</code>
              </Link>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
};
