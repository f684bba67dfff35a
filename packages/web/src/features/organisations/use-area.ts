/** What a supervisor supervises, in words: its jurisdiction and its line. */

import type { Line } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { useMessages, useText } from "../../i18n/language.tsx";
import { organisationsMessages } from "../../i18n/organisations/organisations-messages.ts";
import { roleWords } from "../../i18n/role-words.ts";
import { jurisdictionsQuery } from "../enterprises/enterprise-queries.ts";

interface Area {
  readonly jurisdiction: string | null;
  readonly line: Line | null;
}

/** Empty for organisations that supervise nothing. */
export const useArea = (): ((area: Area) => string) => {
  const m = useMessages(organisationsMessages);
  const words = useMessages(roleWords);
  const text = useText();
  const table = useQuery(jurisdictionsQuery).data?.jurisdictions ?? [];
  return ({ jurisdiction, line }) => {
    if (jurisdiction === null) return "";
    const found = table.find(({ code }) => code === jurisdiction);
    const place = found === undefined ? jurisdiction : text(found.name);
    return `${jurisdiction === "CN" ? m.nation : place} · ${
      line === null ? words.everyLine : words.lines[line]
    }`;
  };
};
