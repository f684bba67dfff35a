/** A checked pack in memory: what the files under packs/<id>/<version>/ say, resolved and typed. */

import type { LocalizedText } from "@fenji/kernel";
import type { Freshness } from "./freshness-model.ts";
import type { Citation, Source, Standing } from "./provenance.ts";
import type { Obligations } from "./obligation-model.ts";
import type { Derivation, FactDefinition, GradedType, RuleNode } from "./rule-model.ts";
import type { Requirement } from "./requirement-model.ts";

/** What kind of thing the pack grades: an enterprise by type, a system, a zone, a data set, an incident, … */
export interface GradedObject {
  readonly kind: string;
  readonly name: LocalizedText;
}

export interface PackHeader {
  readonly id: string;
  readonly version: string;
  readonly title: LocalizedText;
  readonly summary: LocalizedText;
  readonly object: GradedObject;
  readonly standing: Standing;
  /** Shown wherever a result of this pack shows, e.g. that a grade is self-assessed and subject to verification. */
  readonly notice: LocalizedText | null;
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  readonly sources: readonly Source[];
}

export interface Grading {
  readonly facts: readonly FactDefinition[];
  readonly derivations: readonly Derivation[];
  readonly nodes: readonly RuleNode[];
  readonly types: readonly GradedType[];
}

export interface Domain {
  readonly id: string;
  readonly name: LocalizedText;
}

/** A question that people answer; its observations carry `question:<id>`. */
export interface Question {
  readonly id: string;
  readonly text: LocalizedText;
  readonly help: LocalizedText | null;
}

export interface Capability {
  readonly id: string;
  readonly name: LocalizedText;
}

export interface Pack {
  readonly header: PackHeader;
  readonly grading: Grading;
  readonly domains: readonly Domain[];
  readonly requirements: readonly Requirement[];
  readonly questions: readonly Question[];
  readonly capabilities: readonly Capability[];
  readonly crosswalks: readonly Crosswalk[];
  readonly cases: readonly GradingCase[];
  /** null: the pack asks for nothing by a date. */
  readonly obligations: Obligations | null;
  /** null: evidence ages as the installation's default says. */
  readonly freshness: Freshness | null;
}

/**
 * What the left side of a row covers of the right side; the left one is a check, or stands for one.
 *
 * | relation   | the left side tests       | a pass of it proves | a fail of it contradicts |
 * | ---------- | ------------------------- | ------------------- | ------------------------ |
 * | equal      | exactly the right side    | all                 | yes                      |
 * | superset   | the right side, and more  | all                 | yes, to be careful       |
 * | subset     | a part of the right side  | a part              | yes                      |
 * | intersects | some of it, and more      | nothing             | yes, to be careful       |
 */
export const relations = ["equal", "superset", "subset", "intersects"] as const;

export type Relation = (typeof relations)[number];

export interface CrosswalkRow {
  readonly from: string;
  readonly to: readonly string[];
  readonly relation: Relation;
}

/** A table of facts: what a check, control or clause of one vocabulary corresponds to in another. */
export interface Crosswalk {
  readonly id: string;
  readonly title: LocalizedText;
  readonly citation: Citation;
  /** Refs on the left imply the refs on the right, e.g. `ssg:sshd_disable_root_login` → `control:remote-root`. */
  readonly rows: readonly CrosswalkRow[];
}

/** A golden case: facts, and per type the grade (or the possible grades) that must come out. */
export interface GradingCase {
  readonly name: LocalizedText;
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly expect: readonly {
    readonly type: string;
    readonly grade: number | null;
    readonly possible: readonly number[];
  }[];
}

/** A choice is its option id; a set is a list of option ids; null is unknown. */
export type FactValue = number | boolean | string | readonly string[] | null;

export type Facts = Readonly<Record<string, FactValue>>;
