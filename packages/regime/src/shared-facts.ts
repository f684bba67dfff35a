/** Facts that several packs ask of one object: asked once where they are defined alike, kept apart where they are not. */

import type { Facts, Pack } from "./pack-model.ts";
import type { FactDefinition } from "./rule-model.ts";

type Asking = Pick<Pack, "grading"> & {
  readonly header: Pick<Pack["header"], "id" | "version">;
};

export interface FactConflict {
  readonly fact: string;
  /** `id@version` of the pack whose meaning the id keeps, and of the first that means something else by it. */
  readonly packs: readonly [string, string];
}

export interface SharedFacts {
  readonly conflicts: readonly FactConflict[];
  /** Under which key a fact of a pack is kept. */
  readonly keyOf: (pack: Asking, fact: string) => string;
  /** Of everything that is kept of an object, the facts of one pack, under that pack's ids. */
  readonly toPack: (pack: Asking, kept: Facts) => Facts;
}

const nameOf = ({ header }: Asking): string => `${header.id}@${header.version}`;

/** What must agree for two packs to ask the same: kind, unit and options. Labels and bounds may differ. */
const meaningOf = (fact: FactDefinition): string => {
  if (fact.kind === "number") return JSON.stringify([fact.kind, fact.unit]);
  if (fact.kind === "boolean") return fact.kind;
  return JSON.stringify([fact.kind, fact.options.map(({ id }) => id)]);
};

/** An id keeps the meaning that the first pack gives it; another meaning is kept under the name of its own first pack. */
export const shareFacts = (packs: readonly Asking[]): SharedFacts => {
  const first = new Map<string, { readonly meaning: string; readonly pack: string }>();
  const apart = new Map<string, string>();
  const conflicts: FactConflict[] = [];
  const keys = new Map<string, string>();
  for (const pack of packs)
    for (const fact of pack.grading.facts) {
      const meaning = meaningOf(fact);
      const held = first.get(fact.id);
      if (held === undefined) first.set(fact.id, { meaning, pack: nameOf(pack) });
      if (held === undefined || held.meaning === meaning) continue;
      const other = `${fact.id} ${meaning}`;
      if (!apart.has(other)) {
        apart.set(other, `${nameOf(pack)}:${fact.id}`);
        conflicts.push({ fact: fact.id, packs: [held.pack, nameOf(pack)] });
      }
      keys.set(`${nameOf(pack)} ${fact.id}`, apart.get(other) ?? fact.id);
    }
  const keyOf: SharedFacts["keyOf"] = (pack, fact) => keys.get(`${nameOf(pack)} ${fact}`) ?? fact;
  return {
    conflicts,
    keyOf,
    toPack: (pack, kept) =>
      Object.fromEntries(
        pack.grading.facts.flatMap(({ id }) => {
          const value = kept[keyOf(pack, id)];
          return value === undefined || value === null ? [] : [[id, value] as const];
        }),
      ),
  };
};
