/** Eligibility of an enterprise for support policies: by the version in force on a day, beside the other versions. */

import { setImmediate } from "node:timers/promises";
import type { getEligibility, ReplyOf } from "@fenji/contract";
import { nearestStep } from "@fenji/grading";
import { isInForce, type Facts, type Pack } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import { gradeReport, kernelOf } from "../grading/public.ts";
import type { PackLibrary } from "../packs/public.ts";
import { dayOf, showPack } from "./choose-pack.ts";
import { findObject } from "./find-objects.ts";
import { fitFacts } from "./fit-facts.ts";
import { findHeld } from "./held-facts.ts";
import { applicantKind, sharedFactsOf } from "./object-kinds.ts";

type Reply = ReplyOf<typeof getEligibility>;

interface Asked {
  readonly enterpriseId: string;
  readonly date?: string | undefined;
  readonly fixed?: string | undefined;
}

/** In force first, then those that came into force last. */
const inOrder = (versions: readonly Pack[], day: string): readonly Pack[] =>
  versions.toSorted((a, b) => {
    const held = Number(isInForce(b.header, day)) - Number(isInForce(a.header, day));
    if (held !== 0) return held;
    return (a.header.effectiveFrom ?? "") < (b.header.effectiveFrom ?? "") ? 1 : -1;
  });

type Steps = Reply["policies"][number]["versions"][number]["steps"];

const known = new Map<string, Steps>();

const mostKnown = 200;

/** The same facts have the same steps; looked for once. */
const stepsOf = (pack: Pack, facts: Facts, fixed: ReadonlySet<string>): Steps => {
  const { id, version } = pack.header;
  const key = JSON.stringify([
    id,
    version,
    Object.entries(facts).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    [...fixed].toSorted((a, b) => (a < b ? -1 : 1)),
  ]);
  const held = known.get(key);
  if (held !== undefined) return held;
  const steps = pack.grading.types.map((type) => {
    const goal = Math.max(...type.grades.map(({ rank }) => rank));
    return {
      type: type.id,
      goal,
      ...nearestStep(kernelOf(pack), facts, { type: type.id, goal: [goal], fixed }),
    };
  });
  if (known.size >= mostKnown) known.clear();
  known.set(key, steps);
  return steps;
};

/** @throws AppError `request.not-found`. */
export const showEligibility = async (
  ctx: Ctx,
  library: PackLibrary,
  { enterpriseId, date, fixed }: Asked,
): Promise<Reply> => {
  const day = dayOf(ctx, date);
  const key = { enterpriseId, objectId: enterpriseId };
  const object = await findObject(ctx, key);
  const held = await findHeld(ctx, key);
  const { toPack } = sharedFactsOf(library, applicantKind);
  const settled = new Set((fixed ?? "").split(",").filter((id) => id !== ""));
  const evaluate = async (pack: Pack) => {
    // A search may take a while; other requests go first.
    await setImmediate();
    const facts = fitFacts(pack, toPack(pack, held?.kept ?? {}));
    return {
      pack: showPack(pack, day),
      report: gradeReport(pack, object, facts),
      steps: stepsOf(pack, facts, settled),
    };
  };
  const policies = library.regimes.filter(({ header }) => header.object.kind === applicantKind);
  const shown: Reply["policies"] = [];
  for (const [id, versions] of Map.groupBy(policies, ({ header }) => header.id)) {
    const evaluated: Reply["policies"][number]["versions"] = [];
    for (const pack of inOrder(versions, day)) evaluated.push(await evaluate(pack));
    shown.push({ id, versions: evaluated });
  }
  return { date: day, enterpriseId, policies: shown };
};
