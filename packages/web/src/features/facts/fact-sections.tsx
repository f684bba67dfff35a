/** The facts of a pack as panels, section by section, in the pack's order. */

import type { Facts, Pack } from "@fenji/regime";
import { factsMessages } from "../../i18n/facts/facts-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { FactField } from "./fact-field.tsx";
import { sectionsOf } from "./facts-draft.ts";

interface FactSectionsProps {
  readonly pack: Pack;
  readonly draft: Facts;
  readonly changed: readonly string[];
  readonly onChange: ((facts: Facts) => void) | null;
}

export const FactSections = ({ pack, draft, changed, onChange }: FactSectionsProps) => {
  const m = useMessages(factsMessages);
  const text = useText();
  return sectionsOf(pack.grading.facts).map(({ title, facts }) => {
    const name = title === null ? m.otherSection : text(title);
    const known = facts.filter(({ id }) => (draft[id] ?? null) !== null).length;
    return (
      <section key={name} className="panel" aria-label={name}>
        <header>
          <h2>{name}</h2>
          <span className="quiet small">{m.known(known, facts.length)}</span>
        </header>
        {facts.map((fact) => (
          <FactField
            key={fact.id}
            fact={fact}
            value={draft[fact.id] ?? null}
            changed={changed.includes(fact.id)}
            onChange={
              onChange === null ? null : (value) => onChange({ ...draft, [fact.id]: value })
            }
          />
        ))}
      </section>
    );
  });
};
