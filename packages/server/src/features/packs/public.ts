/** What other features may know of packs. */

export { findPlan, findRegime, packLibrary } from "./pack-library.ts";
