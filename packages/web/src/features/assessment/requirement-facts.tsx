/** What else is known about a requirement: its source, crosswalks, capabilities that close it, effort. */

import { assessmentMessages } from "../../i18n/assessment/assessment-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { IllustrativeStamp } from "../../ui/stamps.tsx";
import type { RequirementDetail } from "./assessment-queries.ts";

export const RequirementFacts = ({ requirement }: { readonly requirement: RequirementDetail }) => {
  const m = useMessages(assessmentMessages);
  const text = useText();
  const { language } = useLanguage();
  const { source, crosswalk, closes, effort } = requirement;
  return (
    <dl className="requirement-facts">
      {source !== null && (
        <>
          <dt>{m.source}</dt>
          <dd>
            {text(source.title)} {source.clause ?? ""}
          </dd>
        </>
      )}
      {crosswalk.length > 0 && (
        <>
          <dt>{m.crosswalk}</dt>
          <dd>
            {crosswalk.map((entry) => (
              <p key={entry.vocabulary.en}>
                <span className="quiet">{text(entry.vocabulary)}</span>{" "}
                {entry.identifiers.join(", ")}
              </p>
            ))}
          </dd>
        </>
      )}
      <dt>{m.closes}</dt>
      <dd>{closes.map((capability) => text(capability.name)).join(" · ")}</dd>
      <dt>{m.effort}</dt>
      <dd>
        {m.effortOf(
          formatNumber(effort.personDays, language, effort.personDays % 1 === 0 ? 0 : 1),
          formatNumber(effort.costCny, language),
        )}{" "}
        {effort.standing === "illustrative" && <IllustrativeStamp />}{" "}
        <span className="quiet small">{m.rough}</span>
      </dd>
    </dl>
  );
};
