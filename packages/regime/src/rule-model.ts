/** The rules of grading as data: facts, a graph of small rule nodes, and which node grades which type. */

import type { LocalizedText } from "@fenji/kernel";
import type { Citation, Standing } from "./provenance.ts";

interface FactBase {
  readonly id: string;
  readonly label: LocalizedText;
  readonly help: LocalizedText | null;
  readonly citation: Citation | null;
  /** Section of the form, in the order of first appearance. */
  readonly section: LocalizedText | null;
}

export interface NumberFact extends FactBase {
  readonly kind: "number";
  readonly unit: LocalizedText | null;
  readonly integer: boolean;
  readonly min: number | null;
  readonly max: number | null;
}

export interface BooleanFact extends FactBase {
  readonly kind: "boolean";
}

export interface Option {
  readonly id: string;
  readonly label: LocalizedText;
}

export interface ChoiceFact extends FactBase {
  readonly kind: "choice";
  readonly options: readonly Option[];
}

/** Any number of the options, none included; unknown is null, none is the empty list. */
export interface SetFact extends FactBase {
  readonly kind: "set";
  readonly options: readonly Option[];
}

export type FactDefinition = NumberFact | BooleanFact | ChoiceFact | SetFact;

/**
 * A number computed from facts before any rule looks at it, e.g. a ratio. Rules name it as they name a number fact; nobody
 * is asked for it. Unknown while a fact that it needs is, and where it has no value: a quotient by zero, a mean of nothing.
 */
export interface Derivation {
  readonly id: string;
  readonly label: LocalizedText;
  readonly unit: LocalizedText | null;
  readonly formula: Formula;
  readonly citation: Citation | null;
  readonly standing: Standing;
}

export type Formula =
  /** A number fact, or another derivation. */
  | { readonly fact: string }
  | { readonly number: number }
  /** By the option chosen; every option has one. */
  | { readonly option: string; readonly values: Readonly<Record<string, number>> }
  | { readonly sum: readonly Formula[] }
  | { readonly product: readonly Formula[] }
  | { readonly difference: readonly [Formula, Formula] }
  | { readonly quotient: readonly [Formula, Formula] }
  | { readonly least: readonly Formula[] }
  | { readonly greatest: readonly Formula[] }
  /** Σ weight·value ÷ Σ weight over the parts that take part: those without a value or with weight 0 leave both sums. */
  | { readonly mean: readonly MeanPart[] }
  /** Half up. */
  | { readonly round: Formula; readonly digits: number }
  /** The condition looks at facts and derivations only. */
  | { readonly when: Condition; readonly then: Formula; readonly otherwise: Formula };

export interface MeanPart {
  readonly value: Formula;
  readonly weight: Formula;
  /** Where it holds the part is not applicable and leaves. */
  readonly unless: Condition | null;
}

/** Where a number may come from: a fact or derivation of the object, or the value of another node. */
export type Operand = { readonly fact: string } | { readonly node: string };

interface NodeBase {
  readonly id: string;
  readonly label: LocalizedText;
  readonly citation: Citation | null;
  readonly standing: Standing;
}

/** Steps over a number: the value of the band with the highest `from` that is ≤ the input. The first `from` is null (no lower bound). */
export interface BandsNode extends NodeBase {
  readonly rule: "bands";
  readonly of: Operand;
  readonly bands: readonly Band[];
}

export interface Band {
  readonly from: number | null;
  readonly value: number;
  readonly label: LocalizedText | null;
}

/** Value by the option chosen; every option has one. */
export interface LookupNode extends NodeBase {
  readonly rule: "lookup";
  readonly of: string;
  readonly values: Readonly<Record<string, number>>;
}

/** Value by the options of a set: the greatest, or the sum capped at `cap`; `none` for the empty set. */
export interface SetNode extends NodeBase {
  readonly rule: "set";
  readonly of: string;
  readonly combine: "max" | "sum";
  readonly values: Readonly<Record<string, number>>;
  readonly none: number;
  readonly cap: number | null;
}

/** `then` where the condition holds, else `otherwise`. */
export interface WhenNode extends NodeBase {
  readonly rule: "when";
  readonly when: Condition;
  readonly then: number;
  readonly otherwise: number;
}

export interface SumNode extends NodeBase {
  readonly rule: "sum";
  readonly terms: readonly { readonly node: string; readonly weight: number }[];
}

export interface ExtremeNode extends NodeBase {
  readonly rule: "max" | "min";
  readonly of: readonly string[];
}

/** values[row][column]; the two nodes yield 0-based indexes into them. */
export interface MatrixNode extends NodeBase {
  readonly rule: "matrix";
  readonly rows: string;
  readonly columns: string;
  readonly values: readonly (readonly number[])[];
}

/** A decision table. For all facts exactly one row holds; holes and overlaps are refused with facts that show them. */
export interface TableNode extends NodeBase {
  readonly rule: "table";
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly when: Condition;
  readonly value: number;
  readonly label: LocalizedText | null;
}

/** Another node by the option chosen; options without a case take `otherwise`. */
export interface SwitchNode extends NodeBase {
  readonly rule: "switch";
  readonly of: string;
  readonly cases: Readonly<Record<string, string>>;
  readonly otherwise: string | null;
}

/** The base value, raised, lowered or set by each override whose condition holds, in order. */
export interface OverrideNode extends NodeBase {
  readonly rule: "override";
  readonly base: string;
  readonly overrides: readonly Override[];
}

export interface Override {
  readonly id: string;
  readonly label: LocalizedText;
  readonly citation: Citation | null;
  readonly when: Condition;
  readonly effect: "at-least" | "at-most" | "set";
  readonly value: number;
}

export type RuleNode =
  | BandsNode
  | LookupNode
  | SetNode
  | WhenNode
  | SumNode
  | ExtremeNode
  | MatrixNode
  | TableNode
  | SwitchNode
  | OverrideNode;

/** Three-valued: a comparison with an unknown fact is unknown. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly number: Operand; readonly op: "<" | "<=" | "=" | ">=" | ">"; readonly value: number }
  | { readonly yes: string }
  | { readonly choice: string; readonly in: readonly string[] }
  | { readonly set: string; readonly has: string };

/** One kind of object that is graded on its own, e.g. platform enterprises; one result each. */
export interface GradedType {
  readonly id: string;
  readonly name: LocalizedText;
  /** null: always. Where it is unknown, so is whether there is a result at all. */
  readonly appliesWhen: Condition | null;
  readonly result: string;
  /** Which line of supervision is responsible for objects of this type; null: the pack does not say. */
  readonly supervision: "industry" | "communications" | null;
  /** Lowest first. `rank` is the number that results carry. */
  readonly grades: readonly { readonly rank: number; readonly label: LocalizedText }[];
  /** Facts with which the grade never falls (rising) or never rises (falling); `fenji pack test` tries to break it. */
  readonly monotone: readonly Monotone[];
}

/** Numbers by size, choices in the order of their options, sets by inclusion, no before yes. */
export interface Monotone {
  readonly fact: string;
  readonly direction: "rising" | "falling";
}
