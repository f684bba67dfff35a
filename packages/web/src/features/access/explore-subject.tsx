/** Who asks, what for, and the circumstances, in the explorer. */

import { line, role } from "@fenji/contract";
import { accessMessages } from "../../i18n/access/access-messages.ts";
import { roleWords } from "../../i18n/role-words.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Choice } from "../../ui/choice.tsx";
import { JurisdictionChoice } from "../enterprises/jurisdiction-choice.tsx";
import { chosen, type ExploreFieldsProps } from "./explain-question.ts";
import { usePermissionName } from "./use-permission-name.ts";

interface SubjectFieldsProps extends ExploreFieldsProps {
  readonly permissions: readonly string[];
}

export const SubjectFields = ({ search, permissions, onSet }: SubjectFieldsProps) => {
  const m = useMessages(accessMessages).explore;
  const nameOf = usePermissionName();
  const { who, permission } = chosen(search);
  return (
    <>
      <fieldset className="explore-part">
        <legend>{m.who}</legend>
        <div className="segmented" role="group" aria-label={m.who}>
          {(["self", "supposed"] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={who === one}
              onClick={() => onSet({ who: one === "self" ? "" : one })}
            >
              {m[one]}
            </button>
          ))}
        </div>
        {who === "supposed" && <SupposedFields search={search} onSet={onSet} />}
      </fieldset>
      <fieldset className="explore-part">
        <legend>{m.permission}</legend>
        <Choice
          label={m.permissionShort}
          value={permission}
          options={permissions.map((name) => ({ value: name, label: `${nameOf(name)} (${name})` }))}
          onChange={(value) => onSet({ permission: value })}
        />
      </fieldset>
    </>
  );
};

const SupposedFields = ({ search, onSet }: ExploreFieldsProps) => {
  const m = useMessages(accessMessages).explore;
  const words = useMessages(roleWords);
  const now = chosen(search);
  return (
    <div className="explore-fields">
      <Choice
        label={m.role}
        value={now.role}
        options={role.options.map((value) => ({ value, label: words.roles[value] }))}
        onChange={(value) => onSet({ role: value })}
      />
      {now.role === "supervisor" && (
        <>
          <JurisdictionChoice
            label={m.jurisdiction}
            value={search.jurisdiction ?? ""}
            any={m.none}
            onChange={(value) => onSet({ jurisdiction: value })}
          />
          <Choice
            label={m.line}
            value={search.line ?? ""}
            any={words.everyLine}
            options={line.options.map((value) => ({ value, label: words.lines[value] }))}
            onChange={(value) => onSet({ line: value })}
          />
        </>
      )}
      <Check
        label={m.manager}
        on={search.manager === "yes"}
        onChange={(on) => onSet({ manager: on ? "yes" : "" })}
      />
      <Check
        label={m.program}
        on={now.program}
        onChange={(on) => onSet({ program: on ? "yes" : "" })}
      />
      {now.program && (
        <label className="field">
          <span>{m.limited}</span>
          <input
            className="input mono"
            spellCheck={false}
            placeholder={m.limitedAll}
            value={search.limited ?? ""}
            maxLength={1000}
            onChange={(event) => onSet({ limited: event.target.value })}
          />
        </label>
      )}
    </div>
  );
};

interface CheckProps {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

const Check = ({ label, on, onChange }: CheckProps) => (
  <label className="explore-check">
    <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
    {label}
  </label>
);

const factors = ["never", "60", "3600"] as const;

export const CircumstanceFields = ({ search, onSet }: ExploreFieldsProps) => {
  const m = useMessages(accessMessages).explore;
  return (
    <fieldset className="explore-part">
      <legend>{m.circumstances}</legend>
      <div className="explore-fields">
        <Choice
          label={m.factor}
          value={search.factor ?? ""}
          any={m.asNow}
          options={factors.map((value) => ({ value, label: m.factors[value] }))}
          onChange={(value) => onSet({ factor: value })}
        />
        <Choice
          label={m.kept}
          value={search.kept ?? ""}
          any={m.asNow}
          options={(["yes", "no"] as const).map((value) => ({ value, label: m[value] }))}
          onChange={(value) => onSet({ kept: value })}
        />
        <Choice
          label={m.risk}
          value={search.risk ?? ""}
          any={m.asNow}
          options={(["normal", "elevated"] as const).map((value) => ({
            value,
            label: m.risks[value],
          }))}
          onChange={(value) => onSet({ risk: value })}
        />
        <Choice
          label={m.device}
          value={search.device ?? ""}
          any={m.asNow}
          options={(["unknown", "passkey"] as const).map((value) => ({
            value,
            label: m.devices[value],
          }))}
          onChange={(value) => onSet({ device: value })}
        />
      </div>
    </fieldset>
  );
};
