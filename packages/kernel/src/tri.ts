/** Three-valued logic (strong Kleene): unknown is a value, never a default. */

export type Tri = "true" | "false" | "unknown";

export const triNot = (a: Tri): Tri =>
  a === "true" ? "false" : a === "false" ? "true" : "unknown";

export const triAnd = (operands: readonly Tri[]): Tri =>
  operands.includes("false") ? "false" : operands.includes("unknown") ? "unknown" : "true";

export const triOr = (operands: readonly Tri[]): Tri =>
  operands.includes("true") ? "true" : operands.includes("unknown") ? "unknown" : "false";
