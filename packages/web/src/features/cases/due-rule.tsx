/** The rule behind a due date: from when, how long, by which source, and how sure the number is. */

import { casesMessages } from "../../i18n/cases/cases-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { StandingStamp } from "../../ui/standing-stamp.tsx";
import type { Due } from "./case-queries.ts";

export const DueRule = ({ due }: { readonly due: Due }) => {
  const m = useMessages(casesMessages).due;
  const text = useText();
  const { amount, unit } = due.within;
  return (
    <>
      <p>
        {text(due.label)}: {m.rule(due.from, amount, m.units[unit])}{" "}
        <StandingStamp standing={due.standing} />
      </p>
      <p className="quiet">
        {m.source}:{" "}
        {due.source === null
          ? m.noSource
          : `${text(due.source.title)}${due.source.clause === null ? "" : ` ${due.source.clause}`}`}
      </p>
      {unit === "workingDays" && (
        <p className="quiet">{due.holidaysKnown ? m.workingDays : m.unknownHolidays}</p>
      )}
    </>
  );
};
