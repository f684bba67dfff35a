/** Takes documents from those that the engagements of a firm keep; nothing where there are none to take. */

import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { documentsMessages } from "../../i18n/documents/documents-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { attachedQuery, type AttachedDocument } from "./attached-query.ts";

interface ChooseDocumentsProps {
  readonly enterpriseId: string;
  readonly chosen: readonly AttachedDocument[];
  readonly onChange: (chosen: readonly AttachedDocument[]) => void;
}

export const ChooseDocuments = ({ enterpriseId, chosen, onChange }: ChooseDocumentsProps) => {
  const m = useMessages(documentsMessages);
  const id = useId();
  const enabled = usePermissions(enterpriseId).may("fieldwork:read");
  const kept = useQuery({ ...attachedQuery(enterpriseId, {}), enabled }).data?.documents ?? [];
  const taken = new Set(chosen.map(({ sha256 }) => sha256));
  // One that several engagements keep is offered once.
  const each = [...new Map(kept.map((one) => [one.sha256, one])).values()];
  const others = each.filter(({ sha256 }) => !taken.has(sha256));
  const take = (sha256: string) =>
    onChange([...chosen, ...others.filter((one) => one.sha256 === sha256)]);
  return (
    <>
      {others.length > 0 && (
        <div className="field">
          <label htmlFor={id}>{m.takeKept}</label>
          <select
            id={id}
            className="select"
            value=""
            onChange={(event) => take(event.target.value)}
          >
            <option value="">{m.takeNone}</option>
            {others.map(({ sha256, name, engagement }) => (
              <option key={sha256} value={sha256}>
                {name} · {engagement}
              </option>
            ))}
          </select>
        </div>
      )}
      {chosen.length > 0 && (
        <ul className="small">
          {chosen.map((one) => (
            <li key={one.sha256} className="row">
              <span className="wrap-anywhere">{one.name}</span>
              <button
                type="button"
                className="btn btn-plain btn-cell"
                aria-label={m.leaveOutNamed(one.name)}
                onClick={() => onChange(chosen.filter(({ sha256 }) => sha256 !== one.sha256))}
              >
                {m.leaveOut}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
};
