/** Reads a ciso-assistant library: the framework in it becomes a pack of requirements, its implementation groups grades. */

import { err, type Result } from "@fenji/kernel";
import { z } from "zod";
import { checkShape } from "../check-shape.ts";
import { byPlace, collectProblems, type PackProblem } from "../pack-problem.ts";
import { parseSource } from "../parse-source.ts";
import type { PackFiles } from "../read-pack.ts";
import type { ForeignItem, ForeignPack, ForeignText } from "./foreign-pack.ts";
import { packFromForeign } from "./pack-from-foreign.ts";

const word = z.string().max(400);
const words = z.string().max(20_000).nullish();
const reference = z.union([z.string().max(400), z.number()]).nullish();
const translations = z
  .record(z.string().max(20), z.object({ name: words, description: words }))
  .nullish();

const nodeSchema = z.object({
  urn: word,
  parent_urn: word.nullish(),
  ref_id: reference,
  name: words,
  description: words,
  annotation: words,
  assessable: z.boolean().nullish(),
  depth: z.number().int().nullish(),
  implementation_groups: z.array(reference).max(100).nullish(),
  translations,
});

type Node = z.infer<typeof nodeSchema>;

const librarySchema = z.object({
  urn: word,
  locale: z.string().max(20),
  ref_id: reference,
  name: z.string().max(4_000),
  version: z.union([z.string().max(80), z.number()]),
  translations,
  objects: z.object({
    framework: z.object({
      name: words,
      ref_id: reference,
      translations,
      implementation_groups_definition: z
        .array(z.object({ ref_id: reference, name: words, translations }))
        .max(30)
        .nullish(),
      requirement_nodes: z.array(nodeSchema).min(1).max(10_000),
    }),
  }),
});

type Library = z.infer<typeof librarySchema>;

const shown = (value: string | number | null | undefined): string => String(value ?? "").trim();

/** In the library's own language and in the languages that it was translated to. */
const inLocales = (
  own: string,
  {
    locale,
    translations: more,
    field,
  }: { locale: string; translations: Node["translations"]; field: "name" | "description" },
): ForeignText => {
  const others = Object.entries(more ?? {}).flatMap(([language, said]) => {
    const text = said[field]?.trim() ?? "";
    return text === "" ? [] : [[language, text] as const];
  });
  return Object.fromEntries([...others, [locale, own]]);
};

const nameOf = (node: Node, locale: string): ForeignText => {
  const own = [shown(node.ref_id), node.name?.trim() ?? ""].filter((part) => part !== "").join(" ");
  const fallback = node.description?.trim().split("\n")[0]?.slice(0, 200) ?? "";
  return inLocales(own || fallback || node.urn, {
    locale,
    translations: node.translations,
    field: "name",
  });
};

const textOf = (node: Node, locale: string): ForeignText => {
  const own = node.description?.trim() || node.name?.trim() || shown(node.ref_id) || node.urn;
  return inLocales(own, { locale, translations: node.translations, field: "description" });
};

/** Up to the topmost; a circle or a parent that is not there ends the way. */
const topOf = (node: Node, byUrn: ReadonlyMap<string, Node>): Node => {
  const seen = new Set<string>();
  let top = node;
  for (
    let above = byUrn.get(node.parent_urn ?? "");
    above !== undefined;
    above = byUrn.get(above.parent_urn ?? "")
  ) {
    if (seen.has(above.urn)) return top;
    seen.add(above.urn);
    top = above;
  }
  return top;
};

const lowestGrade = (node: Node, groups: readonly string[]): number => {
  const places = (node.implementation_groups ?? []).map(
    (group) => groups.indexOf(shown(group)) + 1,
  );
  const known = places.filter((place) => place > 0);
  return known.length === 0 ? 1 : Math.min(...known);
};

const foreignOf = ({
  urn,
  locale,
  ref_id,
  version,
  name,
  translations,
  objects,
}: Library): ForeignPack => {
  const { framework } = objects;
  const nodes = framework.requirement_nodes;
  const byUrn = new Map(nodes.map((node) => [node.urn, node]));
  const groups = (framework.implementation_groups_definition ?? []).map((group) => ({
    id: shown(group.ref_id),
    title: inLocales(group.name?.trim() || shown(group.ref_id), {
      locale,
      translations: group.translations,
      field: "name",
    }),
  }));
  const ids = groups.map(({ id }) => id);
  const items = nodes
    .filter(({ assessable }) => assessable === true)
    .map((node): ForeignItem => ({
      id: shown(node.ref_id) || (node.urn.split(":").at(-1) ?? node.urn),
      group: topOf(node, byUrn).urn,
      title: nameOf(node, locale),
      text: textOf(node, locale),
      elements: [],
      grade: lowestGrade(node, ids),
    }));
  const tops = new Set(items.map(({ group }) => group));
  const unplaced = nodes.filter(
    (node) => node.assessable === true && (node.implementation_groups ?? []).length === 0,
  );
  return {
    id: shown(ref_id) || (urn.split(":").at(-1) ?? urn),
    version: shown(version),
    title: inLocales(name, { locale, translations, field: "name" }),
    number: urn,
    groups: nodes
      .filter((node) => tops.has(node.urn))
      .map((node) => ({ id: node.urn, title: nameOf(node, locale) })),
    grades: groups,
    items,
    notes:
      groups.length === 0 || unplaced.length === 0
        ? []
        : [
            {
              zh: `${unplaced.length} 条要求不属于任何实施组，按最低级别计。`,
              en: `${unplaced.length} requirements belong to no implementation group and count from the lowest grade.`,
            },
          ],
  };
};

/** @returns files of a sound pack, or every problem with its line. */
export const packFromCisoAssistant = (
  file: string,
  text: string,
): Result<PackFiles, readonly PackProblem[]> => {
  const source = parseSource(file, text);
  if (!("file" in source)) return err(source);
  const { problems, report } = collectProblems();
  const library = checkShape(librarySchema, source, report);
  if (library === undefined) return err(problems.toSorted(byPlace));
  return packFromForeign(file, foreignOf(library));
};
