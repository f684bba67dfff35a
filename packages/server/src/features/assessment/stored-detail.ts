/** What is kept with a verdict, so that lists need no judging. */

import type { EvidenceItem, JudgedRequirement } from "@fenji/assessment";
import { z } from "zod";

export const storedDetail = z.object({
  elements: z.array(
    z.object({
      id: z.string(),
      state: z.enum(["proven", "contradicted", "mixed", "contested", "notApplicable", "missing"]),
      observations: z.number().int(),
    }),
  ),
});

export type StoredDetail = z.infer<typeof storedDetail>;

export const detailOf = (judged: JudgedRequirement<EvidenceItem>): StoredDetail => ({
  elements: judged.elements.map(({ id, state, observationsTotal }) => ({
    id,
    state,
    observations: observationsTotal,
  })),
});
