/** Packs: the rules of a regime, checked and typed. */

export type * from "./calendar-model.ts";
export {
  evidenceKinds,
  type EvidenceKind,
  type Freshness,
  type FreshnessRule,
} from "./freshness-model.ts";
export { freshnessSchema } from "./freshness-schema.ts";
export type * from "./obligation-model.ts";
export type * from "./pack-model.ts";
export { relations } from "./pack-model.ts";
export type * from "./plan-model.ts";
export type * from "./provenance.ts";
export type * from "./requirement-model.ts";
export { selectorSeverities } from "./requirement-model.ts";
export type * from "./rule-model.ts";
export { nearest } from "./check-shape.ts";
export { isSameGrading, packDifference, type PackDifference } from "./pack-difference.ts";
export { packFromCisoAssistant } from "./foreign/ciso-assistant.ts";
export {
  fenjiNamespace,
  fenjiProp,
  oscalVersion,
  tokenOf,
  type OscalProp,
  type OscalTools,
} from "./oscal/oscal-model.ts";
export { packFromOscal } from "./oscal/pack-from-oscal.ts";
export { writeCatalog } from "./oscal/write-catalog.ts";
export { writeProfiles, type ProfileNames } from "./oscal/write-profiles.ts";
export { packFromTables } from "./tables/pack-from-tables.ts";
export { packGuide } from "./tables/pack-guide.ts";
export type { SheetRows } from "./tables/reading.ts";
export { packTables } from "./tables/pack-tables.ts";
export type { Table as PackTable } from "./tables/write-tables.ts";
export type * from "./technique-model.ts";
export { mappingFor } from "./technique-model.ts";
export { techniquesFromStix, type LoadedTechniques } from "./foreign/techniques-from-stix.ts";
export { packFiles } from "./pack-files.ts";
export { bothInForce, isInForce, packInForce } from "./pack-in-force.ts";
export type { PackProblem } from "./pack-problem.ts";
export { readPack, type OpenedPack, type PackFiles } from "./read-pack.ts";
export { derivedFact, formulaReads, orderDerivations } from "./derivation-graph.ts";
export { shareFacts, type FactConflict, type SharedFacts } from "./shared-facts.ts";
export { conditionReads, nodeReads, nodeValues, orderNodes, type Reads } from "./rule-graph.ts";
export {
  addDays,
  addMonths,
  addWorkingDays,
  isWorkingDay,
  workingCalendar,
  type WorkingCalendar,
  type WorkingDay,
} from "./working-days.ts";
