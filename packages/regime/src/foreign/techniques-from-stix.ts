/** A STIX 2.1 bundle of ATT&CK as a pack of techniques: what is revoked or deprecated stays out, what replaced it takes over the rows. */

import { err, ok, type Result } from "@fenji/kernel";
import { z } from "zod";
import type { Tactic, Technique, TechniquePack, TechniqueRow } from "../technique-model.ts";

const objectSchema = z.looseObject({
  type: z.string(),
  id: z.string().default(""),
  name: z.string().default(""),
  revoked: z.boolean().default(false),
  x_mitre_deprecated: z.boolean().default(false),
  x_mitre_version: z.string().default(""),
  x_mitre_shortname: z.string().default(""),
  x_mitre_domains: z.array(z.string()).default([]),
  external_references: z
    .array(z.looseObject({ source_name: z.string(), external_id: z.string().default("") }))
    .default([]),
  kill_chain_phases: z.array(z.looseObject({ phase_name: z.string() })).default([]),
  tactic_refs: z.array(z.string()).default([]),
  relationship_type: z.string().default(""),
  source_ref: z.string().default(""),
  target_ref: z.string().default(""),
});

const bundleSchema = z.looseObject({
  type: z.literal("bundle"),
  objects: z.array(objectSchema).max(200_000),
});

type StixObject = z.infer<typeof objectSchema>;

export interface LoadedTechniques {
  readonly pack: TechniquePack;
  /** Techniques that the rows name and the bundle no longer has, nor anything in their place. */
  readonly lost: readonly string[];
}

/** Where in the bundle something is missing. */
export interface StixProblem {
  readonly at: string;
  readonly wanted: string;
}

const attackId = ({ external_references }: StixObject): string =>
  external_references.find(
    ({ source_name, external_id }) => source_name.startsWith("mitre") && external_id !== "",
  )?.external_id ?? "";

const inUse = ({ revoked, x_mitre_deprecated }: StixObject): boolean =>
  !revoked && !x_mitre_deprecated;

/** Names come from a file of others and are shown in terminals. */
const clean = (name: string): string => name.replace(/\p{Cc}+/gu, " ").trim();

/** Names of this project for numbers that it knows, the name of the bundle for the rest. */
const namesIn = (list: readonly { readonly id: string; readonly name: Technique["name"] }[]) => {
  const known = new Map(list.map(({ id, name }) => [id, name.zh]));
  return (id: string, name: string): Technique["name"] => ({
    zh: known.get(id) ?? clean(name),
    en: clean(name),
  });
};

const tacticsOf = (objects: readonly StixObject[], base: TechniquePack): Tactic[] => {
  const nameOf = namesIn(base.tactics);
  const found = objects.filter((one) => one.type === "x-mitre-tactic" && inUse(one));
  const matrix = objects.find((one) => one.type === "x-mitre-matrix" && inUse(one));
  const order = new Map((matrix?.tactic_refs ?? []).map((ref, index) => [ref, index]));
  const placeOf = ({ id }: StixObject): number => order.get(id) ?? order.size;
  return found
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((one) => {
      const id = attackId(one);
      return { id, short: one.x_mitre_shortname, name: nameOf(id, one.name) };
    });
};

const techniquesOf = (
  objects: readonly StixObject[],
  tactics: readonly Tactic[],
  base: TechniquePack,
): Technique[] => {
  const nameOf = namesIn(base.techniques);
  const byShort = new Map(tactics.map(({ short, id }) => [short, id]));
  return objects
    .filter((one) => one.type === "attack-pattern" && inUse(one))
    .map((one) => {
      const id = attackId(one);
      const under = one.kill_chain_phases.flatMap(
        ({ phase_name }) => byShort.get(phase_name) ?? [],
      );
      return { id, name: nameOf(id, one.name), tactics: [...new Set(under)] };
    })
    .filter(({ id, tactics: under }) => id !== "" && under.length > 0)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

/** By ATT&CK's numbers: what a revoked technique was replaced by; each chain is followed to its end, a ring to nothing. */
const replacements = (objects: readonly StixObject[]): ((id: string) => string) => {
  const numbers = new Map(objects.map((one) => [one.id, attackId(one)]));
  const next = new Map(
    objects
      .filter(({ relationship_type }) => relationship_type === "revoked-by")
      .map(({ source_ref, target_ref }) => [numbers.get(source_ref), numbers.get(target_ref)]),
  );
  return (id) => {
    const seen = new Set<string>();
    let at = id;
    for (let to = next.get(at); to !== undefined && !seen.has(at); to = next.get(at)) {
      seen.add(at);
      at = to;
    }
    return at;
  };
};

/**
 * `base` gives what a bundle does not hold: Chinese names, notice and the mapping to requirements.
 * @param value the parsed JSON of the bundle, not trusted.
 */
export const techniquesFromStix = (
  value: unknown,
  base: TechniquePack,
): Result<LoadedTechniques, StixProblem> => {
  const bundle = bundleSchema.safeParse(value);
  if (!bundle.success) {
    const [issue] = bundle.error.issues;
    return err({ at: issue?.path.join(".") ?? "", wanted: "STIX 2.1 bundle" });
  }
  const { objects } = bundle.data;
  const tactics = tacticsOf(objects, base);
  if (tactics.length === 0) return err({ at: "objects", wanted: "x-mitre-tactic" });
  const techniques = techniquesOf(objects, tactics, base);
  if (techniques.length === 0) return err({ at: "objects", wanted: "attack-pattern" });
  const collection = objects.find(({ type }) => type === "x-mitre-collection");
  const version = collection?.x_mitre_version ?? "";
  const known = new Set(techniques.map(({ id }) => id));
  const replaced = replacements(objects);
  const lost = new Set<string>();
  const move = (ids: readonly string[]): string[] => {
    const moved = [...new Set(ids.map(replaced))];
    for (const id of moved) if (!known.has(id)) lost.add(id);
    return moved.filter((id) => known.has(id));
  };
  const moveRow = (row: TechniqueRow): TechniqueRow => {
    const mitigates = move(row.mitigates);
    return {
      ...row,
      mitigates,
      detects: move(row.detects).filter((id) => !mitigates.includes(id)),
    };
  };
  const mappings = base.mappings.map((one) => ({
    ...one,
    without: one.without
      .map(({ techniques: ids, why }) => ({ techniques: move(ids), why }))
      .filter(({ techniques: left }) => left.length > 0),
    rows: one.rows.map(moveRow),
  }));
  const domain = objects.find(({ type }) => type === "attack-pattern")?.x_mitre_domains[0];
  return ok({
    pack: {
      ...base,
      header: headerOf(base, version === "" ? "unversioned" : version),
      domain: domain ?? base.domain,
      tactics,
      techniques,
      mappings,
    },
    lost: [...lost].toSorted(),
  });
};

const headerOf = ({ header }: TechniquePack, version: string): TechniquePack["header"] => ({
  ...header,
  version,
  title: { zh: `攻击技术（${version}）`, en: `Attack techniques (${version})` },
  summary: {
    zh: "由 STIX 包读入；中文名称与对应关系沿用所带的技术包。",
    en: "Read from a STIX bundle; Chinese names and the mapping are those of the pack that is shipped.",
  },
  sources: header.sources.map((source) => ({ ...source, number: version, note: null })),
});
