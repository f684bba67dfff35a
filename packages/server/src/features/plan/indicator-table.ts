/** Every indicator that a plan may name at this node. */

import { caseIndicators } from "./case-indicators.ts";
import { evidenceIndicators } from "./evidence-indicators.ts";
import type { Indicator } from "./indicator.ts";
import { planIndicators } from "./plan-indicators.ts";
import { registryIndicators } from "./registry-indicators.ts";

export const indicatorTable: ReadonlyMap<string, Indicator> = new Map(
  [...registryIndicators, ...caseIndicators, ...evidenceIndicators, ...planIndicators].map(
    (indicator) => [indicator.id, indicator],
  ),
);
