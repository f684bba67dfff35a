/** Which features a node has, and what seeds it. */

import { registerAccess } from "./features/access/routes.ts";
import { registerApiDocs } from "./features/api-docs/routes.ts";
import { registerAssessment } from "./features/assessment/routes.ts";
import { seedDemo, startDemoSupervisor } from "./features/demo/public.ts";
import { registerEngagements } from "./features/engagements/routes.ts";
import { indexNames } from "./features/enterprises/public.ts";
import { registerEnterprises } from "./features/enterprises/routes.ts";
import { registerEvidence } from "./features/evidence/routes.ts";
import { registerExchange } from "./features/exchange/routes.ts";
import { registerFilings } from "./features/filings/routes.ts";
import { registerGateway } from "./features/gateway/routes.ts";
import { registerGrading } from "./features/grading/routes.ts";
import { offerFirstAdministrator } from "./features/identity/public.ts";
import { registerIdentity } from "./features/identity/routes.ts";
import { registerInspections } from "./features/inspections/routes.ts";
import { registerListImports } from "./features/list-imports/routes.ts";
import { registerNode } from "./features/node/routes.ts";
import { syncDuties } from "./features/obligations/public.ts";
import { registerObjects } from "./features/objects/routes.ts";
import { registerObligations } from "./features/obligations/routes.ts";
import { registerOperations } from "./features/operations/routes.ts";
import { startEndingTerms } from "./features/assessment/end-terms.ts";
import { startInbox } from "./features/evidence/start-inbox.ts";
import { startDailyChecks } from "./features/operations/public.ts";
import { registerOrganisations } from "./features/organisations/routes.ts";
import { registerPacks } from "./features/packs/routes.ts";
import { registerPlan } from "./features/plan/routes.ts";
import { registerProvince } from "./features/province/routes.ts";
import { registerPublications } from "./features/publications/routes.ts";
import { registerUploads } from "./features/uploads/routes.ts";
import { startDeliveries } from "./features/watching/start-deliveries.ts";
import { registerWatching } from "./features/watching/routes.ts";
import { registerWhatIf } from "./features/what-if/routes.ts";
import type { Companion, FeatureRegistrar, Seeder } from "./platform/http/node-services.ts";

export const features: readonly FeatureRegistrar[] = [
  registerApiDocs,
  registerPlan,
  registerNode,
  registerIdentity,
  registerOrganisations,
  registerPacks,
  registerEnterprises,
  registerListImports,
  registerGrading,
  registerObjects,
  registerProvince,
  registerWhatIf,
  registerOperations,
  registerPublications,
  registerEvidence,
  registerUploads,
  registerWatching,
  registerAssessment,
  registerEngagements,
  registerExchange,
  registerFilings,
  registerObligations,
  registerInspections,
  registerAccess,
  registerGateway,
];

/** In order; each sees what the ones before it made. */
export const seeders: readonly Seeder[] = [
  syncDuties,
  seedDemo,
  indexNames,
  offerFirstAdministrator,
];

export const companions: readonly Companion[] = [
  startDemoSupervisor,
  startDailyChecks,
  startEndingTerms,
  startInbox,
  startDeliveries,
];
