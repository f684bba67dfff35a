/** Which version of a pack evaluates an object on a day. */

import { AppError } from "@fenji/kernel";
import { isInForce, packInForce, type Pack } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import { chinaDate } from "../obligations/public.ts";
import { findRegime, type PackLibrary } from "../packs/public.ts";
import { isSelfKind } from "./object-kinds.ts";

/** The day asked for, else today in China. */
export const dayOf = (ctx: Ctx, asked: string | undefined): string => asked ?? chinaDate(ctx.now());

/** @throws AppError `pack.not-found`, `pack.not-in-force`. */
export const choosePack = (library: PackLibrary, asked: string, day: string): Pack => {
  if (asked.includes("@")) return findRegime(library, asked);
  const found = packInForce(library.regimes, asked, day);
  if (found !== undefined) return found;
  if (library.regimes.some(({ header }) => header.id === asked))
    throw new AppError("pack.not-in-force", { pack: asked, date: day });
  throw new AppError("pack.not-found", { pack: asked });
};

/** @throws AppError `object.other-kind`. */
export const requireKind = (pack: Pack, kind: string): void => {
  const graded = pack.header.object.kind;
  if (graded === kind || (isSelfKind(graded) && isSelfKind(kind))) return;
  throw new AppError("object.other-kind", {
    pack: `${pack.header.id}@${pack.header.version}`,
    expected: graded,
    kind,
  });
};

export const showPack = ({ header }: Pack, day: string) => ({
  id: header.id,
  version: header.version,
  title: header.title,
  standing: header.standing,
  notice: header.notice,
  effectiveFrom: header.effectiveFrom,
  effectiveTo: header.effectiveTo,
  inForce: isInForce(header, day),
});
