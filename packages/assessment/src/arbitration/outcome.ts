/** The words of arbitration: what independent sources together say of one question, and how far they agree. */

import type { ItemSubject } from "../evidence-item.ts";
import type { ElementState } from "../verdict.ts";

/**
 * A question is one element on one subject, with what holds of it at the moment.
 *
 * | outcome             | when                                                                                  |
 * | ------------------- | ------------------------------------------------------------------------------------- |
 * | agreed              | all lineages that answer say the same                                                 |
 * | majorityWithDissent | the unfavourable answer stands, although somebody proves: more contradict, two at least |
 * | contested           | lineages prove and contradict otherwise, or a proof is doubted: a person decides      |
 * | insufficient        | nobody answers                                                                        |
 */
export const outcomes = ["agreed", "majorityWithDissent", "contested", "insufficient"] as const;

export type Outcome = (typeof outcomes)[number];

/** `silent`: nothing was said of the subject that could prove or contradict. */
export type SubjectState = ElementState | "silent";

/** `partly`: people answered so. `inPart`: a part of the proof, or a proof of a part. */
export type VoteSays = "proves" | "contradicts" | "partly" | "inPart" | "notApplicable" | "nothing";

/** What one lineage says of one subject. */
export interface LineageVote {
  /** What shares an engine, a content or a feed has one vote; the sources that it holds stand beside. */
  readonly lineage: string;
  readonly families: readonly string[];
  readonly says: VoteSays;
  /** It is said of the enterprise as a whole, and so of this subject too. */
  readonly ofTheWhole: boolean;
}

/** How one question was decided. */
export interface JudgedSubject {
  readonly subject: ItemSubject;
  readonly state: SubjectState;
  readonly outcome: Outcome;
  /** All that was said agrees on a proof, but those who say so were often wrong elsewhere. */
  readonly doubted: boolean;
  /** What the sources lean to, for the person who decides: true for proven. Never a verdict; null where nobody leans. */
  readonly leansTo: boolean | null;
  readonly votes: readonly LineageVote[];
}
