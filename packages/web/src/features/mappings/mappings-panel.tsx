/** Tables of other tools: what is mapped already, and the way to map one more. */

import { deleteTableMapping, saveTableMapping, tableMapping } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState, type ChangeEvent } from "react";
import { client } from "../../contract-client.ts";
import { mappingsMessages } from "../../i18n/mappings/mappings-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { useChange } from "../../use-change.ts";
import { Failure } from "../../ui/failure.tsx";
import { saveText } from "../../ui/save-text.ts";
import { usePermissions } from "../access/use-permissions.ts";
import { mappingsQuery, type Mapping, type StoredMapping } from "./mapping-queries.ts";
import "./mappings.css";

const MapDialog = lazy(async () => ({ default: (await import("./map-dialog.tsx")).MapDialog }));

interface MappingsPanelProps {
  readonly enterpriseId: string;
}

export const MappingsPanel = ({ enterpriseId }: MappingsPanelProps) => {
  const m = useMessages(mappingsMessages);
  const may = usePermissions(enterpriseId).may("evidence:import");
  const { data, error } = useQuery(mappingsQuery(enterpriseId));
  const [file, setFile] = useState<File>();
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = event.target.files ?? [];
    setFile(chosen);
    event.target.value = "";
  };
  return (
    <section className="panel" aria-label={m.title}>
      <header>
        <h2>{m.title}</h2>
        <span className="quiet small grow">{m.note}</span>
        {may && (
          <label className="btn no-print">
            {m.map}
            <input
              type="file"
              className="sr-only"
              accept=".xlsx,.csv,.txt,.html,.htm,.xls"
              onChange={choose}
            />
          </label>
        )}
        {may && <TakeIn enterpriseId={enterpriseId} />}
      </header>
      {error !== null && <Failure error={error} />}
      <ul className="body mappings">
        {data?.mappings.map((stored) => (
          <MappingLine
            key={`${stored.mapping.id} ${stored.savedAt ?? ""}`}
            enterpriseId={enterpriseId}
            stored={stored}
            may={may}
          />
        ))}
      </ul>
      {file !== undefined && (
        <Suspense>
          <MapDialog
            enterpriseId={enterpriseId}
            file={file}
            known={data?.mappings.map(({ mapping }) => mapping) ?? []}
            onClose={() => setFile(undefined)}
          />
        </Suspense>
      )}
    </section>
  );
};

interface MappingLineProps extends MappingsPanelProps {
  readonly stored: StoredMapping;
  readonly may: boolean;
}

const MappingLine = ({ enterpriseId, stored, may }: MappingLineProps) => {
  const m = useMessages(mappingsMessages);
  const { mapping, savedAt } = stored;
  const remove = useChange({
    run: () => client.call(deleteTableMapping, { path: { enterpriseId, mappingId: mapping.id } }),
    stale: [["enterprise", enterpriseId, "table-mappings"]],
  });
  return (
    <li className="row">
      <b>{mapping.name}</b>
      <span className="quiet small">{Object.values(mapping.columns).join(" · ")}</span>
      {mapping.standing === "unverified" && <span className="stamp">{m.unverified}</span>}
      <span className="grow" />
      <button
        type="button"
        className="btn btn-plain btn-cell no-print"
        onClick={() =>
          saveText(
            `${mapping.id}.json`,
            `${JSON.stringify(mapping, null, 2)}\n`,
            "application/json",
          )
        }
      >
        {m.takeOut}
      </button>
      {may && savedAt !== null && (
        <button
          type="button"
          className="btn btn-plain btn-cell no-print"
          disabled={remove.isPending}
          onClick={() => remove.mutate(undefined)}
        >
          {m.delete}
        </button>
      )}
      {remove.error !== null && <Failure error={remove.error} />}
    </li>
  );
};

/** A mapping that somebody shared, as a file. */
const TakeIn = ({ enterpriseId }: MappingsPanelProps) => {
  const m = useMessages(mappingsMessages);
  const [wrong, setWrong] = useState(false);
  const save = useChange({
    run: (mapping: Mapping) =>
      client.call(saveTableMapping, {
        path: { enterpriseId, mappingId: mapping.id },
        body: mapping,
      }),
    stale: [["enterprise", enterpriseId, "table-mappings"]],
  });
  const take = async (file: File): Promise<void> => {
    const text = await file.text();
    let read: ReturnType<typeof tableMapping.safeParse> | undefined;
    try {
      read = tableMapping.safeParse(JSON.parse(text));
    } catch {
      read = undefined;
    }
    setWrong(read?.success !== true);
    if (read?.success === true) save.mutate(read.data);
  };
  return (
    <>
      <label className="btn no-print">
        {m.takeIn}
        <input
          type="file"
          className="sr-only"
          accept=".json"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file !== undefined) void take(file);
            event.target.value = "";
          }}
        />
      </label>
      {wrong && (
        <span className="small bad" role="alert">
          {m.notAMapping}
        </span>
      )}
      {save.error !== null && <Failure error={save.error} />}
    </>
  );
};
