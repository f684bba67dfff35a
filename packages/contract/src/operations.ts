/** Every operation of the API, in the order in which its document lists them. */

import {
  explainDecision,
  listDecisions,
  listEnterpriseDecisions,
  listEnterprisePermissions,
  listOrganisationPermissions,
  listPermissions,
  listPolicies,
} from "./access.ts";
import { getAssessment, getRequirement } from "./assessment.ts";
import { getAttack } from "./attack.ts";
import type { Endpoint, Permission } from "./endpoint.ts";
import {
  createEnterprise,
  getEnterprise,
  listEnterprises,
  listEvents,
  listFactsHistory,
  saveFacts,
} from "./enterprises.ts";
import { evidenceOperations, listFormats } from "./evidence.ts";
import {
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
import {
  acknowledgeTask,
  listAggregates,
  listEnterpriseTasks,
  listTasks,
  sendAggregate,
  sendNotice,
  sendPeerTask,
  sendTask,
} from "./exchange-tasks.ts";
import {
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
import { engagementOperations } from "./engagement-operations.ts";
import { filingOperations } from "./filing-operations.ts";
import { getGrading, previewGrading } from "./grading.ts";
import {
  askInspection,
  listEnterpriseInspections,
  listInspections,
  openRelease,
  refuseInspection,
  releaseItem,
} from "./inspections.ts";
import { getLiveness, getReadiness } from "./node.ts";
import { objectOperations } from "./objects.ts";
import { getEligibility, getRegimes } from "./regimes.ts";
import { getPack, listPacks } from "./packs.ts";
import { getPlan } from "./plan.ts";
import { getProvince, listJurisdictions, listShortfalls } from "./province.ts";
import {
  getPublication,
  getPublicationDraft,
  listPublicationDrafts,
  listPublications,
  preparePublication,
  reviewPublication,
  withdrawPublication,
} from "./publications.ts";
import {
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
} from "./session.ts";
import { listImportOperations } from "./list-imports.ts";
import {
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
import {
  listOrganisations,
  createOrganisation,
  getOrganisation,
  renameOrganisation,
  suspendOrganisation,
  listMembers,
  changeMember,
  removeMember,
} from "./organisations.ts";
import {
  inviteMember,
  listInvitations,
  withdrawInvitation,
  lookAtInvitation,
  acceptInvitation,
} from "./invitations.ts";
import { listAssignments, assignAssessor, endAssignment } from "./assignments.ts";
import { listUsers, issueResetLink, unlockUser, disableUser, eraseUser } from "./users.ts";
import { listTokens, createToken, revokeToken } from "./tokens.ts";
import { listGradeChecks, startGradeCheck } from "./grade-checks.ts";
import {
  changeScenario,
  getRegistryColumns,
  listRowFirms,
  listScenarios,
  prepareRegistryColumns,
  saveScenario,
} from "./what-if.ts";
import { listObservations } from "./observations.ts";
import { tableOperations } from "./table-mappings.ts";
import { verdictOperations } from "./verdict-decisions.ts";
import { readFeed } from "./feed.ts";
import { webhookOperations } from "./webhooks.ts";
import { uploadOperations } from "./uploads.ts";

export const operations: readonly Endpoint[] = [
  getPlan,
  listEnterprises,
  createEnterprise,
  getEnterprise,
  listFactsHistory,
  ...listImportOperations,
  saveFacts,
  listEvents,
  getGrading,
  previewGrading,
  ...objectOperations,
  getEligibility,
  getRegimes,
  getAssessment,
  getRequirement,
  getAttack,
  ...verdictOperations,
  ...evidenceOperations,
  listObservations,
  ...tableOperations,
  listFormats,
  ...engagementOperations,
  ...uploadOperations,
  readFeed,
  ...webhookOperations,
  ...filingOperations,
  askInspection,
  listInspections,
  listEnterpriseInspections,
  releaseItem,
  refuseInspection,
  openRelease,
  getNode,
  listPeers,
  listEnrolmentCodes,
  createEnrolmentCode,
  enrolEnterprise,
  enrolNode,
  rotateNodeKey,
  revokePeer,
  setLinkPaused,
  sendNow,
  listMessages,
  readMessage,
  downloadMessage,
  listEnterpriseMessages,
  readEnterpriseMessage,
  downloadEnterpriseMessage,
  exportBundle,
  importBundle,
  receiveMessage,
  collectMessages,
  sendTask,
  sendNotice,
  sendPeerTask,
  listTasks,
  listEnterpriseTasks,
  acknowledgeTask,
  sendAggregate,
  listAggregates,
  getProvince,
  listShortfalls,
  listJurisdictions,
  prepareRegistryColumns,
  getRegistryColumns,
  listRowFirms,
  listScenarios,
  saveScenario,
  changeScenario,
  listGradeChecks,
  startGradeCheck,
  listPublications,
  getPublication,
  withdrawPublication,
  listPublicationDrafts,
  preparePublication,
  getPublicationDraft,
  reviewPublication,
  listPacks,
  getPack,
  listPermissions,
  listEnterprisePermissions,
  listOrganisationPermissions,
  listPolicies,
  explainDecision,
  listDecisions,
  listEnterpriseDecisions,
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
  listOrganisations,
  createOrganisation,
  getOrganisation,
  renameOrganisation,
  suspendOrganisation,
  listMembers,
  changeMember,
  removeMember,
  inviteMember,
  listInvitations,
  withdrawInvitation,
  lookAtInvitation,
  acceptInvitation,
  listAssignments,
  assignAssessor,
  endAssignment,
  listUsers,
  issueResetLink,
  unlockUser,
  disableUser,
  eraseUser,
  listTokens,
  createToken,
  revokeToken,
  getLiveness,
  getReadiness,
];

/** Asked outside the operations: by the firm's own gateways, in AuthZEN's words. */
const gatewayPermission: Permission = "gateway:read";

/** Every permission that something on a node asks for, in the order of their names. */
export const permissions: readonly Permission[] = [
  ...new Set([gatewayPermission, ...operations.flatMap(({ permission }) => permission ?? [])]),
].toSorted();
