/** What other features may know of the registry. */

export { createEnterprise } from "./create-enterprise.ts";
export { findEnterprise, findFacts } from "./queries.ts";
