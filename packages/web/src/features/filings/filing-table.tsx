/** Filings in a table: whose, which, in what state, graded how. */

import { Link } from "@tanstack/react-router";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { GradeChip } from "../../ui/grade-chip.tsx";
import { VerificationMark } from "../../ui/verification-mark.tsx";
import type { Filing } from "./filing-queries.ts";
import { FilingState, verificationOf } from "./filing-state.tsx";
import { useFirmName } from "./use-firm-name.ts";
import { usePackWords } from "./use-pack-words.ts";

interface FilingTableProps {
  readonly filings: readonly Filing[];
  readonly busy: boolean;
}

export const FilingTable = ({ filings, busy }: FilingTableProps) => {
  const m = useMessages(filingsMessages).queue;
  return (
    <div className="table-scroll" aria-busy={busy}>
      <table className="table table-roomy">
        <thead>
          <tr>
            <th scope="col">{m.enterprise}</th>
            <th scope="col">{m.code}</th>
            <th scope="col" className="num">
              {m.revision}
            </th>
            <th scope="col">{m.state}</th>
            <th scope="col">{m.received}</th>
            <th scope="col">{m.grades}</th>
            <th scope="col">{m.check}</th>
            <th scope="col">{m.number}</th>
          </tr>
        </thead>
        <tbody>
          {filings.map((filing) => (
            <FilingRow key={filing.id} filing={filing} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

const FilingRow = ({ filing }: { readonly filing: Filing }) => {
  const words = usePackWords(filing.pack);
  return (
    <tr>
      <td>
        <Link
          to="/enterprises/$enterpriseId/filing/$filingId"
          params={{ enterpriseId: filing.enterprise.id, filingId: filing.id }}
        >
          {useFirmName()(filing.enterprise)}
        </Link>
      </td>
      <td>
        <code>{filing.enterprise.creditCode}</code>
      </td>
      <td className="num">{filing.revision}</td>
      <td>
        <FilingState state={filing.state} short />
      </td>
      <td className="nowrap">
        <time dateTime={filing.filedAt}>{formatInstant(filing.filedAt)}</time>
      </td>
      <td>
        <ul>
          {filing.grades.map((grade) => (
            <li key={grade.type} className="nowrap">
              <GradeChip grade={grade.grade} possible={grade.possible} />{" "}
              <VerificationMark status={verificationOf(filing.state)} short />{" "}
              <span className="quiet small">{words.type(grade.type)}</span>
            </li>
          ))}
        </ul>
      </td>
      <td>
        <Check filing={filing} />
      </td>
      <td className="nowrap">{filing.registrationNumber ?? "—"}</td>
    </tr>
  );
};

const Check = ({ filing }: { readonly filing: Filing }) => {
  const m = useMessages(filingsMessages).queue;
  if (filing.regraded === null) return <span className="quiet">{m.checkNone}</span>;
  return filing.regraded.agrees ? (
    <span className="good">✓ {m.checkAgrees}</span>
  ) : (
    <b className="bad">✕ {m.checkDiffers}</b>
  );
};
