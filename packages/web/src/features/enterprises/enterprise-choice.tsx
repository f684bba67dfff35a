/** Chooses one enterprise out of many: words narrow the list, the browser's own control chooses. */

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { enterprisesMessages } from "../../i18n/enterprises/enterprises-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Choice } from "../../ui/choice.tsx";
import { useDebounced } from "../../ui/use-debounced.ts";
import { enterpriseQuery, registryQuery } from "./enterprise-queries.ts";

interface EnterpriseChoiceProps {
  readonly label: string;
  /** Id of the enterprise; empty: none yet. */
  readonly value: string;
  readonly onChange: (id: string) => void;
}

export const EnterpriseChoice = ({ label, value, onChange }: EnterpriseChoiceProps) => {
  const m = useMessages(enterprisesMessages);
  const text = useText();
  const [words, setWords] = useState("");
  const q = useDebounced(words, 250);
  const found = useQuery(registryQuery(q === "" ? {} : { q })).data?.items ?? [];
  const mine = useQuery({ ...enterpriseQuery(value), enabled: value !== "" }).data;
  const listed =
    mine === undefined || found.some(({ id }) => id === mine.id) ? found : [mine, ...found];
  return (
    <div className="row row-end">
      <label className="field">
        <span>{m.search}</span>
        <input
          className="input"
          value={words}
          maxLength={100}
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      <Choice
        label={label}
        value={value}
        any={m.choose}
        options={listed.map(({ id, name, creditCode }) => ({
          value: id,
          label: `${text(name)} ${creditCode}`,
        }))}
        onChange={onChange}
      />
    </div>
  );
};
