/** In a few lines, what differs from the last filing. */

import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import { isUnchanged, type FilingChanges } from "./filing-changes.ts";
import type { FilingDetail } from "./filing-queries.ts";
import { usePackWords } from "./use-pack-words.ts";

interface ChangesPanelProps {
  readonly filing: FilingDetail;
  /** undefined: there is no earlier one. */
  readonly changes: FilingChanges | undefined;
}

export const ChangesPanel = ({ filing, changes }: ChangesPanelProps) => {
  const m = useMessages(filingsMessages).content;
  const lines = useLines(filing);
  return (
    <section className="panel" aria-label={m.changes}>
      <header>
        <h2>{m.changes}</h2>
      </header>
      <div className="body">
        {changes === undefined && filing.revision === 1 && <p>{m.firstRevision}</p>}
        {changes !== undefined && isUnchanged(changes) && <p>{m.noChanges}</p>}
        {changes !== undefined && (
          <ul>
            {lines(changes).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
};

const useLines = (filing: FilingDetail) => {
  const m = useMessages(filingsMessages).content;
  const { language } = useLanguage();
  const words = usePackWords(filing.pack);
  const grades = (list: readonly number[]) => (list.length === 0 ? "—" : list.join("/"));
  return (changes: FilingChanges): readonly string[] => [
    ...changes.grades.map(({ type, before, after }) =>
      m.gradeChanged(words.type(type), grades(before), grades(after)),
    ),
    ...(changes.facts.length === 0
      ? []
      : [`${m.factsChanged(changes.facts.length)}: ${changes.facts.map(words.fact).join(" · ")}`]),
    ...(changes.verdicts.length === 0 ? [] : [m.verdictsChanged(changes.verdicts.length)]),
    ...(changes.filesAdded + changes.filesGone === 0
      ? []
      : [m.filesChanged(changes.filesAdded, changes.filesGone)]),
    ...(changes.cost === 0
      ? []
      : [
          m.costChanged(
            `${changes.cost > 0 ? "+" : "−"}${formatNumber(Math.abs(changes.cost), language)}`,
          ),
        ]),
  ];
};
