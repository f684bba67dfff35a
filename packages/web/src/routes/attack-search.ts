/** The view of the attack matrix that lives in the address after `?`, read without trusting it. */

/** As they are shown: what is known to stand open first. */
export const techniqueStates = ["open", "partly", "unknown", "covered", "unmapped"] as const;

export type TechniqueState = (typeof techniqueStates)[number];

export interface AttackSearch {
  readonly type?: string;
  /** Only techniques in this state. */
  readonly state?: TechniqueState;
  /** The technique that is looked into. */
  readonly technique?: string;
}

const id = /^[\w.-]{1,80}$/;

const named = (value: unknown): string | undefined =>
  typeof value === "string" && id.test(value) ? value : undefined;

export const readAttackSearch = (raw: Record<string, unknown>): AttackSearch => {
  const type = named(raw["type"]);
  const technique = named(raw["technique"]);
  const state = techniqueStates.find((one) => one === raw["state"]);
  return {
    ...(type === undefined ? {} : { type }),
    ...(state === undefined ? {} : { state }),
    ...(technique === undefined ? {} : { technique }),
  };
};
