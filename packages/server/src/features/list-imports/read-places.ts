/** Jurisdictions and cities as a list may write them, and those that its importer supervises. */

import { AppError } from "@fenji/kernel";
import type { Ctx } from "../../platform/ctx.ts";
import type { Scope } from "../../platform/db/scope.ts";
import { foldText } from "../enterprises/public.ts";

export interface Places {
  /** By code or name. @throws AppError `list.jurisdiction`. */
  readonly jurisdiction: (text: string) => string;
  /** By the region in which a credit code was issued; undefined where that tells nothing. */
  readonly ofCreditCode: (creditCode: string) => string | undefined;
  /** null where the jurisdiction has no table of cities. @throws AppError `list.city`. */
  readonly city: (jurisdiction: string, text: string) => string | null;
  readonly supervised: (jurisdiction: string) => boolean;
}

/** `江苏` means `江苏省`. */
const short = (name: string): string =>
  name.replace(/(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)(（.*）)?$/, "");

/** Place names are written with and without what they are. */
const named = (rows: readonly { code: string; name_zh: string; name_en: string }[]) =>
  new Map(
    rows.flatMap(({ code, name_zh, name_en }) =>
      [short(name_zh), name_zh, name_en, code].map((name) => [foldText(name), code] as const),
    ),
  );

export const readPlaces = async (tx: Ctx, scope: Scope): Promise<Places> => {
  const jurisdictions = await tx.db
    .selectFrom("jurisdictions")
    .where("level", "<>", "nation")
    .select(["code", "name_zh", "name_en"])
    .execute();
  const rows = await tx.db
    .selectFrom("cities")
    .select(["code", "jurisdiction_code", "name_zh", "name_en"])
    .execute();
  const codes = new Set(jurisdictions.map(({ code }) => code));
  const byName = named(jurisdictions);
  const cities = new Map(
    [...Map.groupBy(rows, (row) => row.jurisdiction_code)].map(([code, inside]) => [
      code,
      named(inside),
    ]),
  );
  const supervised = scope.kind === "jurisdiction" ? new Set(scope.codes) : codes;
  return {
    jurisdiction: (text) => {
      const found = byName.get(foldText(text));
      if (found === undefined)
        throw new AppError("list.jurisdiction", { value: text.slice(0, 40) });
      return found;
    },
    // Characters 3 to 8 are the division of the registry that issued it (GB/T 2260).
    ofCreditCode: (creditCode) =>
      [creditCode.slice(2, 6), creditCode.slice(2, 4)].find((code) => codes.has(code)),
    city: (jurisdiction, text) => {
      const inside = cities.get(jurisdiction);
      if (inside === undefined) return null;
      const found = inside.get(foldText(text)) ?? inside.get(foldText(short(text)));
      if (found === undefined)
        throw new AppError("list.city", { jurisdiction, value: text.slice(0, 40) });
      return found;
    },
    supervised: (jurisdiction) => supervised.has(jurisdiction),
  };
};
