/** What a reason was given, in words: option labels and units instead of ids. */

import type { Reason } from "@fenji/contract";
import type { LocalizedText } from "@fenji/kernel";
import type { Derivation, FactDefinition, Pack, RuleNode } from "@fenji/regime";

interface Words {
  readonly unknown: string;
  readonly yes: string;
  readonly no: string;
  readonly noneOf: string;
}

interface Describing {
  readonly pack: Pack;
  readonly words: Words;
  readonly text: (text: LocalizedText) => string;
  readonly number: (value: number) => string;
}

export const describeInput = (reason: Reason, how: Describing): string => {
  const fact = factOf(reason, how.pack);
  const { input } = reason;
  // A node without a fact of its own stands on its children; nothing is missing there.
  if (input === null) return fact === undefined ? "" : how.words.unknown;
  if (typeof input === "boolean") return input ? how.words.yes : how.words.no;
  if (typeof input === "number") {
    const unit =
      fact !== undefined && "unit" in fact && fact.unit !== null ? how.text(fact.unit) : "";
    // A unit that is itself a number, "10,000 yuan", would read as part of the value.
    return `${how.number(input)} ${/^\d/.test(unit) ? "× " : ""}${unit}`.trim();
  }
  if (typeof input === "string") return optionLabel(fact, input, how);
  if (input.length === 0) return how.words.noneOf;
  return input.map((option) => optionLabel(fact, option, how)).join(" · ");
};

const optionLabel = (fact: Asked | undefined, id: string, how: Describing): string => {
  if (fact === undefined || !("options" in fact)) return id;
  const option = fact.options.find((known) => known.id === id);
  return option === undefined ? id : how.text(option.label);
};

/** What a rule looks at: something that people are asked for, or a number derived from it. */
type Asked = FactDefinition | Derivation;

const factOf = (reason: Reason, pack: Pack): Asked | undefined => {
  const node = pack.grading.nodes.find((known) => known.id === reason.factor);
  const id = node === undefined ? reason.factor : factIdOf(node);
  return (
    pack.grading.facts.find((fact) => fact.id === id) ??
    pack.grading.derivations.find((derivation) => derivation.id === id)
  );
};

const factIdOf = (node: RuleNode): string | undefined => {
  if (node.rule === "bands") return "fact" in node.of ? node.of.fact : undefined;
  if (node.rule === "lookup" || node.rule === "set" || node.rule === "switch") return node.of;
  if (node.rule === "when") return "yes" in node.when ? node.when.yes : undefined;
  return undefined;
};
