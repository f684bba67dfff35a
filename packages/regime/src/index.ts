/** Packs: the rules of a regime, checked and typed. */

export type * from "./pack-model.ts";
export type * from "./plan-model.ts";
export type * from "./provenance.ts";
export type * from "./requirement-model.ts";
export type * from "./rule-model.ts";
