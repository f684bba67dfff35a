/** What stands between an engagement and its next stage or signature, in words for people. */

import type { getEngagement, ReplyOf } from "@fenji/contract";
import type { LocalizedText } from "@fenji/kernel";
import type { Conclusion } from "./conclusions.ts";
import type { Engagement } from "./engagement-row.ts";
import type { Standing } from "./machine-standing.ts";

export type Blocker = ReplyOf<typeof getEngagement>["blockers"][number];

export type BlockerCode = Blocker["code"];

const texts: Readonly<Record<BlockerCode, LocalizedText>> = {
  "team-incomplete": {
    zh: "评测组还没有组长。",
    en: "The team has no lead yet.",
  },
  "scope-empty": {
    zh: "范围内没有任何要求。",
    en: "No requirement is in scope.",
  },
  "start-unconfirmed": {
    zh: "企业还没有确认进场。",
    en: "The firm has not confirmed the start.",
  },
  "sample-missing": {
    zh: "已有已知对象，还没有抽样（可以选择全部）。",
    en: "Subjects are known and no sample is drawn yet (all of them is a choice too).",
  },
  "record-conflict": {
    zh: "有现场记录在两台设备上改得不一样，须选定一份。",
    en: "Field records were changed differently on two devices; one has to be settled on.",
  },
  contested: {
    zh: "有要求的证据相互矛盾，须在争议队列中处理。",
    en: "Evidence on some requirements contradicts itself; settle it in the contested queue.",
  },
  "not-evidenced": {
    zh: "有要求没有证据，须补充证据或现场记录。",
    en: "Some requirements are not evidenced; add evidence or field records.",
  },
  "not-concluded": {
    zh: "有要求还没有评测结论。",
    en: "Some requirements are not concluded yet.",
  },
  "changed-since-conclusion": {
    zh: "有要求下结论之后，截止时的机器判定变了，须重新下结论。",
    en: "The machine's verdict as of the cut-off changed after some conclusions; conclude them anew.",
  },
  "changed-since-cut-off": {
    zh: "截止之后有新的证据改变了判定。请退回现场、重新截止，再下结论。",
    en: "Evidence since the cut-off changes verdicts. Go back to the field, fix the cut-off anew and conclude again.",
  },
  "finding-missing": {
    zh: "有部分符合或不符合的要求还没有提出问题。",
    en: "Some requirements are partly met or not met without a finding.",
  },
};

const blocker = (code: BlockerCode, requirements: readonly string[] = []): Blocker => ({
  code,
  text: texts[code],
  requirements: [...requirements],
});

/** Before the plan, and before the field. */
export const planBlockers = (
  engagement: Engagement,
  known: { readonly inScope: number; readonly subjects: number },
): Blocker[] => {
  const found: Blocker[] = [];
  if (!engagement.team.some(({ role }) => role === "lead")) found.push(blocker("team-incomplete"));
  if (engagement.stage !== "plan") return found;
  if (known.inScope === 0) found.push(blocker("scope-empty"));
  if (engagement.start === null) found.push(blocker("start-unconfirmed"));
  if (known.subjects > 0 && engagement.plan.samples.length === 0)
    found.push(blocker("sample-missing"));
  return found;
};

export const fieldBlockers = (conflicts: number): Blocker[] =>
  conflicts > 0 ? [blocker("record-conflict")] : [];

export interface Judgement {
  readonly standing: Standing;
  readonly conclusion: Conclusion | undefined;
  /** A finding of this engagement, or an open one, is on the requirement. */
  readonly hasFinding: boolean;
}

/** Why one requirement cannot be signed. */
export const requirementBlockers = ({
  standing,
  conclusion,
  hasFinding,
}: Judgement): BlockerCode[] => {
  if (!standing.inScope) return [];
  const codes: BlockerCode[] = [];
  if (standing.verdict === "contested") codes.push("contested");
  if (standing.verdict === "notEvidenced") codes.push("not-evidenced");
  if (standing.now !== standing.verdict) codes.push("changed-since-cut-off");
  if (conclusion === undefined) return [...codes, "not-concluded"];
  if (conclusion.machineVerdict !== standing.verdict) codes.push("changed-since-conclusion");
  const needsFinding = conclusion.result === "notMet" || conclusion.result === "partlyMet";
  if (needsFinding && !hasFinding) codes.push("finding-missing");
  return codes;
};

/** One blocker a reason, with the requirements that it is about. */
export const signingBlockers = (judgements: readonly Judgement[]): Blocker[] => {
  const byCode = new Map<BlockerCode, string[]>();
  for (const judgement of judgements)
    for (const code of requirementBlockers(judgement))
      byCode.set(code, [...(byCode.get(code) ?? []), judgement.standing.requirement.id]);
  return [...byCode].map(([code, requirements]) => blocker(code, requirements));
};
