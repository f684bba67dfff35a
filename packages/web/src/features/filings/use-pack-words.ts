/** Names of the facts, types and requirements of a pack; ids where the node does not have that pack. */

import type { FactDefinition } from "@fenji/regime";
import { useQuery } from "@tanstack/react-query";
import { useText } from "../../i18n/language.tsx";
import { packQuery } from "../packs/pack-queries.ts";

export interface PackWords {
  readonly facts: readonly FactDefinition[];
  readonly fact: (id: string) => string;
  readonly type: (id: string) => string;
  readonly requirement: (id: string) => string;
}

interface PackRef {
  readonly id: string;
  readonly version: string;
}

export const usePackWords = ({ id, version }: PackRef): PackWords => {
  const text = useText();
  const pack = useQuery(packQuery(id, version)).data;
  const facts = pack?.grading.facts ?? [];
  return {
    facts,
    fact: (name) => {
      const found = facts.find((fact) => fact.id === name);
      return found === undefined ? name : text(found.label);
    },
    type: (name) => {
      const found = pack?.grading.types.find((type) => type.id === name);
      return found === undefined ? name : text(found.name);
    },
    requirement: (name) => {
      const found = pack?.requirements.find((requirement) => requirement.id === name);
      return found === undefined ? name : text(found.title);
    },
  };
};
