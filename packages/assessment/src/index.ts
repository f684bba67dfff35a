/** Assessment: observations in, verdicts, score and gaps out. */

export { appliesByFacts, settleByFacts, type Applies } from "./applies-by-facts.ts";
export {
  compileAssessment,
  type AssessmentIndex,
  type IndexedElement,
  type Match,
} from "./assessment-index.ts";
export { countUnmapped, type Unmapped, type UnmappedCheck } from "./count-unmapped.ts";
export { itemOf, type EvidenceItem, type ItemSubject } from "./evidence-item.ts";
export {
  outcomes,
  type JudgedSubject,
  type LineageVote,
  type Outcome,
  type SubjectState,
  type VoteSays,
} from "./arbitration/outcome.ts";
export { lineageOf } from "./arbitration/lineage.ts";
export {
  type NotEstimated,
  type SourceHealth,
  type WeighedSources,
} from "./arbitration/weigh-sources.ts";
export type { CopiedPair } from "./arbitration/find-copies.ts";
export {
  recordWeighing,
  restoreWeighing,
  type WeighingRecord,
} from "./arbitration/weighing-record.ts";
export {
  ageOf,
  ageTeller,
  type AgeTeller,
  freshnessStanding,
  packFreshness,
  type Age,
  type Aged,
  type FreshnessAt,
} from "./freshness/freshness.ts";
export { nextChange } from "./freshness/next-change.ts";
export { evidenceKindOf } from "./freshness/evidence-kind.ts";
export type {
  Attestation,
  Decision,
  DecisionOutcome,
  DecisionState,
  Finding,
  Override,
  RiskDecision,
} from "./decisions/decision.ts";
export { settleByDecisions, type DecidedVerdict } from "./decisions/settle-by-decisions.ts";
export { countDecided, type DecidedCounts } from "./decisions/count-decided.ts";
export {
  gatherFile,
  stillReported,
  type FileGathering,
  type GatheredFile,
  type ReportScope,
} from "./gather-file.ts";
export {
  judge,
  openJudge,
  type Judge,
  type JudgedElement,
  type JudgedRequirement,
  type JudgeSetting,
} from "./judge.ts";
export type { JudgedObservation } from "./judged-observation.ts";
export { judgeCase } from "./judge-case.ts";
export {
  judgeTechniques,
  techniqueStates,
  type AttackView,
  type Defence,
  type JudgedTechnique,
  type TechniqueDefence,
  type TechniqueLever,
  type TechniqueState,
} from "./attack/judge-techniques.ts";
export {
  navigatorLayer,
  techniqueStateNames,
  type NavigatorLayer,
} from "./attack/navigator-layer.ts";
export { listGaps, type Gap, type Gaps } from "./list-gaps.ts";
export {
  gradeToAssess,
  requirementsThatApply,
  type AssessedGrade,
  type GradeBasis,
} from "./requirements-that-apply.ts";
export {
  compileProofs,
  openProofs,
  strengths,
  type ProofIndex,
  type ProvenRequirement,
  type Strength,
} from "./proof-strength.ts";
export { countVerdicts, score, type Score, type VerdictCounts } from "./score.ts";
export { verdictOf, verdicts, type ElementState, type Says, type Verdict } from "./verdict.ts";
export {
  assessmentResults,
  findingSeverities,
  signatureSteps,
  type AssessmentReport,
  type AssessmentResult,
  type ComparedAs,
  type FindingSeverity,
  type ReportAuthorisation,
  type ReportComparison,
  type ReportContent,
  type ReportEvidenceFile,
  type ReportFieldRecord,
  type ReportFinding,
  type ReportRequirement,
  type ReportSample,
  type ReportSignature,
  type ReportSubject,
  type SignatureStep,
  type TeamRole,
} from "./report/assessment-report.ts";
export {
  compareResults,
  countCompared,
  type ComparedRequirement,
  type ResultsByRequirement,
} from "./report/compare-results.ts";
export {
  reportGrade,
  reportNumbers,
  reportPack,
  requirementSource,
} from "./report/describe-pack.ts";
export { layOutReport } from "./report/lay-out-report.ts";
export { reportStatements } from "./report/report-statements.ts";
export type { WrittenReport, WrittenSection } from "./report/written-report.ts";
export { writeActionPlan } from "./oscal/write-action-plan.ts";
export { writeAssessmentResults } from "./oscal/write-assessment-results.ts";
export { countDecidable, decidedBy, type Decidable, type DecidedBy } from "./machine-decidable.ts";
