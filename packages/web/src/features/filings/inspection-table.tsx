/** Inspection requests with what each side may do: release or refuse, or open what was released. */

import { openRelease } from "@fenji/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { client } from "../../contract-client.ts";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { formatBytes, formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { refreshExchange } from "../exchange/exchange-queries.ts";
import { saveBytes } from "../../ui/save-bytes.ts";
import { AnswerInspection } from "./answer-inspection.tsx";
import type { Inspection } from "./filing-queries.ts";
import { Written } from "./written.tsx";

interface InspectionTableProps {
  readonly inspections: readonly Inspection[];
  /** Names the enterprise in each row. */
  readonly enterprises: boolean;
}

export const InspectionTable = ({ inspections, enterprises }: InspectionTableProps) => {
  const m = useMessages(filingsMessages).inspections;
  return (
    <div className="table-scroll">
      <table className="table table-roomy">
        <thead>
          <tr>
            {enterprises && <th scope="col">{m.enterprise}</th>}
            <th scope="col">{m.item}</th>
            <th scope="col">{m.reason}</th>
            <th scope="col">{m.due}</th>
            <th scope="col">{m.state}</th>
          </tr>
        </thead>
        <tbody>
          {inspections.map((inspection) => (
            <InspectionRow key={inspection.id} inspection={inspection} enterprises={enterprises} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

interface InspectionRowProps {
  readonly inspection: Inspection;
  readonly enterprises: boolean;
}

const InspectionRow = ({ inspection, enterprises }: InspectionRowProps) => {
  const m = useMessages(filingsMessages).inspections;
  const { enterprise, direction, refusal } = inspection;
  return (
    <tr>
      {enterprises && (
        <td>
          <Link to="/enterprises/$enterpriseId/filing" params={{ enterpriseId: enterprise.id }}>
            {enterprise.name}
          </Link>
        </td>
      )}
      <td>
        {inspection.itemName ?? (direction === "in" ? <i className="quiet">{m.notHere}</i> : "")}{" "}
        <code className="quiet" title={inspection.item}>
          {inspection.item.slice(0, 12)}
        </code>
      </td>
      <td>
        <Written words={inspection.reason} />
        <p className="quiet small">
          {m.asked} {formatInstant(inspection.askedAt)} · {inspection.peer.name}
        </p>
      </td>
      <td className="nowrap">{inspection.dueDate}</td>
      <td>
        <b className={`inspection-${inspection.state}`}>{m.states[inspection.state]}</b>
        {inspection.answeredAt !== null && (
          <span className="quiet small"> {formatInstant(inspection.answeredAt)}</span>
        )}
        {refusal !== null && (
          <p>
            <Written words={refusal} />
          </p>
        )}
        {direction === "in" && inspection.state === "asked" && <Answer inspection={inspection} />}
        {direction === "out" && inspection.release !== null && (
          <Opening inspection={inspection} release={inspection.release} />
        )}
      </td>
    </tr>
  );
};

const Answer = ({ inspection }: { readonly inspection: Inspection }) => {
  const m = useMessages(filingsMessages).inspections;
  const permissions = usePermissions(inspection.enterprise.id);
  const [answer, setAnswer] = useState<"release" | "refuse">();
  if (!permissions.may("inspection:release")) return null;
  return (
    <p className="row no-print">
      <button type="button" className="btn btn-danger" onClick={() => setAnswer("release")}>
        {m.release}…
      </button>
      <button type="button" className="btn" onClick={() => setAnswer("refuse")}>
        {m.refuse}…
      </button>
      {answer !== undefined && (
        <AnswerInspection
          inspection={inspection}
          answer={answer}
          onClose={() => setAnswer(undefined)}
        />
      )}
    </p>
  );
};

interface OpeningProps {
  readonly inspection: Inspection;
  readonly release: NonNullable<Inspection["release"]>;
}

const Opening = ({ inspection, release }: OpeningProps) => {
  const m = useMessages(filingsMessages).inspections;
  const permissions = usePermissions(inspection.enterprise.id);
  const queries = useQueryClient();
  const open = useMutation({
    mutationFn: async () =>
      saveBytes(
        inspection.item.slice(0, 12),
        await client.call(openRelease, {
          path: { enterpriseId: inspection.enterprise.id, inspectionId: inspection.id },
          body: {},
        }),
      ),
    onSuccess: () => refreshExchange(queries),
  });
  return (
    <>
      {permissions.may("inspection:write") && (
        <p className="row no-print">
          <button
            type="button"
            className="btn"
            disabled={open.isPending}
            onClick={() => open.mutate()}
          >
            {m.open} ({formatBytes(release.sizeBytes)})
          </button>
          <span className="quiet small">{m.openNote}</span>
        </p>
      )}
      {release.opened.length > 0 && (
        <details className="small">
          <summary className="quiet">{m.opened(release.opened.length)}</summary>
          <ul>
            {release.opened.map(({ at, actor }) => (
              <li key={`${at} ${actor}`}>
                {formatInstant(at)} {actor}
              </li>
            ))}
          </ul>
        </details>
      )}
      {open.error !== null && <Failure error={open.error} />}
    </>
  );
};
