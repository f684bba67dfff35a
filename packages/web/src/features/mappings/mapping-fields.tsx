/** The fields of a mapping: its name, one column for each meaning, what rows are about, and words of the table's own. */

import type { TableField } from "@fenji/evidence";
import { mappingsMessages } from "../../i18n/mappings/mappings-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Choice } from "../../ui/choice.tsx";
import type { Mapping, PreviewedTable } from "./mapping-queries.ts";

interface MappingFieldsProps {
  readonly table: PreviewedTable;
  readonly mapping: Mapping;
  readonly fields: readonly TableField[];
  readonly onChange: (mapping: Mapping) => void;
}

const subjectKinds = ["host", "image", "repository", "network", "organisation"] as const;
const kinds = ["host-vulnerability", "misconfiguration", "web-weakness", "weak-transport"] as const;
const results = ["fail", "pass", "info"] as const;

const without = (columns: Mapping["columns"], field: TableField): Mapping["columns"] => {
  const { [field]: _gone, ...rest } = columns;
  return rest;
};

export const MappingFields = ({ table, mapping, fields, onChange }: MappingFieldsProps) => {
  const m = useMessages(mappingsMessages);
  const headings = table.headings.filter((heading) => heading.trim() !== "");
  const name = (value: string) => onChange({ ...mapping, name: value, tool: value });
  const column = (field: TableField, heading: string) =>
    onChange({
      ...mapping,
      columns:
        heading === "" ? without(mapping.columns, field) : { ...mapping.columns, [field]: heading },
    });
  return (
    <div className="mapper-fields">
      <label className="field">
        <span>{m.name}</span>
        <input
          className="input"
          maxLength={100}
          value={mapping.name}
          onChange={(event) => name(event.target.value)}
        />
      </label>
      {fields.map((field) => (
        <Choice
          key={field}
          label={m.fields[field]}
          value={mapping.columns[field] ?? ""}
          any={m.noColumn}
          options={headings.map((heading) => ({ value: heading, label: heading }))}
          onChange={(heading) => column(field, heading)}
        />
      ))}
      <Meanings mapping={mapping} onChange={onChange} />
    </div>
  );
};

/** What rows are about, and what they mean. */
const Meanings = ({ mapping, onChange }: Pick<MappingFieldsProps, "mapping" | "onChange">) => {
  const m = useMessages(mappingsMessages);
  return (
    <>
      <Choice
        label={m.subjectKind}
        value={mapping.subjectKind}
        options={subjectKinds.map((kind) => ({ value: kind, label: m.subjectKinds[kind] }))}
        onChange={(value) =>
          onChange({
            ...mapping,
            subjectKind: subjectKinds.find((kind) => kind === value) ?? "host",
          })
        }
      />
      <Choice
        label={m.kind}
        value={mapping.kinds[0] ?? ""}
        any={m.noKind}
        options={kinds.map((kind) => ({ value: kind, label: m.kinds[kind] }))}
        onChange={(value) => {
          const chosen = kinds.find((kind) => kind === value);
          onChange({ ...mapping, kinds: chosen === undefined ? [] : [chosen] });
        }}
      />
      <Choice
        label={m.rowMeans}
        value={mapping.rowMeans}
        options={results.map((result) => ({ value: result, label: m.results[result] }))}
        onChange={(value) =>
          onChange({ ...mapping, rowMeans: results.find((one) => one === value) ?? "info" })
        }
      />
    </>
  );
};
