/** A pack from an OSCAL catalog: one that Fenji wrote comes back whole, another becomes a pack of requirements. */

import { err, ok, type LocalizedText, type Result } from "@fenji/kernel";
import { z } from "zod";
import { checkShape } from "../check-shape.ts";
import { packFromForeign } from "../foreign/pack-from-foreign.ts";
import { filesOf, packDocuments } from "../pack-files.ts";
import { byPlace, collectProblems, type PackProblem } from "../pack-problem.ts";
import { readPack, type PackFiles } from "../read-pack.ts";
import { foreignCatalog } from "./foreign-catalog.ts";
import {
  catalogFileSchema,
  fenjiValue,
  type OscalCatalog,
  type OscalTools,
} from "./oscal-model.ts";
import { isOwnCatalog, readOwnCatalog } from "./read-own-catalog.ts";
import { withRemainder } from "./remainder.ts";

const remainderSchema = z.array(
  z.strictObject({
    path: z.array(z.string().max(400)).min(1).max(40),
    value: z.unknown().optional(),
  }),
);

/** Controls and parts nest a few levels; a hostile number of them must not reach what recurses. */
const maxDepth = 60;

const problem = (file: string, message: LocalizedText): readonly PackProblem[] => [
  { file, line: 1, column: 1, path: "", message },
];

const tooDeep = (text: string): boolean => {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === "[" || token === "{") depth += 1;
    else if (token === "]" || token === "}") depth -= 1;
    if (depth > maxDepth) return true;
  }
  return false;
};

const parsed = (text: string): unknown => {
  try {
    return tooDeep(text) ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};

const notJson: LocalizedText = {
  zh: `不是合法的 JSON，或嵌套超过 ${maxDepth} 层。请检查文件是否完整。`,
  en: `Not valid JSON, or nested deeper than ${maxDepth} levels. Check that the file is whole.`,
};

const brokenRemainder: LocalizedText = {
  zh: "目录里“What OSCAL has no shape for”这项资源已损坏，规则和用例无法恢复。请从原文件恢复该资源。",
  en: "The resource “What OSCAL has no shape for” is damaged, so rules and cases cannot be restored. Take it from the original file.",
};

/** @returns files of a sound pack, or every problem. */
export const packFromOscal = (
  file: string,
  text: string,
  tools: Pick<OscalTools, "fromBase64">,
): Result<PackFiles, readonly PackProblem[]> => {
  const value = parsed(text);
  if (value === undefined) return err(problem(file, notJson));
  const { problems, report } = collectProblems();
  const source = { file, value, place: () => ({ line: 1, column: 1 }) };
  const found = checkShape(catalogFileSchema, source, report);
  if (found === undefined) return err(problems.toSorted(byPlace));
  const { catalog } = found;
  return isOwnCatalog(catalog)
    ? ownPack(file, catalog, tools)
    : packFromForeign(file, foreignCatalog(catalog));
};

const ownPack = (
  file: string,
  catalog: OscalCatalog,
  { fromBase64 }: Pick<OscalTools, "fromBase64">,
): Result<PackFiles, readonly PackProblem[]> => {
  const resource = catalog["back-matter"]?.resources?.find(
    ({ props }) => fenjiValue(props, "remainder") !== undefined,
  );
  const remainder = remainderSchema.safeParse(parsed(fromBase64(resource?.base64?.value ?? "")));
  if (!remainder.success) return err(problem(file, brokenRemainder));
  const additions = remainder.data.map(({ path, ...said }) => ({ path, ...said }));
  const tree = withRemainder(readOwnCatalog(catalog), additions);
  const files = filesOf(packDocuments(tree));
  const read = readPack(files);
  return read.ok ? ok(files) : err(read.error);
};
