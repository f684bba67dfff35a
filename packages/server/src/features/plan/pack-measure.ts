/** What the plan counts in the packs that are loaded: regimes, their requirements, and what closing one costs. */

import type { Pack } from "@fenji/regime";
import type { PackMeasure, RequirementFacts } from "./measures.ts";
import { requirementKey } from "./queries.ts";

const requirementsOf = ({ header, requirements }: Pack): (readonly [string, RequirementFacts])[] =>
  requirements.map(({ id, domain, effort }) => [
    requirementKey(header, id),
    { domain, personDays: effort.personDays, costCny: effort.costCny },
  ]);

export const measurePacks = (regimes: readonly Pack[]): PackMeasure => ({
  regimes: regimes.length,
  kinds: new Set(regimes.map(({ header }) => header.object.kind)).size,
  requirements: new Map(regimes.flatMap(requirementsOf)),
});
