/** Says what the columns of a table hold, with what comes of it beside; saved, the table is read by its headings from then on. */

import { saveTableMapping } from "@fenji/contract";
import { guessMapping, tableFields } from "@fenji/evidence";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../contract-client.ts";
import { mappingsMessages } from "../../i18n/mappings/mappings-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { useChange } from "../../use-change.ts";
import { Choice } from "../../ui/choice.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { uploads } from "../evidence/uploads.ts";
import { previewFile, type Mapping, type PreviewedTable } from "./mapping-queries.ts";
import { MappingFields } from "./mapping-fields.tsx";
import { TriedRows } from "./tried-rows.tsx";

interface MapDialogProps {
  readonly enterpriseId: string;
  readonly file: File;
  readonly known: readonly Mapping[];
  readonly onClose: () => void;
}

export const MapDialog = (props: MapDialogProps) => {
  const { enterpriseId, file, onClose } = props;
  const m = useMessages(mappingsMessages);
  const { data, error } = useQuery({
    queryKey: ["table-preview", enterpriseId, file.name, file.size, file.lastModified],
    queryFn: () => previewFile(enterpriseId, file),
  });
  const [at, setAt] = useState("0");
  const table = data?.[Number(at)];
  return (
    <Dialog title={m.mapOf(file.name)} onClose={onClose}>
      <div className="stack mapper">
        {error !== null && <Failure error={error} />}
        {data === undefined && error === null && <Skeleton rows={8} />}
        {data !== undefined && data.length > 1 && (
          <Choice
            label={m.sheet}
            value={at}
            options={data.map(({ sheet }, index) => ({
              value: String(index),
              label: sheet ?? String(index + 1),
            }))}
            onChange={setAt}
          />
        )}
        {table !== undefined && <Mapper key={at} {...props} table={table} />}
      </div>
    </Dialog>
  );
};

const startOf = (table: PreviewedTable, known: readonly Mapping[], name: string): Mapping => {
  const match = known.find(({ id }) => id === table.known?.id);
  const guessed = guessMapping(table.headings, name);
  const begun = match === undefined ? guessed : { ...match, headings: guessed.headings };
  return {
    ...begun,
    headings: [...begun.headings],
    columns: { ...begun.columns },
    kinds: [...begun.kinds],
    words: { ...begun.words },
    standing: "own",
  };
};

/** Lower-case letters, digits and hyphens; a name without any gets a number of the moment. */
const idOf = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60) || `table-${Date.now().toString(36)}`;

const Mapper = ({
  enterpriseId,
  file,
  known,
  onClose,
  table,
}: MapDialogProps & { table: PreviewedTable }) => {
  const m = useMessages(mappingsMessages);
  const [mapping, setMapping] = useState(() =>
    startOf(table, known, file.name.replace(/\.\w+$/, "").slice(0, 60)),
  );
  const save = useChange({
    run: (andRead: boolean) => {
      const id = known.some((one) => one.id === mapping.id && one.standing === "own")
        ? mapping.id
        : idOf(mapping.name);
      const body = { ...mapping, id };
      return client
        .call(saveTableMapping, { path: { enterpriseId, mappingId: id }, body })
        .then(() => andRead);
    },
    stale: [["enterprise", enterpriseId, "table-mappings"]],
    onDone: (andRead) => {
      if (andRead) uploads.add([{ enterpriseId, name: file.name.slice(-255), content: file }]);
      onClose();
    },
  });
  const { subject, check, title } = mapping.columns;
  const complete = subject !== undefined && (check !== undefined || title !== undefined);
  return (
    <>
      {table.known !== null && (
        <p className="notice small">{m.knownAs[table.known.as](table.known.name)}</p>
      )}
      {table.known?.as === "broken" && (
        <p className="notice notice-warn small">{m.gone(table.known.missing.join(", "))}</p>
      )}
      <MappingFields table={table} mapping={mapping} fields={tableFields} onChange={setMapping} />
      <TriedRows table={table} mapping={mapping} />
      {!complete && <p className="quiet small">{m.incomplete}</p>}
      {save.error !== null && <Failure error={save.error} />}
      <SaveButtons
        disabled={!complete || mapping.name.trim() === "" || save.isPending}
        onSave={save.mutate}
      />
    </>
  );
};

interface SaveButtonsProps {
  readonly disabled: boolean;
  readonly onSave: (andRead: boolean) => void;
}

const SaveButtons = ({ disabled, onSave }: SaveButtonsProps) => {
  const m = useMessages(mappingsMessages);
  return (
    <p className="row">
      <button
        type="button"
        className="btn btn-primary"
        disabled={disabled}
        onClick={() => onSave(true)}
      >
        {m.saveAndRead}
      </button>
      <button type="button" className="btn" disabled={disabled} onClick={() => onSave(false)}>
        {m.save}
      </button>
    </p>
  );
};
