/** What a node starts of operations. */

export { startDailyChecks } from "./start-daily-checks.ts";
