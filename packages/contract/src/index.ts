/** The contract between a node and whoever speaks to it. */

export {
  explainDecision,
  listDecisions,
  listEnterpriseDecisions,
  listEnterprisePermissions,
  listOrganisationPermissions,
  listPermissions,
  listPolicies,
} from "./access.ts";
export { listObservations } from "./observations.ts";
export {
  deleteTableMapping,
  listTableMappings,
  previewTable,
  saveTableMapping,
  tableMapping,
} from "./table-mappings.ts";
export {
  decideVerdict,
  listContested,
  listVerdictDecisions,
  reviewAttestation,
  verdictDecision,
  waiveRequirement,
  withdrawDecision,
} from "./verdict-decisions.ts";
export { getAttack, techniqueState } from "./attack.ts";
export { counts, getAssessment, getRequirement, score, verdict } from "./assessment.ts";
export { createClient, problemOf, urlOf, type CallInput, type Client } from "./client.ts";
export {
  endpoint,
  type BodyOf,
  type Endpoint,
  type Method,
  type PathOf,
  type Permission,
  type QueryInputOf,
  type QueryOf,
  type ReplyOf,
} from "./endpoint.ts";
export {
  createEnterprise,
  getEnterprise,
  listEnterprises,
  listEvents,
  listFactsHistory,
  saveFacts,
  type EnterpriseSummary,
} from "./enterprises.ts";
export {
  importEvidence,
  listEvidence,
  listFormats,
  listUnmapped,
  withdrawEvidence,
} from "./evidence.ts";
export {
  collectMessages,
  downloadEnterpriseMessage,
  downloadMessage,
  exportBundle,
  importBundle,
  listEnterpriseMessages,
  listMessages,
  readEnterpriseMessage,
  readMessage,
  receiveMessage,
} from "./exchange-messages.ts";
export {
  acknowledgeTask,
  listAggregates,
  listEnterpriseTasks,
  listTasks,
  sendAggregate,
  sendNotice,
  sendPeerTask,
  sendTask,
} from "./exchange-tasks.ts";
export {
  createEnrolmentCode,
  enrolEnterprise,
  enrolNode,
  getNode,
  listEnrolmentCodes,
  listPeers,
  revokePeer,
  rotateNodeKey,
  sendNow,
  setLinkPaused,
} from "./exchange.ts";
export {
  declareScope,
  listEnterpriseCases,
  listFilingCases,
  type Due,
  type FilingCase,
  type Worklist,
} from "./filing-cases.ts";
export {
  createCalendarFeed,
  downloadCalendar,
  downloadFilingForm,
  getFilingForm,
  listCalendarFeeds,
  readCalendarFeed,
  revokeCalendarFeed,
} from "./filing-forms.ts";
export {
  answerFilings,
  changeReasonTemplate,
  createReasonTemplate,
  listReasonTemplates,
  removeReasonTemplate,
  reviewFiling,
  suggestReasons,
} from "./filing-review.ts";
export {
  answerFiling,
  getFiling,
  listEnterpriseFilings,
  listFilings,
  previewFiling,
  submitFiling,
} from "./filings.ts";
export {
  getGrading,
  gradeReport,
  previewGrading,
  type GradeReport,
  type Reason,
} from "./grading.ts";
export {
  askInspection,
  listEnterpriseInspections,
  listInspections,
  openRelease,
  refuseInspection,
  releaseItem,
} from "./inspections.ts";
export { getLiveness, getReadiness } from "./node.ts";
export {
  changeObject,
  createObject,
  getObject,
  gradeObjectOn,
  listObjectFacts,
  listObjects,
  saveObjectFacts,
  type GradedObjectShown,
} from "./objects.ts";
export { getEligibility, getRegimes } from "./regimes.ts";
export { openApiDocument, type OpenApiInput } from "./openapi.ts";
export { operations, permissions } from "./operations.ts";
export { getPack, listPacks } from "./packs.ts";
export { getPlan, liveValue, type PlanReply } from "./plan.ts";
export { getProvince, listJurisdictions, listShortfalls } from "./province.ts";
export {
  getPublication,
  getPublicationDraft,
  listPublicationDrafts,
  listPublications,
  preparePublication,
  publicationBody,
  reviewPublication,
  withdrawPublication,
} from "./publications.ts";
export {
  line,
  organisationKind,
  role,
  rolesOf,
  type Line,
  type OrganisationKind,
  type Role,
} from "./roles.ts";
export {
  getSession,
  signIn,
  signOut,
  switchOrganisation,
  proveSecondFactor,
  beginPasskeySignIn,
  finishPasskeySignIn,
  beginOidcSignIn,
  finishOidcSignIn,
  createFirstAdministrator,
  resetPassword,
  webAuthnJson,
} from "./session.ts";
export {
  cancelListImport,
  checkList,
  downloadListErrors,
  downloadListTemplate,
  getListImport,
  listListImports,
  runListImport,
  uploadList,
  type ListImport,
} from "./list-imports.ts";
export {
  getAccount,
  updateAccount,
  changePassword,
  exportAccount,
  eraseAccount,
  listSessions,
  revokeSession,
  revokeOtherSessions,
  beginTotp,
  confirmTotp,
  removeTotp,
  listPasskeys,
  beginPasskeyRegistration,
  finishPasskeyRegistration,
  removePasskey,
} from "./account.ts";
export {
  listOrganisations,
  createOrganisation,
  getOrganisation,
  renameOrganisation,
  suspendOrganisation,
  listMembers,
  changeMember,
  removeMember,
} from "./organisations.ts";
export {
  inviteMember,
  listInvitations,
  withdrawInvitation,
  lookAtInvitation,
  acceptInvitation,
} from "./invitations.ts";
export { listAssignments, assignAssessor, endAssignment } from "./assignments.ts";
export { listUsers, issueResetLink, unlockUser, disableUser, eraseUser } from "./users.ts";
export { listTokens, createToken, revokeToken } from "./tokens.ts";
export { listGradeChecks, startGradeCheck } from "./grade-checks.ts";
export {
  changeScenario,
  getRegistryColumns,
  listRowFirms,
  listScenarios,
  prepareRegistryColumns,
  saveScenario,
  type Scenario,
} from "./what-if.ts";
export {
  addFieldDocument,
  fieldRecord,
  listAttachedDocuments,
  listFieldDocuments,
  listFieldRecords,
  openFieldDocument,
  syncFieldRecords,
} from "./engagement-fieldwork.ts";
export {
  downloadReportDocx,
  downloadReportJson,
  downloadReportOscalAr,
  downloadReportOscalPoam,
  downloadReportPdf,
  downloadReportXlsx,
} from "./engagement-reports.ts";
export {
  compareEngagement,
  concludeRequirement,
  confirmResults,
  getResult,
  listResults,
  returnEngagement,
  signEngagement,
} from "./engagement-results.ts";
export {
  assignRequirements,
  changeEngagement,
  confirmEngagementStart,
  createEngagement,
  drawEngagementSample,
  getEngagement,
  listEngagementPeople,
  listEngagements,
  moveEngagement,
  setEngagementScope,
  setEngagementTeam,
} from "./engagements.ts";
export {
  changeFinding,
  getFinding,
  listFindings,
  planRectification,
  raiseFinding,
  reportRectification,
  retestFinding,
} from "./findings.ts";
export { readFeed } from "./feed.ts";
export * from "./uploads.ts";
export * from "./webhooks.ts";
