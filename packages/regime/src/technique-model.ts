/** A pack of attack techniques in memory: tactics, techniques, and which requirements of other packs stand against them. */

import type { LocalizedText } from "@fenji/kernel";
import type { Citation, Source, Standing } from "./provenance.ts";

export interface TechniqueHeader {
  readonly id: string;
  readonly version: string;
  readonly title: LocalizedText;
  readonly summary: LocalizedText;
  readonly standing: Standing;
  /** Shown wherever its names show: whose they are. */
  readonly notice: LocalizedText;
  readonly sources: readonly Source[];
}

/** What an attacker wants at this point; a column of the matrix. */
export interface Tactic {
  readonly id: string;
  /** As ATT&CK Navigator calls it, e.g. `lateral-movement`. */
  readonly short: string;
  readonly name: LocalizedText;
}

export interface Technique {
  readonly id: string;
  readonly name: LocalizedText;
  /** Under every tactic that it serves. */
  readonly tactics: readonly string[];
}

/** Techniques that one requirement, once met, makes harder, and those that it lets be seen. */
export interface TechniqueRow {
  readonly requirement: string;
  readonly mitigates: readonly string[];
  readonly detects: readonly string[];
}

/** Techniques that no requirement of a pack stands against, and why that is so. */
export interface TechniquesWithout {
  readonly techniques: readonly string[];
  readonly why: LocalizedText;
}

/** Which requirements of one version of a pack stand against what. */
export interface TechniqueMapping {
  readonly pack: string;
  readonly version: string;
  readonly standing: Standing;
  readonly without: readonly TechniquesWithout[];
  readonly rows: readonly TechniqueRow[];
}

export interface TechniquePack {
  readonly header: TechniqueHeader;
  /** As ATT&CK Navigator calls the matrix, e.g. `ics-attack`. */
  readonly domain: string;
  readonly citation: Citation;
  /** In the order of the matrix. */
  readonly tactics: readonly Tactic[];
  readonly techniques: readonly Technique[];
  readonly mappings: readonly TechniqueMapping[];
}

/** null: nobody has said which requirements of this pack stand against what. */
export const mappingFor = (
  { mappings }: TechniquePack,
  header: { readonly id: string; readonly version: string },
): TechniqueMapping | null =>
  mappings.find(({ pack, version }) => pack === header.id && version === header.version) ?? null;
