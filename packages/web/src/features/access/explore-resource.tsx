/** On what: the node, an enterprise that is there, or one that is supposed. */

import { line, organisationKind } from "@fenji/contract";
import { accessMessages } from "../../i18n/access/access-messages.ts";
import { roleWords } from "../../i18n/role-words.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Choice } from "../../ui/choice.tsx";
import { JurisdictionChoice } from "../enterprises/jurisdiction-choice.tsx";
import { EnterpriseChoice } from "../enterprises/enterprise-choice.tsx";
import { chosen, resourceKinds, type ExploreFieldsProps } from "./explain-question.ts";

export const ResourceFields = ({ search, onSet }: ExploreFieldsProps) => {
  const m = useMessages(accessMessages).explore;
  const words = useMessages(roleWords);
  const { on, relation, kind } = chosen(search);
  return (
    <fieldset className="explore-part">
      <legend>{m.resource}</legend>
      <div className="explore-fields">
        <Choice
          label={m.resourceShort}
          value={on}
          options={resourceKinds.map((value) => ({ value, label: m.resources[value] }))}
          onChange={(value) => onSet({ on: value })}
        />
        {on === "enterprise" && (
          <EnterpriseChoice
            label={m.enterprise}
            value={search.enterprise ?? ""}
            onChange={(enterprise) => onSet({ enterprise })}
          />
        )}
        {on.startsWith("supposed") && (
          <Choice
            label={m.relation}
            value={relation}
            options={(["own", "other"] as const).map((value) => ({
              value,
              label: m.relations[value],
            }))}
            onChange={(value) => onSet({ relation: value })}
          />
        )}
        {on === "supposed-organisation" && (
          <Choice
            label={m.organisationKind}
            value={kind}
            options={organisationKind.options.map((value) => ({
              value,
              label: words.kinds[value],
            }))}
            onChange={(value) => onSet({ kind: value })}
          />
        )}
        {on === "supposed-enterprise" && <SupposedEnterprise search={search} onSet={onSet} />}
      </div>
    </fieldset>
  );
};

const lineSets = ["industry", "communications", "industry,communications", "none"] as const;

const verdicts = ["met", "notMet", "contested", "notEvidenced"] as const;

const SupposedEnterprise = ({ search, onSet }: ExploreFieldsProps) => {
  const m = useMessages(accessMessages).explore;
  const words = useMessages(roleWords);
  const { lines } = chosen(search);
  const nameOf = (value: (typeof lineSets)[number]): string => {
    if (value === "none") return m.noLine;
    const only = line.options.find((known) => known === value);
    return only === undefined ? m.bothLines : words.lines[only];
  };
  return (
    <>
      <JurisdictionChoice
        label={m.place}
        value={search.place ?? ""}
        any={m.none}
        onChange={(place) => onSet({ place })}
      />
      <Choice
        label={m.lines}
        value={lines.length === 0 ? "none" : lines.join(",")}
        options={lineSets.map((value) => ({ value, label: nameOf(value) }))}
        onChange={(value) => onSet({ lines: value })}
      />
      <Choice
        label={m.grade}
        value={search.grade ?? ""}
        any={m.noGrade}
        options={["1", "2", "3"].map((value) => ({ value, label: value }))}
        onChange={(grade) => onSet({ grade })}
      />
      <fieldset className="explore-posture">
        <legend>{m.posture}</legend>
        {verdicts.map((verdict) => (
          <label key={verdict} className="field">
            <span>{m[verdict]}</span>
            <input
              className="input"
              inputMode="numeric"
              maxLength={5}
              placeholder="0"
              value={search[verdict] ?? ""}
              onChange={(event) => onSet({ [verdict]: event.target.value.replaceAll(/\D/g, "") })}
            />
          </label>
        ))}
      </fieldset>
    </>
  );
};
