/** The part of an assessment's view that lives in the address after `?`, read without trusting it. */

export const engagementViews = ["plan", "desk", "findings", "comparison", "report"] as const;

export type EngagementView = (typeof engagementViews)[number];

export interface EngagementSearch {
  readonly view?: EngagementView;
  /** The requirement at hand on the desk. */
  readonly req?: string;
  /** Only what stands before signing, by its code. */
  readonly only?: string;
}

const longest = 100;

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" && value.length <= longest ? value : undefined;

export const readEngagementSearch = (search: Record<string, unknown>): EngagementSearch => {
  const view = engagementViews.find((known) => known === search["view"]);
  const req = text(search["req"]);
  const only = text(search["only"]);
  return {
    ...(view === undefined ? {} : { view }),
    ...(req === undefined ? {} : { req }),
    ...(only === undefined ? {} : { only }),
  };
};
