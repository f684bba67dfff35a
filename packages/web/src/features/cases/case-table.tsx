/** Cases of one worklist: whose, why it is here, since when, and until when it is due by which rule. */

import type { Worklist } from "@fenji/contract";
import { Link } from "@tanstack/react-router";
import { casesMessages } from "../../i18n/cases/cases-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { GradeChip } from "../../ui/grade-chip.tsx";
import { VerificationMark } from "../../ui/verification-mark.tsx";
import { useFirmName } from "../filings/use-firm-name.ts";
import { usePackWords } from "../filings/use-pack-words.ts";
import type { WorkCase } from "./case-queries.ts";
import { DueNote } from "./due-note.tsx";

interface CaseTableProps {
  readonly list: Worklist;
  readonly cases: readonly WorkCase[];
  readonly today: string;
  readonly busy: boolean;
}

export const CaseTable = ({ list, cases, today, busy }: CaseTableProps) => {
  const m = useMessages(casesMessages).work;
  return (
    <div className="table-scroll" aria-busy={busy}>
      <table className="table table-roomy">
        <thead>
          <tr>
            <th scope="col">{m.enterprise}</th>
            <th scope="col">{m.type}</th>
            <th scope="col">{m.whyHere}</th>
            <th scope="col">{m.stage}</th>
            <th scope="col">{m.due}</th>
            <th scope="col">{m.grade}</th>
            <th scope="col">
              <span className="sr-only">{m.open}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {cases.map((one) => (
            <CaseRow key={`${one.enterprise.id} ${one.type}`} list={list} of={one} today={today} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

interface CaseRowProps {
  readonly list: Worklist;
  readonly of: WorkCase;
  readonly today: string;
}

const CaseRow = ({ list, of, today }: CaseRowProps) => {
  const m = useMessages(casesMessages);
  const words = usePackWords(of.pack);
  const why = useWhy();
  const firmName = useFirmName();
  const grade = of.grade ?? of.filedGrade;
  return (
    <tr>
      <td>
        <Link to="/enterprises/$enterpriseId/filing" params={{ enterpriseId: of.enterprise.id }}>
          {firmName(of.enterprise)}
        </Link>
        <br />
        <code className="quiet small">{of.enterprise.creditCode}</code>
      </td>
      <td>
        {words.type(of.type)}
        <br />
        <span className="quiet small">{m.lines[of.line]}</span>
      </td>
      <td>{why(list, of)}</td>
      <td>
        {m.stages[of.stage]}
        <br />
        <span className="quiet small">
          {m.firm.since(formatInstant(of.stageSince).slice(0, 10))}
        </span>
      </td>
      <td className="nowrap">
        <DueNote of={of} today={today} />
      </td>
      <td className="nowrap">
        <GradeChip grade={grade} possible={[]} />
        <br />
        <VerificationMark status={of.verification.status} short />
      </td>
      <td className="nowrap">
        <RowAct of={of} />
      </td>
    </tr>
  );
};

const RowAct = ({ of }: { readonly of: WorkCase }) => {
  const m = useMessages(casesMessages).work;
  const firmName = useFirmName();
  const { open, waitsFor } = of;
  if (open === null || waitsFor !== "supervisor") return null;
  return (
    <Link
      to="/filings/review"
      search={{
        ...(open.state === "verified" ? { queue: "verified" as const } : {}),
        at: open.filingId,
      }}
      className="btn btn-plain btn-cell no-print"
    >
      {m.review}
      <span className="sr-only"> {firmName(of.enterprise)}</span>
    </Link>
  );
};

/** Why a case stands on a list, as a sentence. */
const useWhy = () => {
  const m = useMessages(casesMessages);
  const grade = (value: number | null) => (value === null ? m.work.undetermined : String(value));
  return (list: Worklist, of: WorkCase): string => {
    const does = of.does === null ? "—" : m.does[of.does];
    const why = m.work.why;
    switch (list) {
      case "overdue":
      case "waiting":
      case "due-soon":
        return why[list](does);
      case "differs":
        return why.differs(grade(of.filedGrade), grade(of.grade));
      case "to-change":
        return why["to-change"](of.changedOn ?? "—");
      default:
        return why[list];
    }
  };
};
