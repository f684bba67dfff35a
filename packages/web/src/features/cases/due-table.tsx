/** What is due in one case: what, by whom, until when, by which rule; and for a firm the way to do it. */

import { Link } from "@tanstack/react-router";
import { casesMessages } from "../../i18n/cases/cases-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import type { Due, FirmCase, Occasion } from "./case-queries.ts";
import { daysBetween } from "./days-between.ts";
import { DueRule } from "./due-rule.tsx";

interface DueTableProps {
  readonly of: FirmCase;
  readonly today: string;
  readonly onFile: ((occasion: Occasion | undefined) => void) | undefined;
}

export const DueTable = ({ of, today, onFile }: DueTableProps) => {
  const m = useMessages(casesMessages);
  if (of.dues.length === 0) return <p className="quiet small">{m.firm.nothingDue}</p>;
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{m.firm.when}</th>
            <th scope="col">{m.firm.what}</th>
            <th scope="col">{m.firm.who}</th>
            {onFile !== undefined && <th scope="col">{m.firm.act}</th>}
          </tr>
        </thead>
        <tbody>
          {of.dues
            .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))
            .map((due) => (
              <tr key={`${due.deadline} ${due.dueOn}`}>
                <td className="nowrap">
                  <time dateTime={due.dueOn}>{due.dueOn}</time>
                  <br />
                  <Left due={due} today={today} />
                </td>
                <td className="small">
                  <DueRule due={due} />
                </td>
                <td className="nowrap">{m.by[due.by]}</td>
                {onFile !== undefined && (
                  <td className="nowrap">
                    <DueAct due={due} enterpriseId={of.enterprise.id} onFile={onFile} />
                  </td>
                )}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
};

const Left = ({ due, today }: { readonly due: Due; readonly today: string }) => {
  const m = useMessages(casesMessages).due;
  const left = daysBetween(today, due.dueOn);
  return due.overdue ? (
    <b className="bad small">{m.late(-left)}</b>
  ) : (
    <span className="quiet small">{m.left(left)}</span>
  );
};

/** What is filed for each duty; undefined: the occasion that is next anyway. */
const occasionOf: Readonly<Partial<Record<Due["does"], Occasion | undefined>>> = {
  file: undefined,
  refile: undefined,
  assess: "assessment",
  rectify: "rectification",
  "report-change": "change",
};

interface DueActProps {
  readonly due: Due;
  readonly enterpriseId: string;
  readonly onFile: (occasion: Occasion | undefined) => void;
}

const DueAct = ({ due, enterpriseId, onFile }: DueActProps) => {
  const m = useMessages(casesMessages).firm.acts;
  if (due.does === "verify" || due.does === "register") return "—";
  if (due.does === "protect")
    return (
      <Link to="/enterprises/$enterpriseId/gaps" params={{ enterpriseId }} className="btn no-print">
        {m.protect}
      </Link>
    );
  return (
    <button type="button" className="btn no-print" onClick={() => onFile(occasionOf[due.does])}>
      {m[due.does]}
    </button>
  );
};
