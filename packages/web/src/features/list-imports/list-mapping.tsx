/** Which column of a list is what: settled by the headings, changed by a person, then tried on every row. */

import { checkList, type ListImport } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../contract-client.ts";
import { listImportsMessages } from "../../i18n/list-imports/list-imports-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Choice } from "../../ui/choice.tsx";
import { Failure } from "../../ui/failure.tsx";
import { useChange } from "../../use-change.ts";
import { listImportsQuery } from "./list-import-queries.ts";

type Sheet = ListImport["sheets"][number];
type Mapping = readonly (string | null)[];

const startOf = (list: ListImport): { sheet: Sheet | undefined; mapping: Mapping } => {
  const sheet = list.sheets.find(({ name }) => name === list.sheet) ?? list.sheets[0];
  return { sheet, mapping: list.mapping ?? sheet?.proposal ?? [] };
};

export const ListMapping = ({ list }: { readonly list: ListImport }) => {
  const m = useMessages(listImportsMessages);
  const [{ sheet, mapping }, settle] = useState(startOf(list));
  return (
    <section className="panel" aria-label={m.columns}>
      <header>
        <h2>{m.columns}</h2>
        <span className="quiet small">{m.columnsNote}</span>
      </header>
      <div className="body row row-end">
        {list.sheets.length > 1 && (
          <Choice
            label={m.sheet}
            value={sheet?.name ?? ""}
            options={list.sheets.map(({ name }) => ({ value: name, label: name }))}
            onChange={(name) => {
              const chosen = list.sheets.find((one) => one.name === name);
              settle({ sheet: chosen, mapping: chosen?.proposal ?? [] });
            }}
          />
        )}
        <DryRun list={list} sheet={sheet?.name ?? ""} mapping={mapping} />
      </div>
      {sheet !== undefined && (
        <MappingTable
          sheet={sheet}
          mapping={mapping}
          onChange={(changed) => settle({ sheet, mapping: changed })}
        />
      )}
    </section>
  );
};

interface DryRunProps {
  readonly list: ListImport;
  readonly sheet: string;
  readonly mapping: Mapping;
}

const DryRun = ({ list, sheet, mapping }: DryRunProps) => {
  const m = useMessages(listImportsMessages);
  const text = useText();
  const fields = useQuery(listImportsQuery).data?.fields ?? [];
  const [existing, setExisting] = useState<"update" | "skip">(list.existing ?? "update");
  const check = useChange({
    run: () =>
      client.call(checkList, {
        path: { importId: list.id },
        body: { sheet, mapping: [...mapping], existing },
      }),
    stale: [["list-imports"]],
  });
  const missing = fields.filter(({ id, required }) => required && !mapping.includes(id));
  return (
    <>
      <Choice
        label={m.existing}
        value={existing}
        options={(["update", "skip"] as const).map((value) => ({
          value,
          label: m.existingChoices[value],
        }))}
        onChange={(value) => setExisting(value === "skip" ? "skip" : "update")}
      />
      <button
        type="button"
        className="btn btn-primary"
        disabled={missing.length > 0 || check.isPending}
        onClick={() => check.mutate(undefined)}
      >
        {list.state === "uploaded" ? m.check : m.checkAgain}
      </button>
      {missing.length > 0 && (
        <span className="quiet small">
          {m.stillNeeded}
          {missing.map(({ label }) => text(label)).join(m.listMark)}
        </span>
      )}
      {check.error !== null && <Failure error={check.error} />}
    </>
  );
};

interface MappingTableProps {
  readonly sheet: Sheet;
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}

const MappingTable = ({ sheet, mapping, onChange }: MappingTableProps) => {
  const m = useMessages(listImportsMessages);
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{m.column}</th>
            <th scope="col">{m.meaning}</th>
            <th scope="col">{m.samples}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.headings.map((heading, column) => (
            // A file may have the same heading twice; its place tells the columns apart.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={column}>
              <th scope="row" className="wrap-anywhere">
                {heading}
              </th>
              <td>
                <FieldChoice
                  heading={heading}
                  value={mapping[column] ?? null}
                  // A field goes to one column: taken by this one, the other gives it up.
                  onChange={(field) =>
                    onChange(
                      sheet.headings.map((_heading, index) => {
                        if (index === column) return field;
                        const other = mapping[index] ?? null;
                        return other === field ? null : other;
                      }),
                    )
                  }
                />
              </td>
              <td className="quiet wrap-anywhere">
                {sheet.samples
                  .map((row) => row[column] ?? "")
                  .filter((cell) => cell !== "")
                  .slice(0, 3)
                  .join(" · ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

interface FieldChoiceProps {
  readonly heading: string;
  readonly value: string | null;
  readonly onChange: (field: string | null) => void;
}

const FieldChoice = ({ heading, value, onChange }: FieldChoiceProps) => {
  const m = useMessages(listImportsMessages);
  const text = useText();
  const fields = useQuery(listImportsQuery).data?.fields ?? [];
  const sections = [...Map.groupBy(fields, ({ section }) => text(section))];
  return (
    <select
      className="select"
      aria-label={m.meaningOf(heading)}
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
    >
      <option value="">{m.leftOut}</option>
      {sections.map(([section, inside]) => (
        <optgroup key={section} label={section}>
          {inside.map(({ id, label, required }) => (
            <option key={id} value={id}>
              {text(label)}
              {required ? " *" : ""}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
};
