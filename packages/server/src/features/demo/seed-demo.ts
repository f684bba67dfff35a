/** Fills an empty node with the demonstration, unless it was told not to. */

import type { Seeder } from "../../platform/http/node-services.ts";
import { packLibrary } from "../packs/public.ts";
import { seedEvidence } from "./seed-evidence.ts";
import { seedProvince } from "./seed-province.ts";

/** Does nothing when its work is done; after an interruption it does what is missing. */
export const seedDemo: Seeder = async (ctx, services, progress) => {
  if (!services.config.demo) return;
  const { defaultRegime } = await packLibrary();
  const seeded = await seedProvince(ctx, defaultRegime, progress);
  // Evidence stays in the plant: a supervisor has the registry and what is filed, never that.
  if (seeded && services.config.nodeKind === "enterprise")
    await seedEvidence(ctx, [defaultRegime], progress);
};
