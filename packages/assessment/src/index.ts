/** Assessment: observations in, verdicts, score and gaps out. */

export { appliesByFacts, settleByFacts, type Applies } from "./applies-by-facts.ts";
export {
  compileAssessment,
  type AssessmentIndex,
  type IndexedElement,
  type Match,
} from "./assessment-index.ts";
export { countUnmapped, type Unmapped, type UnmappedCheck } from "./count-unmapped.ts";
export { itemOf, type EvidenceItem } from "./evidence-item.ts";
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
  type JudgedObservation,
  type JudgedRequirement,
} from "./judge.ts";
export { judgeCase } from "./judge-case.ts";
export { listGaps, type Gap, type Gaps } from "./list-gaps.ts";
export {
  gradeToAssess,
  requirementsThatApply,
  type AssessedGrade,
  type GradeBasis,
} from "./requirements-that-apply.ts";
export { compileCrosswalks, maxHops, resolveRefs, type RefPaths } from "./resolve-refs.ts";
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
