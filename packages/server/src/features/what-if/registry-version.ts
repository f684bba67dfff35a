/** Names a registry as one reader sees it: what it is laid out for, and how often it has changed. */

import { createHash } from "node:crypto";
import { canonicalJson } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import { packContentHash } from "../packs/public.ts";

const short = (text: string): string =>
  createHash("sha256").update(text).digest("hex").slice(0, 32);

/** Whoever has the same scope reads the same rows: files are shared within it, and by nobody else. */
export const familyOf = async ({ actor }: Ctx, { header }: Pack): Promise<string> => {
  const { scope } = actor;
  const seen =
    scope.kind === "jurisdiction"
      ? { codes: scope.codes.toSorted(), lines: scope.lines.toSorted() }
      : scope.kind;
  return short(canonicalJson({ seen, pack: await packContentHash(header) }));
};

/** As of the transaction's snapshot. */
export const readRegistryVersion = async (tx: Ctx, family: string): Promise<string> => {
  const { changes } = await tx.db
    .selectFrom("registry_changes")
    .select(({ fn }) => fn.sum<string | null>("changes").as("changes"))
    .executeTakeFirstOrThrow();
  return short(`${family} ${changes ?? "0"}`);
};
