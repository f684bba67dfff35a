/** The node: which features it has, and nothing else. */

import { registerApiDocs } from "./features/api-docs/routes.ts";
import { registerAssessment } from "./features/assessment/routes.ts";
import { seedDemo } from "./features/demo/public.ts";
import { registerEvidence } from "./features/evidence/routes.ts";
import { registerPacks } from "./features/packs/routes.ts";
import { registerPlan } from "./features/plan/routes.ts";
import type { FeatureRegistrar, Seeder } from "./platform/http/node-services.ts";
import { runNode } from "./platform/start/run-node.ts";

const features: readonly FeatureRegistrar[] = [
  registerApiDocs,
  registerPlan,
  registerPacks,
  registerEvidence,
  registerAssessment,
];

/** In order; each sees what the ones before it made. */
const seeders: readonly Seeder[] = [seedDemo];

await runNode({ features, seeders });
