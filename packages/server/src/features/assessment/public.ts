/** What other features may know of assessment. */

export { assessmentIndexOf } from "./assessment-index.ts";
export { getAssessment } from "./get-assessment.ts";
export { findDecisions } from "./find-decisions.ts";
export { findNamedChecks, refsKey, type NamedCheck } from "./named-checks.ts";
export { findItems } from "./queries.ts";
export { recomputeVerdicts, type RegimeChange } from "./recompute-verdicts.ts";
export { resettleVerdicts } from "./resettle-verdicts.ts";
