/** Records facts of an object as one pack asks for them, and grades it by every pack of its kind. */

import type { BodyOf, GradeReport, ReplyOf, saveObjectFacts as operation } from "@fenji/contract";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import type { Facts, Pack } from "@fenji/regime";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { saveFacts } from "../facts/public.ts";
import { gradeReport } from "../grading/public.ts";
import { findRegime, type PackLibrary } from "../packs/public.ts";
import { requireKind } from "./choose-pack.ts";
import { findObject, type ObjectKey, type ObjectRow } from "./find-objects.ts";
import { fitFacts } from "./fit-facts.ts";
import { findHeld, type HeldFacts } from "./held-facts.ts";
import { packsFor, selfKind, sharedFactsOf } from "./object-kinds.ts";
import { storeObjectGrades } from "./store-object-grades.ts";

interface SavedFacts extends BodyOf<typeof operation>, ObjectKey {}

interface Recording {
  readonly tx: Ctx;
  readonly library: PackLibrary;
  readonly key: ObjectKey;
  readonly object: ObjectRow;
  readonly held: HeldFacts | undefined;
  /** Of all packs of the kind together, under the keys that they are kept by. */
  readonly kept: Facts;
}

/** Two people who save at once are put in order, so that the second one is told. */
const lock = async (tx: Ctx, { enterpriseId, objectId }: ObjectKey): Promise<void> => {
  if (objectId === enterpriseId)
    await tx.db
      .selectFrom("enterprises")
      .where("enterprise_id", "=", enterpriseId)
      .select("enterprise_id")
      .forUpdate()
      .execute();
  else
    await tx.db
      .selectFrom("graded_objects")
      .where("enterprise_id", "=", enterpriseId)
      .where("id", "=", objectId)
      .select("id")
      .forUpdate()
      .execute();
};

/** The pack's facts replace those that were kept for it; what only other packs ask for stays. */
const merge = (
  library: PackLibrary,
  pack: Pack,
  { before, facts }: Record<"before" | "facts", Facts>,
): Facts => {
  const { keyOf } = sharedFactsOf(library, pack.header.object.kind);
  const asked = pack.grading.facts.map(({ id }) => [keyOf(pack, id), facts[id] ?? null] as const);
  const all = { ...before, ...Object.fromEntries(asked) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
};

const insertFacts = async ({ tx, key, held }: Recording, facts: Facts): Promise<string> => {
  const id = tx.newId();
  await tx.db
    .insertInto("object_facts")
    .values({
      enterprise_id: key.enterpriseId,
      object_id: key.objectId,
      id,
      recorded_at: tx.now().toISOString(),
      facts: JSON.stringify(facts),
      actor: tx.actor.id,
      supersedes: held?.rows[1] ?? null,
    })
    .execute();
  return id;
};

const same = (a: Facts, b: Facts): boolean => {
  const plain = (facts: Facts) =>
    JSON.stringify(Object.entries(facts).toSorted(([x], [y]) => (x < y ? -1 : 1)));
  return plain(a) === plain(b);
};

/** What the registry asks for goes to the registry, with all that follows there; the rest is kept beside it. */
const recordSelf = async (recording: Recording): Promise<void> => {
  const { tx, library, key, object, held, kept } = recording;
  const registry = new Set(library.defaultRegime.grading.facts.map(({ id }) => id));
  const part = (facts: Facts, ofRegistry: boolean): Facts =>
    Object.fromEntries(Object.entries(facts).filter(([id]) => registry.has(id) === ofRegistry));
  const before = held?.kept ?? {};
  if (!same(part(before, true), part(kept, true)))
    await saveFacts(tx, library.defaultRegime, {
      enterpriseId: key.enterpriseId,
      facts: part(kept, true),
      basedOn: held?.rows[0] ?? null,
    });
  if (same(part(before, false), part(kept, false))) return;
  await tx.db
    .insertInto("graded_objects")
    .values({
      enterprise_id: key.enterpriseId,
      id: key.objectId,
      kind: selfKind,
      name: object.name,
      created_at: tx.now().toISOString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await insertFacts(recording, part(kept, false));
};

const recordObject = async (recording: Recording): Promise<void> => {
  const { tx, library, key, object, kept } = recording;
  const factsId = await insertFacts(recording, kept);
  const { toPack } = sharedFactsOf(library, object.kind);
  const reports = packsFor(library, object.kind).map((pack): GradeReport =>
    gradeReport(pack, object, fitFacts(pack, toPack(pack, kept))),
  );
  await storeObjectGrades(tx, key, { factsId, reports });
};

const requireNewest = (held: HeldFacts | undefined, basedOn: string | null): void => {
  if ((held?.factsId ?? null) === basedOn) return;
  throw new AppError("fact.conflict", {
    recordedAt: held?.recordedAt ?? "-",
    actor: held?.actor ?? "-",
  });
};

/** @throws AppError `request.not-found`, `pack.not-found`, `object.*`, `fact.*` for facts that do not fit, `fact.conflict`. */
export const saveObjectFacts = (
  ctx: Ctx,
  library: PackLibrary,
  { enterpriseId, objectId, pack: asked, facts, basedOn }: SavedFacts,
): Promise<ReplyOf<typeof operation>> => {
  const pack = findRegime(library, `${asked.id}@${asked.version}`);
  return inTransaction(ctx, async (open) => {
    // Both records of the enterprise itself change at one moment.
    const at = open.now();
    const tx = { ...open, now: () => at };
    const key = { enterpriseId, objectId };
    await lock(tx, key);
    const object = await findObject(tx, key);
    requireKind(pack, object.kind);
    if (object.archived_at !== null) throw new AppError("object.archived", {});
    const held = await findHeld(tx, key);
    requireNewest(held, basedOn);
    const report = gradeReport(pack, object, facts);
    const kept = merge(library, pack, { before: held?.kept ?? {}, facts });
    const recording = { tx, library, key, object, held, kept };
    await (objectId === enterpriseId ? recordSelf(recording) : recordObject(recording));
    const after = await findHeld(tx, key);
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId,
      action: "object.facts-recorded",
      subject: objectId,
      payload: {
        pack: report.pack,
        grades: report.results.map(({ type, grade, possible }) => ({ type, grade, possible })),
      },
    });
    return {
      factsId: after?.factsId ?? "",
      recordedAt: after?.recordedAt ?? tx.now().toISOString(),
      report,
    };
  });
};
