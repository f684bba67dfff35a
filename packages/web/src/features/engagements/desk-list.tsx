/** The requirements on the desk by domain: what evidence says, what was concluded, what is still in the way. */

import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { VerdictMark } from "../../ui/verdict-mark.tsx";
import type { ResultRow, Results } from "./engagement-queries.ts";

interface DeskListProps {
  readonly domains: Results["domains"];
  readonly rows: readonly ResultRow[];
  readonly open: string | undefined;
  readonly onOpen: (row: ResultRow) => void;
}

export const DeskList = ({ domains, rows, open, onOpen }: DeskListProps) => {
  const m = useMessages(engagementsMessages);
  const text = useText();
  return (
    <nav className="desk-list" aria-label={m.requirements}>
      {domains.map(({ id, name }) => {
        const own = rows.filter((row) => row.domain === id);
        if (own.length === 0) return null;
        return (
          <section key={id} aria-label={text(name)}>
            <h3>{text(name)}</h3>
            <ul>
              {own.map((row) => (
                <li key={row.requirement}>
                  <button
                    type="button"
                    className="desk-row"
                    aria-current={row.requirement === open}
                    onClick={() => onOpen(row)}
                  >
                    <VerdictMark verdict={row.machine.verdict} words={false} />
                    <code>{row.requirement}</code>
                    <span className="desk-title">{text(row.title)}</span>
                    <RowState row={row} />
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </nav>
  );
};

const RowState = ({ row }: { readonly row: ResultRow }) => {
  const m = useMessages(engagementsMessages);
  const { conclusion, records, findings } = row;
  // That nothing is concluded yet shows by itself.
  const blockers = row.blockers.filter((code) => code !== "not-concluded");
  return (
    <span className="desk-state small">
      {records > 0 && <span className="quiet">{m.recordsCount(records)}</span>}
      {findings.length > 0 && <span className="quiet">{m.findingsCount(findings.length)}</span>}
      {conclusion !== null && <VerdictMark verdict={conclusion.result} />}
      {conclusion?.overridden === true && <span className="stamp">{m.overridden}</span>}
      {blockers.length > 0 && (
        <span className="blocked" title={blockers.map((code) => m.blocked[code]).join(" · ")}>
          <span aria-hidden="true">!</span>
          <span className="sr-only">{blockers.map((code) => m.blocked[code]).join(" · ")}</span>
        </span>
      )}
    </span>
  );
};
