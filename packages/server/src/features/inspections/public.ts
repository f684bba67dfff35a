/** What other features may use of inspections. */

export { takeInspection } from "./take-inspection.ts";
export { takeRefusal, takeRelease } from "./take-release.ts";
