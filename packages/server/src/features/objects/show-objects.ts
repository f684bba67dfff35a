/** What is shown of an enterprise's objects: all of them with their grades, one with its facts, earlier facts, a grade. */

import type {
  getObject,
  gradeObjectOn,
  listObjectFacts,
  listObjects,
  ReplyOf,
} from "@fenji/contract";
import type { Ctx } from "../../platform/ctx.ts";
import { gradeReport } from "../grading/public.ts";
import type { PackLibrary } from "../packs/public.ts";
import { choosePack, dayOf, requireKind, showPack } from "./choose-pack.ts";
import {
  findObject,
  findObjects,
  findStandings,
  showObject,
  type ObjectKey,
} from "./find-objects.ts";
import { fitFacts } from "./fit-facts.ts";
import { findHeld, findHeldVersions } from "./held-facts.ts";
import {
  isSelfKind,
  kindsOfObjects,
  packsFor,
  sharedFactsOf,
  type KindOfObject,
} from "./object-kinds.ts";

const showKind = ({ kind, name, packs }: KindOfObject, day: string) => ({
  kind,
  name,
  packs: packs.map((pack) => showPack(pack, day)),
});

/** @throws AppError `request.not-found`. */
export const showObjects = async (
  ctx: Ctx,
  library: PackLibrary,
  { enterpriseId, date }: { readonly enterpriseId: string; readonly date: string | undefined },
): Promise<ReplyOf<typeof listObjects>> => {
  const day = dayOf(ctx, date);
  const kinds = kindsOfObjects(library);
  const rows = await findObjects(ctx, enterpriseId);
  const standings = await findStandings(ctx, enterpriseId, { packs: library.regimes, day });
  const shown = (self: boolean) =>
    kinds.filter(({ kind }) => isSelfKind(kind) === self).map((kind) => showKind(kind, day));
  return {
    date: day,
    kinds: shown(false),
    self: shown(true),
    objects: rows.map((row) => showObject(row, standings.get(row.id))),
  };
};

interface Asked extends ObjectKey {
  readonly date: string | undefined;
}

/** @throws AppError `request.not-found`. */
export const showOneObject = async (
  ctx: Ctx,
  library: PackLibrary,
  { date, ...key }: Asked,
): Promise<ReplyOf<typeof getObject>> => {
  const day = dayOf(ctx, date);
  const row = await findObject(ctx, key);
  const packs = packsFor(library, row.kind);
  const held = await findHeld(ctx, key);
  const standings = await findStandings(ctx, key.enterpriseId, { packs, day });
  const { toPack } = sharedFactsOf(library, row.kind);
  const name = kindsOfObjects(library).find(({ kind }) => kind === row.kind)?.name;
  return {
    date: day,
    object: {
      ...showObject(row, standings.get(row.id)),
      factsRecordedAt: held?.recordedAt ?? null,
    },
    kind: showKind({ kind: row.kind, name: name ?? { zh: row.kind, en: row.kind }, packs }, day),
    factsId: held?.factsId ?? null,
    facts: packs.map((pack) => ({
      pack: { id: pack.header.id, version: pack.header.version },
      facts: { ...toPack(pack, held?.kept ?? {}) },
    })),
  };
};

interface AskedByPack extends Asked {
  readonly pack: string;
}

/** @throws AppError `request.not-found`, `pack.not-found`, `pack.not-in-force`, `object.other-kind`. */
export const showObjectFacts = async (
  ctx: Ctx,
  library: PackLibrary,
  { date, pack: asked, ...key }: AskedByPack,
): Promise<ReplyOf<typeof listObjectFacts>> => {
  const pack = choosePack(library, asked, dayOf(ctx, date));
  const { kind } = await findObject(ctx, key);
  requireKind(pack, kind);
  const { toPack } = sharedFactsOf(library, kind);
  const versions = await findHeldVersions(ctx, key);
  return {
    pack: { id: pack.header.id, version: pack.header.version },
    versions: versions.map(({ factsId, recordedAt, actor, kept }) => ({
      factsId: factsId ?? "",
      recordedAt,
      actor,
      facts: { ...toPack(pack, kept) },
    })),
  };
};

/** @throws AppError `request.not-found`, `pack.not-found`, `pack.not-in-force`, `object.other-kind`. */
export const showObjectGrading = async (
  ctx: Ctx,
  library: PackLibrary,
  { date, pack: asked, ...key }: AskedByPack,
): Promise<ReplyOf<typeof gradeObjectOn>> => {
  const day = dayOf(ctx, date);
  const pack = choosePack(library, asked, day);
  const object = await findObject(ctx, key);
  requireKind(pack, object.kind);
  const held = await findHeld(ctx, key);
  const facts = fitFacts(pack, sharedFactsOf(library, object.kind).toPack(pack, held?.kept ?? {}));
  return { date: day, pack: showPack(pack, day), report: gradeReport(pack, object, facts) };
};
