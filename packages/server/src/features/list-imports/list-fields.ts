/** What a column of a list can be, and which column is what by its heading. */

import { foldText } from "../enterprises/public.ts";
import type { LocalizedText } from "@fenji/kernel";
import type { FactDefinition, Pack } from "@fenji/regime";

export interface ListField {
  readonly id: string;
  readonly label: LocalizedText;
  readonly section: LocalizedText;
  readonly required: boolean;
  /** Other headings that mean it. */
  readonly alike: readonly string[];
  /** null: the column is of the registry itself. */
  readonly fact: FactDefinition | null;
}

const registry = { zh: "登记信息", en: "Registration" };

const facts = { zh: "事实", en: "Facts" };

const own = (
  id: string,
  [zh, en]: readonly [string, string],
  alike: readonly string[],
): ListField => ({
  id,
  label: { zh, en },
  section: registry,
  required: id === "creditCode" || id === "name" || id === "division",
  alike,
  fact: null,
});

const ownFields: readonly ListField[] = [
  own(
    "creditCode",
    ["统一社会信用代码", "Credit code"],
    ["信用代码", "社会信用代码", "统一信用代码", "机构代码", "uscc", "unified social credit code"],
  ),
  own(
    "name",
    ["企业名称", "Name"],
    ["单位名称", "公司名称", "名称", "企业全称", "enterprise name", "company", "company name"],
  ),
  own("nameEn", ["英文名称", "English name"], ["企业英文名称", "name in english"]),
  own(
    "jurisdiction",
    ["辖区", "Jurisdiction"],
    ["所属辖区", "省份", "省", "所在省", "省（自治区、直辖市）", "province", "region"],
  ),
  own("city", ["城市", "City"], ["地市", "所在市", "市", "地级市", "所在城市"]),
  own(
    "division",
    ["行业大类", "Industrial division"],
    ["行业", "行业代码", "国民经济行业", "行业大类代码", "division", "industry", "gb/t 4754"],
  ),
];

/** The columns of the registry, then one for each fact of the regime. */
export const listFields = (pack: Pack): readonly ListField[] => [
  ...ownFields,
  ...pack.grading.facts.map((fact) => ({
    id: `fact:${fact.id}`,
    label: fact.label,
    section: fact.section ?? facts,
    required: false,
    alike: [fact.id],
    fact,
  })),
];

/** `企业名称（必填）`, `Name *` and `企业名称 / Name` are headings of one column. */
const partsOf = (heading: string): readonly string[] => {
  const folded = foldText(heading).replace(/\*/g, "").trim();
  const bare = folded.replace(/\s*\(.*\)\s*$/, "").trim();
  return [...new Set([folded, bare, ...folded.split("/").map((part) => part.trim())])].filter(
    (part) => part !== "",
  );
};

export const headingKey = (heading: string): string => foldText(heading);

/** By heading, as it was settled before. */
export type Remembered = ReadonlyMap<string, string | null>;

/** A field goes to the first column that names it; what was settled before goes first. */
export const proposeMapping = (
  fields: readonly ListField[],
  headings: readonly string[],
  remembered: Remembered,
): (string | null)[] => {
  const byName = new Map<string, string>();
  for (const { id, label, alike } of fields)
    for (const name of [label.zh, label.en, ...alike, id]) {
      const key = foldText(name);
      if (!byName.has(key)) byName.set(key, id);
    }
  const known = new Set(fields.map(({ id }) => id));
  const taken = new Set<string>();
  return headings.map((heading) => {
    const before = remembered.get(headingKey(heading));
    if (before === null) return null;
    const found =
      before !== undefined && known.has(before)
        ? before
        : partsOf(heading)
            .map((part) => byName.get(part))
            .find((id) => id !== undefined);
    if (found === undefined || taken.has(found)) return null;
    taken.add(found);
    return found;
  });
};
