/** Words that every part of Fenji shares. */

export { canonicalJson, type Json } from "./canonical-json.ts";
export {
  creditCodeCheck,
  creditCodeProblem,
  organisationCheck,
  type CreditCodeProblem,
} from "./credit-code.ts";
export {
  AppError,
  errorMessage,
  errorTable,
  formatMessage,
  type ErrorCode,
  type ErrorParams,
} from "./errors/app-error.ts";
export { warningTable, type WarningCode } from "./errors/evidence-warnings.ts";
export { uuidV7, type Branded, type EnterpriseId, type Sha256 } from "./ids.ts";
export { languages, type Language, type LocalizedText } from "./localized-text.ts";
export { err, ok, type Result } from "./result.ts";
export { triAnd, triNot, triOr, type Tri } from "./tri.ts";
export { divisionOf, divisions, sectors, type Division, type Sector } from "./divisions.ts";
