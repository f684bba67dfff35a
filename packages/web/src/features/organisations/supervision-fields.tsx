/** What a supervisor supervises: a jurisdiction (the nation for the ministry) and a line, or every line. */

import { line } from "@fenji/contract";
import { useMessages } from "../../i18n/language.tsx";
import { organisationsMessages } from "../../i18n/organisations/organisations-messages.ts";
import { roleWords } from "../../i18n/role-words.ts";
import { Choice } from "../../ui/choice.tsx";
import { JurisdictionChoice } from "../enterprises/jurisdiction-choice.tsx";
import type { NewOrganisation } from "./new-organisation.ts";

interface SupervisionFieldsProps {
  readonly draft: NewOrganisation;
  readonly onChange: (draft: NewOrganisation) => void;
}

export const SupervisionFields = ({ draft, onChange }: SupervisionFieldsProps) => {
  const m = useMessages(organisationsMessages);
  const words = useMessages(roleWords);
  return (
    <div className="register-places">
      <JurisdictionChoice
        label={m.area}
        value={draft.jurisdiction}
        any={m.choose}
        onChange={(jurisdiction) => onChange({ ...draft, jurisdiction })}
      />
      <Choice
        label={m.line}
        value={draft.line}
        any={words.everyLine}
        options={line.options.map((value) => ({ value, label: words.lines[value] }))}
        onChange={(value) =>
          onChange({ ...draft, line: line.options.find((known) => known === value) ?? "" })
        }
      />
    </div>
  );
};
