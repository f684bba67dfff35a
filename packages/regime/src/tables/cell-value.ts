/** Values in cells and back, by the kind of the column. */

import type { LocalizedText } from "@fenji/kernel";
import { Document, isCollection, visit } from "yaml";
import { parseSource } from "../parse-source.ts";
import { cellText, joinItems, splitItems, textCell } from "./cell-text.ts";
import type { CellKind } from "./table-layout.ts";

/** "" is the empty cell. */
export type Cell = string | number | boolean;

const isNumber = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === "string";

const numberCell = (value: number): Cell => (Object.is(value, -0) ? "-0" : value);

/** Undefined: a column of this kind cannot hold the value. Nothing at all is the empty cell. */
export const valueCell = (kind: CellKind, value: unknown, bareEmpty = false): Cell | undefined => {
  if (value === undefined || value === null) return "";
  switch (kind) {
    case "text":
      return isText(value) ? textCell(value) : undefined;
    case "number":
      return isNumber(value) ? numberCell(value) : undefined;
    case "boolean":
      return typeof value === "boolean" ? value : undefined;
    case "list":
    case "numbers": {
      const fits = kind === "list" ? isText : isNumber;
      if (!Array.isArray(value) || !value.every(fits)) return undefined;
      if (value.length === 0) return bareEmpty ? "" : "[]";
      return textCell(
        joinItems(value.map((item) => (isText(item) ? item : String(numberCell(item))))),
      );
    }
    case "structure":
      return textCell(structureText(value));
  }
};

/** YAML on one line; a text or number alone as JSON writes it. */
export const structureText = (value: unknown): string => {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Collection: (_key, node) => {
      if (isCollection(node)) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 }).trimEnd();
};

export type CellReading = { readonly value: unknown } | { readonly problem: LocalizedText };

const wanted = (zh: string, en: string): CellReading => ({
  problem: { zh: `这里应为${zh}。请更正。`, en: `This must be ${en}. Correct it.` },
});

const numberOf = (text: string): number | undefined =>
  /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;

const yes = new Set(["true", "yes", "是", "1", "√"]);
const no = new Set(["false", "no", "否", "0", "×"]);

/** Never called for an empty cell. */
export const cellValue = (kind: CellKind, cell: string): CellReading => {
  const text = cellText(cell);
  switch (kind) {
    case "text":
      return { value: text };
    case "number": {
      const value = numberOf(text);
      return value === undefined ? wanted("数字", "a number") : { value };
    }
    case "boolean": {
      const word = text.toLowerCase();
      if (yes.has(word)) return { value: true };
      return no.has(word) ? { value: false } : wanted(" true 或 false", "true or false");
    }
    case "list": {
      const value = splitItems(text);
      return value === undefined
        ? wanted("用分号隔开的若干项", "items separated by semicolons")
        : { value };
    }
    case "numbers": {
      const value = splitItems(text)?.map(numberOf);
      if (value === undefined || value.includes(undefined))
        return wanted("用分号隔开的若干数字", "numbers separated by semicolons");
      return { value };
    }
    case "structure": {
      const source = parseSource("", text);
      if ("file" in source) return { value: source.value };
      return {
        problem: source[0]?.message ?? {
          zh: "无法读取。请更正。",
          en: "Cannot be read. Correct it.",
        },
      };
    }
  }
};
