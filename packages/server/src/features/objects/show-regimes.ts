/** Assess once, see every regime: each pack in force that grades something of the enterprise, from the same evidence. */

import {
  compileProofs,
  countVerdicts,
  gradeToAssess,
  openProofs,
  requirementsThatApply,
  type ProofIndex,
  type ProvenRequirement,
  type Strength,
} from "@fenji/assessment";
import type { getRegimes, ReplyOf } from "@fenji/contract";
import { isInForce, type Pack } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import { findItems } from "../assessment/public.ts";
import { gradeReport } from "../grading/public.ts";
import type { PackLibrary } from "../packs/public.ts";
import { dayOf, showPack } from "./choose-pack.ts";
import { findObject, findObjects, findStandings, type ObjectRow } from "./find-objects.ts";
import { fitFacts } from "./fit-facts.ts";
import { findHeld } from "./held-facts.ts";
import { isSelfKind, selfKind, sharedFactsOf } from "./object-kinds.ts";

type Reply = ReplyOf<typeof getRegimes>;
type Regime = Reply["regimes"][number];
type GradedObject = Regime["objects"][number];

const proofIndexes = new WeakMap<Pack, ProofIndex>();

const proofIndexOf = (pack: Pack): ProofIndex => {
  const known = proofIndexes.get(pack) ?? compileProofs(pack.requirements, pack.crosswalks);
  proofIndexes.set(pack, known);
  return known;
};

/** By pack; what an enterprise's evidence says of it, as of its last event. */
const judgedBefore = new WeakMap<Pack, Map<string, JudgedAsOf>>();

interface JudgedAsOf {
  readonly seq: number;
  readonly proven: readonly ProvenRequirement[];
}

const mostKept = 500;

/** Every change of an enterprise is an event, so the newest one tells whether what was judged still stands. */
const newestEvent = async (ctx: Ctx, enterpriseId: string): Promise<number> => {
  const row = await ctx.db
    .selectFrom("events")
    .where("enterprise_id", "=", enterpriseId)
    .select("seq")
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.seq ?? 0;
};

const judge = async (
  ctx: Ctx,
  pack: Pack,
  { enterpriseId, seq }: { readonly enterpriseId: string; readonly seq: number },
): Promise<readonly ProvenRequirement[]> => {
  const kept = judgedBefore.get(pack) ?? new Map<string, JudgedAsOf>();
  judgedBefore.set(pack, kept);
  const known = kept.get(enterpriseId);
  if (known !== undefined && known.seq === seq) return known.proven;
  const index = proofIndexOf(pack);
  const proofs = openProofs(index);
  for await (const item of findItems(ctx, enterpriseId, { index: index.all })) proofs.add(item);
  const proven = proofs.strengths();
  if (kept.size >= mostKept) kept.clear();
  kept.set(enterpriseId, { seq, proven });
  return proven;
};

/** Requirements of any object at its grade, each once. */
const askedOf = (pack: Pack, objects: readonly GradedObject[]): ReadonlySet<string> =>
  new Set(
    objects
      .flatMap(({ grades }) => grades)
      .flatMap((graded) =>
        requirementsThatApply(pack.requirements, {
          type: graded.type,
          grade: gradeToAssess(graded).grade,
        }),
      )
      .map(({ id }) => id),
  );

const countOf = (
  proven: readonly ProvenRequirement[],
  asked: ReadonlySet<string>,
): NonNullable<Regime["requirements"]> => {
  const shown = proven.filter(({ requirement }) => asked.has(requirement.id));
  const counts = countVerdicts(shown.map(({ verdict }) => verdict));
  const of = (strength: Strength) => shown.filter((one) => one.strength === strength);
  return {
    asked: shown.length,
    evidenced: shown.length - counts.notEvidenced,
    counts,
    strengths: {
      full: of("full").length,
      partial: of("partial").length,
      mapped: of("mapped").length,
      none: of("none").length,
    },
    mapped: of("mapped").map(({ requirement: { id, title }, verdict, strength }) => ({
      id,
      title,
      verdict,
      strength,
    })),
  };
};

/** The highest grade of each type with requirements at which nothing is left to meet. */
const achievedOf = ({ grading }: Pack, proven: readonly ProvenRequirement[]): Regime["achieved"] =>
  grading.types.flatMap(({ id, grades }) => {
    const own = proven.filter(({ requirement }) => requirement.type === id);
    if (own.length === 0) return [];
    const met = ({ verdict }: ProvenRequirement) =>
      verdict === "met" || verdict === "notApplicable";
    const open = own.filter((one) => !met(one)).map(({ requirement }) => requirement.fromGrade);
    const reached = grades
      .map(({ rank }) => rank)
      .filter((rank) => open.every((from) => rank < from));
    return [{ type: id, achieved: reached.length === 0 ? null : Math.max(...reached) }];
  });

interface Standing {
  readonly self: GradedObject | undefined;
  readonly objects: readonly ObjectRow[];
  readonly standings: Awaited<ReturnType<typeof findStandings>>;
}

const objectsUnder = ({ header }: Pack, { self, objects, standings }: Standing): GradedObject[] => {
  if (isSelfKind(header.object.kind)) return self === undefined ? [] : [self];
  return objects
    .filter(({ kind, archived_at }) => kind === header.object.kind && archived_at === null)
    .map(({ id, name }) => ({
      id,
      name,
      grades: (standings.get(id)?.grades ?? [])
        .filter(({ pack }) => pack.id === header.id && pack.version === header.version)
        .map(({ type, grade, possible }) => ({ type, grade, possible })),
    }));
};

/** @throws AppError `request.not-found`. */
export const showRegimes = async (
  ctx: Ctx,
  library: PackLibrary,
  { enterpriseId, date }: { readonly enterpriseId: string; readonly date?: string | undefined },
): Promise<Reply> => {
  const day = dayOf(ctx, date);
  const key = { enterpriseId, objectId: enterpriseId };
  const enterprise = await findObject(ctx, key);
  const objects = await findObjects(ctx, enterpriseId);
  const standings = await findStandings(ctx, enterpriseId, { packs: library.regimes, day });
  const kept = (await findHeld(ctx, key))?.kept ?? {};
  const seq = await newestEvent(ctx, enterpriseId);
  const gradeSelf = (pack: Pack): GradedObject | undefined => {
    if (!isSelfKind(pack.header.object.kind)) return undefined;
    const facts = fitFacts(pack, sharedFactsOf(library, selfKind).toPack(pack, kept));
    const { results } = gradeReport(pack, enterprise, facts);
    const grades = results.map(({ type, grade, possible }) => ({
      type,
      grade,
      possible: [...possible],
    }));
    return { id: enterpriseId, name: enterprise.name, grades };
  };
  const regimes: Regime[] = [];
  for (const pack of library.regimes.filter(({ header }) => isInForce(header, day))) {
    const under = objectsUnder(pack, { self: gradeSelf(pack), objects, standings });
    if (under.length === 0) continue;
    const proven =
      pack.requirements.length === 0 ? [] : await judge(ctx, pack, { enterpriseId, seq });
    regimes.push({
      pack: showPack(pack, day),
      kind: pack.header.object.kind,
      kindName: pack.header.object.name,
      objects: under,
      requirements: proven.length === 0 ? null : countOf(proven, askedOf(pack, under)),
      achieved: achievedOf(pack, proven),
    });
  }
  return { date: day, regimes };
};
