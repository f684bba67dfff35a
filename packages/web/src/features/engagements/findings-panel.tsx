/** Findings with numbers for life: open and closed, whose they are to rectify, and until when. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure, isDenied } from "../../ui/failure.tsx";
import { OlderButton } from "../../ui/older-button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { findingsQuery, type Finding, type FindingsWanted } from "./engagement-queries.ts";
import { FindingDetail } from "./finding-detail.tsx";

interface FindingsPanelProps {
  readonly enterpriseId: string;
  /** Only those raised in it; left out: of every engagement. */
  readonly engagement?: string;
}

const states = ["open", "closed"] as const;

export const FindingsPanel = ({ enterpriseId, engagement }: FindingsPanelProps) => {
  const m = useMessages(engagementsMessages);
  const [state, setState] = useState<FindingsWanted["state"]>();
  const list = useInfiniteQuery(
    findingsQuery(enterpriseId, {
      ...(state === undefined ? {} : { state }),
      ...(engagement === undefined ? {} : { engagement }),
    }),
  );
  const findings = list.data?.pages.flatMap((page) => page.findings);
  const [first] = list.data?.pages ?? [];
  if (isDenied(list.error)) return null;
  return (
    <section className="panel" aria-label={m.views.findings}>
      <header>
        <h2>{m.views.findings}</h2>
        {first !== undefined && (
          <span className="quiet small">
            {m.openCount(first.open)}
            {first.overdue > 0 && <b className="bad"> · {m.overdueCount(first.overdue)}</b>}
          </span>
        )}
        <span className="grow" />
        <div className="segmented no-print" role="group" aria-label={m.state}>
          <button
            type="button"
            aria-pressed={state === undefined}
            onClick={() => setState(undefined)}
          >
            {m.all}
          </button>
          {states.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={state === one}
              onClick={() => setState(one)}
            >
              {m.findingStates[one]}
            </button>
          ))}
        </div>
      </header>
      {list.error !== null && <Failure error={list.error} retry={() => void list.refetch()} />}
      {findings === undefined && list.error === null && (
        <div className="body">
          <Skeleton rows={3} />
        </div>
      )}
      {findings?.length === 0 && <p className="body quiet">{m.noFindings}</p>}
      <ul className="findings">
        {findings?.map((finding) => (
          <FindingLine key={finding.id} enterpriseId={enterpriseId} finding={finding} />
        ))}
      </ul>
      <OlderButton label={m.older} pages={list} />
    </section>
  );
};

interface FindingLineProps {
  readonly enterpriseId: string;
  readonly finding: Finding;
}

const FindingLine = ({ enterpriseId, finding }: FindingLineProps) => {
  const m = useMessages(engagementsMessages);
  const [open, setOpen] = useState(false);
  const { rectification, state } = finding;
  return (
    <li>
      <button
        type="button"
        className="finding-head"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">{open ? "▾" : "▸"}</span>
        <code>{finding.number}</code>
        <span className={`stamp severity-${finding.severity}`}>
          {m.severities[finding.severity]}
        </span>
        <span className="finding-title">{finding.title}</span>
        <code className="quiet">{finding.requirement}</code>
        <span className={state === "open" ? "" : "quiet"}>
          {m.findingStates[state]} {m.subjectsOpenOf(finding.subjectsOpen, finding.subjectsTotal)}
        </span>
        {rectification !== null && (
          <span className={rectification.overdue ? "bad" : "quiet"}>
            {rectification.owner} · {rectification.dueOn}
            {rectification.overdue && ` · ${m.overdue}`}
          </span>
        )}
      </button>
      {open && <FindingDetail enterpriseId={enterpriseId} findingId={finding.id} />}
    </li>
  );
};
