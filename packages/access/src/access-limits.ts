/** Every limit under which policies, entities and requests are taken, in one place. */

export const accessLimits = {
  /** Sets and records inside each other. */
  maxValueDepth: 32,
  /** Values in the attributes of one entity, or in one context. */
  maxValues: 20_000,
  maxEntities: 200_000,
  /** Parents of one entity. */
  maxParents: 1_000,
  maxPolicies: 10_000,
  /** Expressions inside each other; a chain of `&&` or `||` counts as one. Deeper ones are left to the reference. */
  maxExpressionDepth: 200,
  /** Combinations of action and types whose candidates are remembered. */
  maxRememberedRequests: 4_096,
} as const;
