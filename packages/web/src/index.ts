/** What other packages may know of the page: its addresses. */

export { enterpriseTabs, routePatterns, type EnterpriseTab } from "./routes/route-patterns.ts";
