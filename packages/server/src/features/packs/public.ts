/** What other features may know of packs. */

export { findPlan, findRegime, packLibrary, type PackLibrary } from "./pack-library.ts";
