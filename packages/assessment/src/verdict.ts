/** The words of judging: what an observation says, what an element is, what a requirement is. */

export const verdicts = [
  "met",
  "partlyMet",
  "notMet",
  "notApplicable",
  "notEvidenced",
  "contested",
] as const;

export type Verdict = (typeof verdicts)[number];

export type ElementState =
  | "proven"
  | "contradicted"
  | "mixed"
  | "contested"
  | "notApplicable"
  | "missing";

/** What one current observation does for one element. */
export type Says = "proves" | "proves-in-part" | "contradicts" | "nothing";

/** The outcome for one element. */
export interface ElementOutcome {
  readonly state: ElementState;
  /** Some subject has the whole proof, even where another lacks it. */
  readonly provenSomewhere: boolean;
}

/**
 * A requirement from its elements; those that do not apply are left out, and none left means that it does not apply.
 *
 * | elements that apply                                          | verdict      |
 * | ------------------------------------------------------------ | ------------ |
 * | any contested                                                | contested    |
 * | all proven                                                   | met          |
 * | some contradicted or mixed, something proven on some subject | partlyMet    |
 * | any mixed                                                    | partlyMet    |
 * | some contradicted, nothing proven                            | notMet       |
 * | otherwise (something missing, nothing against)               | notEvidenced |
 */
export const verdictOf = (elements: readonly ElementOutcome[]): Verdict => {
  const applicable = elements.filter(({ state }) => state !== "notApplicable");
  const some = (wanted: ElementState): boolean => applicable.some(({ state }) => state === wanted);
  if (elements.length > 0 && applicable.length === 0) return "notApplicable";
  if (some("contested")) return "contested";
  if (applicable.length > 0 && applicable.every(({ state }) => state === "proven")) return "met";
  if (some("mixed")) return "partlyMet";
  if (!some("contradicted")) return "notEvidenced";
  return applicable.some(({ provenSomewhere }) => provenSomewhere) ? "partlyMet" : "notMet";
};
