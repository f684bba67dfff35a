/** What other features may know of the registry. */

export { createEnterprise } from "./create-enterprise.ts";
export { foldText, indexName } from "./index-name.ts";
export { indexNames } from "./index-names.ts";
export {
  findEnterprise,
  findFacts,
  findFactsAt,
  findFactsVersions,
  type FactsVersion,
} from "./queries.ts";
export { requireEnterprise } from "./require-enterprise.ts";
