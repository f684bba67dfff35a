/** The node: which features it has, and nothing else. */

import type { FeatureRegistrar, Seeder } from "./platform/http/node-services.ts";
import { runNode } from "./platform/start/run-node.ts";

const features: readonly FeatureRegistrar[] = [];

/** In order; each sees what the ones before it made. */
const seeders: readonly Seeder[] = [];

await runNode({ features, seeders });
