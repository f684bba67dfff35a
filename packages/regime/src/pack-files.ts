/** Writes a pack back into its files: YAML text that reads to an equal pack, in the same order. */

import { Document, isCollection, isPair, isScalar, visit } from "yaml";
import type { Pack } from "./pack-model.ts";
import { inOrder, splitRuns } from "./pack-runs.ts";
import type { PlanPack } from "./plan-model.ts";
import type { OpenedPack } from "./read-pack.ts";

/** Members of a pack by name, before anybody has checked them; what reads other formats makes one of these. */
export type PackTree = Readonly<Record<string, unknown>>;

export interface PackDocument {
  readonly file: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** Where in the tree a place of this file comes from. */
  readonly inTree: (path: readonly string[]) => readonly string[];
}

export const packTree = (pack: Pack): PackTree => ({ ...pack });

/** Text of every file by its name; reading it gives the pack again. */
export const packFiles = (opened: OpenedPack): ReadonlyMap<string, string> =>
  filesOf(documentsOf(opened));

const documentsOf = (opened: OpenedPack): readonly PackDocument[] => {
  if (opened.kind === "regime") return packDocuments(packTree(opened.pack));
  if (opened.kind === "plan") return planDocuments(opened.plan);
  const { header, ...rest } = opened.kind === "calendar" ? opened.calendar : opened.techniques;
  return [
    { file: "pack.yaml", value: { kind: opened.kind, ...header, ...rest }, inTree: (path) => path },
  ];
};

export const filesOf = (documents: readonly PackDocument[]): ReadonlyMap<string, string> =>
  new Map(documents.map(({ file, value }) => [file, yamlText(value)]));

export const isTree = (value: unknown): value is PackTree =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const placed = new Set([
  "header",
  "grading",
  "domains",
  "capabilities",
  "requirements",
  "questions",
  "crosswalks",
  "cases",
]);

/** Every member has a file: those that this list does not name have one called like them, as obligations.yaml is. */
export const packDocuments = (tree: PackTree): readonly PackDocument[] => {
  const { header, grading, domains, capabilities } = tree;
  const inHeader = new Set(["domains", "capabilities"]);
  const head: PackDocument = {
    file: "pack.yaml",
    value: { kind: "regime", ...(isTree(header) ? header : {}), domains, capabilities },
    inTree: (path) => (inHeader.has(path[0] ?? "") ? path : ["header", ...path]),
  };
  const others = Object.entries(tree).flatMap(([member, value]) =>
    placed.has(member) || !isTree(value) ? [] : [memberDocument(member, value)],
  );
  return [
    head,
    ...(isTree(grading) ? [memberDocument("grading", grading)] : []),
    ...others,
    ...requirementDocuments(listOf(tree["requirements"]), listOf(tree["questions"])),
    ...crosswalkDocuments(listOf(tree["crosswalks"])),
    ...caseDocuments(listOf(tree["cases"])),
  ];
};

const memberDocument = (member: string, value: PackTree): PackDocument => ({
  file: `${member}.yaml`,
  value,
  inTree: (path) => [member, ...path],
});

/** The text under a name, "" where there is none. */
const textOf = (item: unknown, name: string): string => {
  const value = isTree(item) ? item[name] : undefined;
  return typeof value === "string" ? value : "";
};

const requirementDocuments = (
  requirements: readonly unknown[],
  questions: readonly unknown[],
): readonly PackDocument[] => {
  const runs = splitRuns(requirements, {
    keyOf: (item) => textOf(item, "domain"),
    maxItems: 1_000,
  });
  const asked = questionsByRun(
    questions,
    runs.map(({ items }) => items),
  );
  return inOrder(runs.map(({ key }) => key)).map((name, index) => {
    const { start = 0, key = "", items = [] } = runs[index] ?? {};
    const { from = 0, list = [] } = asked[index] ?? {};
    const bare = items.map((item) => {
      const { domain: _domain, ...rest } = isTree(item) ? item : {};
      return rest;
    });
    return {
      file: `requirements/${name}.yaml`,
      value: { domain: key, questions: list, requirements: bare },
      inTree: ([member = "", at = "0", ...rest]) => {
        if (member === "domain") return ["requirements", String(start), "domain"];
        const offset = member === "questions" ? from : start;
        return [member, String(Number(at) + offset), ...rest];
      },
    };
  });
};

/** A question stands in the file of the first requirement that asks it, unless that would change the order of questions. */
const questionsByRun = (
  questions: readonly unknown[],
  runs: readonly (readonly unknown[])[],
): readonly { readonly from: number; readonly list: readonly unknown[] }[] => {
  const askedIn = new Map<string, number>();
  for (const [at, run] of runs.entries()) {
    for (const [, id = ""] of JSON.stringify(run).matchAll(/"question:([^"*]+)"/g))
      if (!askedIn.has(id)) askedIn.set(id, at);
  }
  const wanted = questions.map((question) => askedIn.get(textOf(question, "id")));
  let ceiling = Math.max(0, runs.length - 1);
  const places = wanted.toReversed().map((run) => {
    ceiling = Math.min(ceiling, run ?? ceiling);
    return ceiling;
  });
  places.reverse();
  return runs.map((_, at) => {
    const from = places.indexOf(at);
    return {
      from: Math.max(0, from),
      list: questions.filter((_question, index) => places[index] === at),
    };
  });
};

const crosswalkDocuments = (crosswalks: readonly unknown[]): readonly PackDocument[] =>
  inOrder(crosswalks.map((item) => textOf(item, "id"))).map((name, index) => ({
    file: `crosswalks/${name}.yaml`,
    value: isTree(crosswalks[index]) ? crosswalks[index] : {},
    inTree: (path) => ["crosswalks", String(index), ...path],
  }));

const caseDocuments = (cases: readonly unknown[]): readonly PackDocument[] => {
  const runs = splitRuns(cases, { keyOf: () => "cases", maxItems: 2_000 });
  return inOrder(runs.map(({ key }) => key)).map((name, index) => {
    const { start = 0, items = [] } = runs[index] ?? {};
    return {
      file: `cases/${name}.yaml`,
      value: { cases: items },
      inTree: ([member = "", at = "0", ...rest]) => [member, String(Number(at) + start), ...rest],
    };
  });
};

const planDocuments = ({
  header,
  sections,
  series,
  growthTargets,
}: PlanPack): readonly PackDocument[] => [
  { file: "pack.yaml", value: { kind: "plan", ...header }, inTree: (path) => ["header", ...path] },
  { file: "clauses.yaml", value: { sections }, inTree: (path) => path },
  { file: "series.yaml", value: { series, growthTargets }, inTree: (path) => path },
];

/** What fits on one line is written on one line. */
const shortEnough = 100;

/** Members that are null where a file does not say them. */
const nullUnlessSaid = new Set(
  "help citation clause section unit min max notice number issued note cap appliesWhen supervision".split(
    " ",
  ),
);

/** Without what goes without saying. An unknown fact of a case is said: leaving it out is another case. */
const terse = (value: unknown, under: string): unknown => {
  if (Array.isArray(value)) return value.map((item) => terse(item, ""));
  if (!isTree(value)) return value;
  const said = Object.entries(value).filter(
    ([name, member]) =>
      member !== undefined &&
      !(name === "relation" && member === "equal") &&
      (under === "facts" || member !== null || !nullUnlessSaid.has(name)),
  );
  return Object.fromEntries(said.map(([name, member]) => [name, terse(member, name)]));
};

/** Looks no further than the line is long. */
const isShort = (node: unknown): boolean => {
  let left = shortEnough;
  const take = (at: unknown): boolean => {
    if (isScalar(at)) left -= 2 + String(at.value).length;
    else if (isPair(at)) return take(at.key) && take(at.value);
    else if (isCollection(at)) {
      left -= 2;
      for (const item of at.items) if (!take(item)) return false;
    }
    return left >= 0;
  };
  return take(node);
};

const yamlText = (value: unknown): string => {
  const document = new Document(terse(value, ""), { aliasDuplicateObjects: false });
  visit(document, {
    Collection: (_key, node, parents) => {
      if (parents.length < 3 || !isCollection(node)) return;
      if (!isShort(node)) return;
      node.flow = true;
      return visit.SKIP;
    },
  });
  return document.toString({ lineWidth: 0 });
};
