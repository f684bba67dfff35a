/** What other features may know of the registry. */

export { findEnterprise, findFacts } from "./queries.ts";
