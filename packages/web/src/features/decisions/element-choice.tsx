/** Which elements of a requirement an attestation speaks of: all of them unless somebody leaves some out. */

import { decisionsMessages } from "../../i18n/decisions/decisions-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import type { RequirementDetail } from "../assessment/assessment-queries.ts";

interface ElementChoiceProps {
  readonly elements: RequirementDetail["elements"];
  readonly leftOut: ReadonlySet<string>;
  readonly onChange: (leftOut: ReadonlySet<string>) => void;
}

export const ElementChoice = ({ elements, leftOut, onChange }: ElementChoiceProps) => {
  const m = useMessages(decisionsMessages);
  const text = useText();
  const toggle = (id: string) => {
    const next = new Set(leftOut);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <fieldset className="field wide element-choice">
      <legend>{m.elements.choose}</legend>
      {elements.map((element) => (
        <label key={element.id} className="row">
          <input
            type="checkbox"
            checked={!leftOut.has(element.id)}
            onChange={() => toggle(element.id)}
          />
          <span>{text(element.text)}</span>
        </label>
      ))}
      {elements.every(({ id }) => leftOut.has(id)) && (
        <p className="notice notice-warn small" role="alert">
          {m.elements.noneChosen}
        </p>
      )}
    </fieldset>
  );
};
