/** The filter of observations that lives in the address after `?`, read without trusting it. */

export const observationResults = ["fail", "pass", "notApplicable", "error", "info"] as const;
export const observationSeverities = ["critical", "high", "medium", "low", "none"] as const;
export const observationStates = ["open", "closed", "all"] as const;

export interface ObservationSearch {
  readonly state?: (typeof observationStates)[number];
  readonly result?: (typeof observationResults)[number];
  readonly severity?: (typeof observationSeverities)[number];
  readonly subject?: string;
  readonly check?: string;
  readonly family?: string;
  readonly requirement?: string;
  /** SHA-256 of a file. */
  readonly file?: string;
  /** Days, `YYYY-MM-DD`. */
  readonly from?: string;
  readonly to?: string;
}

const matching = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === "string" && pattern.test(value) ? value : undefined;

const text = /^[^\p{Cc}]{1,100}$/u;
const day = /^\d{4}-\d{2}-\d{2}$/;

export const readObservationSearch = (raw: Record<string, unknown>): ObservationSearch => {
  const state = observationStates.find((one) => one === raw["state"]);
  const result = observationResults.find((one) => one === raw["result"]);
  const severity = observationSeverities.find((one) => one === raw["severity"]);
  const texts = {
    subject: matching(raw["subject"], text),
    check: matching(raw["check"], text),
    family: matching(raw["family"], text),
    requirement: matching(raw["requirement"], text),
    file: matching(raw["file"], /^[0-9a-f]{64}$/),
    from: matching(raw["from"], day),
    to: matching(raw["to"], day),
  };
  return {
    ...(state === undefined ? {} : { state }),
    ...(result === undefined ? {} : { result }),
    ...(severity === undefined ? {} : { severity }),
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined)),
  };
};
