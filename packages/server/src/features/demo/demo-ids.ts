/** Names that the demonstration is known by elsewhere: the plan links to the factory, the session tells of both. */

import type { EnterpriseId } from "@fenji/kernel";

export const demoFactoryId = "01900000-0000-7000-8000-00000000fac7" as EnterpriseId;

/** Code of the fictional province in the table of jurisdictions. */
export const demoJurisdiction = "X0";

export const demoProvinceSize = 20_000;

export const demoSeed = 20210712;
