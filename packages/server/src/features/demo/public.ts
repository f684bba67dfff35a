/** What other features may know of the demonstration. */

export { findDemonstration } from "./find-demonstration.ts";
export { demoProvinceSize } from "./demo-ids.ts";
export { seedDemo } from "./seed-demo.ts";
export { startDemoSupervisor } from "./start-demo-supervisor.ts";
