/** The one file of a pack of attack techniques, checked: every technique under known tactics, every row about known techniques. */

import { z } from "zod";
import { dangling, repeated } from "./checking.ts";
import { checkShape } from "./check-shape.ts";
import type { Report, SourceFile } from "./pack-problem.ts";
import type { TechniqueHeader, TechniqueMapping, TechniquePack } from "./technique-model.ts";
import {
  citationSchema,
  idSchema,
  nameSchema,
  sourceSchema,
  standingSchema,
  textSchema,
} from "./text-schema.ts";

const ids = z.array(idSchema).max(200);

const refs = ids.default([]);

const mappingSchema: z.ZodType<TechniqueMapping> = z.strictObject({
  pack: idSchema,
  version: idSchema,
  standing: standingSchema,
  without: z
    .array(z.strictObject({ techniques: ids.min(1), why: textSchema }))
    .max(100)
    .default([]),
  rows: z
    .array(z.strictObject({ requirement: idSchema, mitigates: refs, detects: refs }))
    .max(5_000),
});

const techniquesSchema: z.ZodType<
  TechniqueHeader & Omit<TechniquePack, "header"> & { kind: "techniques" }
> = z.strictObject({
  kind: z.literal("techniques"),
  id: idSchema,
  version: idSchema,
  title: textSchema,
  summary: textSchema,
  standing: standingSchema,
  notice: textSchema,
  domain: idSchema,
  sources: z.array(sourceSchema).min(1).max(50),
  citation: citationSchema,
  tactics: z
    .array(z.strictObject({ id: idSchema, short: idSchema, name: nameSchema }))
    .min(1)
    .max(50),
  techniques: z
    .array(z.strictObject({ id: idSchema, name: nameSchema, tactics: z.array(idSchema).min(1) }))
    .min(1)
    .max(2_000),
  mappings: z.array(mappingSchema).max(100),
});

type Lists = Pick<TechniquePack, "tactics" | "techniques" | "mappings">;

const checkRepeated = ({ tactics, techniques, mappings }: Lists, say: Say): void => {
  const twice = (ids: readonly string[], pathOf: (index: number) => PropertyKey[]): void => {
    for (const { id, index } of repeated(ids))
      say(pathOf(index), {
        zh: `“${id}”重复。请合并或换一个编号。`,
        en: `“${id}” occurs twice. Join the two, or choose another id.`,
      });
  };
  const idsOf = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);
  twice(idsOf(tactics), (index) => ["tactics", index, "id"]);
  twice(idsOf(techniques), (index) => ["techniques", index, "id"]);
  const packs = mappings.map(({ pack, version }) => `${pack}@${version}`);
  twice(packs, (index) => ["mappings", index, "pack"]);
  mappings.forEach(({ rows }, at) => {
    const required = rows.map(({ requirement }) => requirement);
    twice(required, (index) => ["mappings", at, "rows", index, "requirement"]);
  });
};

type Say = (path: PropertyKey[], message: Parameters<Report>[2]) => void;

/** What has a requirement against it cannot be said to have none. */
const checkWithout = (
  { rows, without }: Pick<TechniqueMapping, "rows" | "without">,
  known: ReadonlySet<string>,
  say: Say,
): void => {
  const against = new Map(
    rows.flatMap(({ requirement, mitigates, detects }) =>
      [...mitigates, ...detects].map((id) => [id, requirement] as const),
    ),
  );
  without.forEach(({ techniques }, index) => {
    for (const [at, id] of techniques.entries()) {
      const path = [index, "techniques", at];
      const requirement = against.get(id);
      if (!known.has(id)) say(path, dangling(words.technique, id, known));
      else if (requirement !== undefined)
        say(path, {
          zh: `“${id}”有要求与它对应（${requirement}）。请去掉其中一处。`,
          en: `“${id}” has a requirement against it (${requirement}). Leave one of the two out.`,
        });
    }
  });
};

const checkReferences = ({ tactics, techniques, mappings }: Lists, say: Say): void => {
  const columns = new Set(tactics.map(({ id }) => id));
  const known = new Set(techniques.map(({ id }) => id));
  techniques.forEach((technique, index) => {
    for (const [at, id] of technique.tactics.entries())
      if (!columns.has(id))
        say(["techniques", index, "tactics", at], dangling(words.tactic, id, columns));
  });
  mappings.forEach(({ rows, without }, mapping) => {
    checkWithout({ rows, without }, known, (path, message) => {
      say(["mappings", mapping, "without", ...path], message);
    });
    rows.forEach((row, index) => {
      for (const does of ["mitigates", "detects"] as const)
        for (const [at, id] of row[does].entries())
          if (!known.has(id))
            say(
              ["mappings", mapping, "rows", index, does, at],
              dangling(words.technique, id, known),
            );
    });
  });
};

const words = {
  tactic: { zh: "战术", en: "tactic" },
  technique: { zh: "技术", en: "technique" },
  source: { zh: "来源", en: "source" },
} as const;

const readTechniques = (head: SourceFile, report: Report): TechniquePack | undefined => {
  const file = checkShape(techniquesSchema, head, report);
  if (file === undefined) return undefined;
  const { kind: _kind, domain, citation, tactics, techniques, mappings, ...header } = file;
  const say: Say = (path, message) => {
    report(head, path, message);
  };
  const sources = new Set(header.sources.map(({ id }) => id));
  if (!sources.has(citation.source))
    say(["citation", "source"], dangling(words.source, citation.source, sources));
  const lists = { tactics, techniques, mappings };
  checkRepeated(lists, say);
  checkReferences(lists, say);
  return { header, domain, citation, ...lists };
};

export interface OpenedTechniques {
  readonly kind: "techniques";
  readonly techniques: TechniquePack;
}

export const openTechniques = (
  parsed: ReadonlyMap<string, SourceFile>,
  report: Report,
): OpenedTechniques | undefined => {
  const head = parsed.get("pack.yaml");
  const techniques = head === undefined ? undefined : readTechniques(head, report);
  return techniques === undefined ? undefined : { kind: "techniques", techniques };
};
