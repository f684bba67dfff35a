/** What other features may use of the plan. */

export { indicatorTable } from "./indicator-table.ts";
