/** Policies for tests, written as people write them. */

import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import { compilePolicies, type CompiledPolicies, type Entity } from "../index.ts";

/** Cedar's own engine, as the reference of every test. */
export { cedar };

/** Policy set as JSON, the policies named p0, p1, … in their order. */
export const policySetOf = (
  text: string,
): { readonly staticPolicies: Readonly<Record<string, unknown>> } => {
  const parts = cedar.policySetTextToParts(text);
  if (parts.type === "failure") throw new RangeError(parts.errors[0]?.message);
  const entries = parts.policies.map((policy, at) => {
    const read = cedar.policyToJson(policy);
    if (read.type === "failure") throw new RangeError(read.errors[0]?.message);
    return [`p${at}`, read.json] as const;
  });
  return { staticPolicies: Object.fromEntries(entries) };
};

export const compileText = (text: string, actions: readonly Entity[] = []): CompiledPolicies => {
  const compiled = compilePolicies(policySetOf(text), actions);
  if (!compiled.ok) throw compiled.error;
  return compiled.value;
};
