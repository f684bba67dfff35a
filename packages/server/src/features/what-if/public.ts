/** What other features may use of what-if. */

export { readWholeRegistry, type WholeRegistry } from "./read-whole-registry.ts";
