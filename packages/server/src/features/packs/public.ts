/** What other features may know of packs. */

export { packContentHash } from "./pack-content-hash.ts";
export { findPlan, findRegime, packLibrary, type PackLibrary } from "./pack-library.ts";
