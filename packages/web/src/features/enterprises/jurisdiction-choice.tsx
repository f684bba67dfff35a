/** Chooses one of the table of jurisdictions. */

import { useQuery } from "@tanstack/react-query";
import { useText } from "../../i18n/language.tsx";
import { Choice } from "../../ui/choice.tsx";
import { jurisdictionsQuery } from "./enterprise-queries.ts";

interface JurisdictionChoiceProps {
  readonly label: string;
  readonly value: string;
  /** Words of the empty choice. */
  readonly any: string;
  readonly onChange: (code: string) => void;
}

export const JurisdictionChoice = ({ label, value, any, onChange }: JurisdictionChoiceProps) => {
  const text = useText();
  const table = useQuery(jurisdictionsQuery).data?.jurisdictions ?? [];
  return (
    <Choice
      label={label}
      value={value}
      any={any}
      options={table.map(({ code, name }) => ({ value: code, label: text(name) }))}
      onChange={onChange}
    />
  );
};
