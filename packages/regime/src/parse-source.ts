/** Reads one YAML file of a pack under limits, keeping the place of every member for error messages. */

import type { LocalizedText } from "@fenji/kernel";
import { isMap, isPair, isSeq, LineCounter, parseDocument, visit, type Document } from "yaml";
import type { PackProblem, SourceFile } from "./pack-problem.ts";

/** Characters; a requirement file of a large regime has about 200,000. */
const maxLength = 2_000_000;
const maxDepth = 40;
const maxAliases = 0;

type Place = { readonly line: number; readonly column: number };

const placeOf = (document: Document, lines: LineCounter, path: readonly PropertyKey[]): Place => {
  let offset = 0;
  let node: unknown = document.contents;
  for (const step of path) {
    const found = childOf(node, step);
    if (found === undefined) break;
    offset = found.offset ?? offset;
    node = found.node;
  }
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
};

const offsetOf = (node: unknown): number | undefined => {
  if (typeof node !== "object" || node === null || !("range" in node)) return undefined;
  return Array.isArray(node.range) && typeof node.range[0] === "number" ? node.range[0] : undefined;
};

const childOf = (
  node: unknown,
  step: PropertyKey,
): { node: unknown; offset: number | undefined } | undefined => {
  if (isMap(node)) {
    const pair = node.items.find((item) => isPair(item) && String(item.key) === String(step));
    return pair === undefined ? undefined : { node: pair.value, offset: offsetOf(pair.key) };
  }
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return item === undefined ? undefined : { node: item, offset: offsetOf(item) };
  }
  return undefined;
};

/** The parser recurses on brackets and on dashes in one line; a hostile number of them must not reach it. */
const maxOpen = 400;

/** Brackets open at once, those in quoted text included. */
const opensTooMany = (text: string): boolean => {
  let open = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === "[" || character === "{") open += 1;
    else if (character === "]" || character === "}") open = Math.max(0, open - 1);
    if (open > maxOpen) return true;
  }
  return /(?:[-?][ \t]+){100}/.test(text);
};

const tooDeep = (document: Document): boolean => {
  let deep = false;
  visit(document, {
    Collection: (_key, _node, parents) => {
      deep ||= parents.length > 2 * maxDepth;
      return deep ? visit.BREAK : undefined;
    },
  });
  return deep;
};

const tooLong: LocalizedText = {
  zh: `文件超过 ${maxLength} 个字符。请拆成几个文件。`,
  en: `The file is longer than ${maxLength} characters. Split it.`,
};

const nested: LocalizedText = {
  zh: `嵌套超过 ${maxDepth} 层。请改写得更平。`,
  en: `Nested deeper than ${maxDepth} levels. Write it flatter.`,
};

/** A parsed file, or the problems that kept it from being parsed. Anchors and aliases are refused. */
export const parseSource = (file: string, text: string): SourceFile | readonly PackProblem[] => {
  const problem = (place: Place, message: LocalizedText): PackProblem => ({
    file,
    ...place,
    path: "",
    message,
  });
  if (text.length > maxLength) return [problem({ line: 1, column: 1 }, tooLong)];
  if (opensTooMany(text)) return [problem({ line: 1, column: 1 }, nested)];
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, version: "1.2" });
  if (document.errors.length > 0) {
    return document.errors.slice(0, 20).map((error) => {
      const { line, col } = lines.linePos(error.pos[0]);
      const detail = error.message.split("\n")[0] ?? error.code;
      return problem(
        { line, column: col },
        {
          zh: `不是合法的 YAML（${detail}）。请检查缩进、冒号和引号。`,
          en: `Not valid YAML (${detail}). Check indentation, colons and quotes.`,
        },
      );
    });
  }
  if (tooDeep(document)) return [problem({ line: 1, column: 1 }, nested)];
  try {
    const value: unknown = document.toJS({ maxAliasCount: maxAliases });
    return { file, value, place: (path) => placeOf(document, lines, path) };
  } catch {
    return [
      problem(
        { line: 1, column: 1 },
        {
          zh: "不接受 YAML 的锚点与别名（& 与 *）。请把内容写全。",
          en: "YAML anchors and aliases (& and *) are refused. Write the content out.",
        },
      ),
    ];
  }
};
