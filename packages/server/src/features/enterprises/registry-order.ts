/** The orders in which the registry is read, and where a page of one ended. */

import { AppError } from "@fenji/kernel";
import { sql, type Expression, type RawBuilder, type SqlBool } from "kysely";
import { z } from "zod";

export type RegistryOrder = "creditCode" | "name" | "grade" | "newest";

/** What a row is ordered by; ids are UUIDv7, so that their order is the order of registration. */
export interface OrderedRow {
  readonly enterprise_id: string;
  readonly credit_code: string;
  readonly pinyin: string;
  readonly top_grade: number;
}

const keys = {
  creditCode: z.tuple([z.literal("creditCode"), z.string().max(18)]),
  name: z.tuple([z.literal("name"), z.string().max(400), z.uuid()]),
  grade: z.tuple([z.literal("grade"), z.int().min(0).max(100), z.uuid()]),
  newest: z.tuple([z.literal("newest"), z.uuid()]),
} as const;

const keyOf = (order: RegistryOrder, row: OrderedRow): readonly (string | number)[] => {
  switch (order) {
    case "creditCode":
      return [order, row.credit_code];
    case "name":
      return [order, row.pinyin, row.enterprise_id];
    case "grade":
      return [order, row.top_grade, row.enterprise_id];
    case "newest":
      return [order, row.enterprise_id];
  }
};

/** Opaque to whoever carries it. */
export const registryCursor = (order: RegistryOrder, row: OrderedRow): string =>
  Buffer.from(JSON.stringify(keyOf(order, row)), "utf8").toString("base64url");

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** @throws AppError `request.invalid` for what no list in this order gave out. */
const readCursor = <O extends RegistryOrder>(
  order: O,
  cursor: string,
): z.infer<(typeof keys)[O]> => {
  const read = keys[order].safeParse(parse(Buffer.from(cursor, "base64url").toString("utf8")));
  if (read.success) return read.data as z.infer<(typeof keys)[O]>;
  throw new AppError("request.invalid", { at: "query.cursor", detail: "cursor" });
};

/** What comes after the row at which the last page ended. */
export const afterCursor = (order: RegistryOrder, cursor: string): Expression<SqlBool> => {
  switch (order) {
    case "creditCode":
      return sql`enterprises.credit_code > ${readCursor(order, cursor)[1]}`;
    case "name": {
      const [, pinyin, id] = readCursor(order, cursor);
      return sql`(enterprises.pinyin, enterprises.enterprise_id) > (${pinyin}, ${id}::uuid)`;
    }
    case "grade": {
      const [, grade, id] = readCursor(order, cursor);
      return sql`(enterprises.top_grade <= ${grade}
        and (enterprises.top_grade < ${grade} or enterprises.enterprise_id > ${id}::uuid))`;
    }
    case "newest":
      return sql`enterprises.enterprise_id < ${readCursor(order, cursor)[1]}::uuid`;
  }
};

/** Each ends in a unique column and has an index of its own. */
export const orderBy: Readonly<Record<RegistryOrder, RawBuilder<unknown>>> = {
  creditCode: sql`enterprises.credit_code`,
  name: sql`enterprises.pinyin, enterprises.enterprise_id`,
  grade: sql`enterprises.top_grade desc, enterprises.enterprise_id`,
  newest: sql`enterprises.enterprise_id desc`,
};
