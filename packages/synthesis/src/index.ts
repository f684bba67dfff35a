/** Firms that do not exist: plausible, the same for the same seed, and unmistakably synthetic. */

export { cities } from "./cities.ts";
export { generateNation, type RegisteredFirm, type SizeClass } from "./generate-nation.ts";
export { generateProvince, type SyntheticFirm } from "./generate-province.ts";
export { makeCreditCode } from "./make-credit-code.ts";
export { redateDemoReport } from "./redate-report.ts";
