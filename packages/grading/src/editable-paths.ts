/** Lists every number of the rules that can be moved, with its place, its value and its bounds: a slider each. */

import type { LocalizedText } from "@fenji/kernel";
import type {
  Band,
  BandsNode,
  Grading,
  Operand,
  OverrideNode,
  RuleNode,
  Standing,
} from "@fenji/regime";
import { thresholdNodes } from "./threshold-nodes.ts";

/** `exclusive`: the bounds themselves are not allowed. null: no bound. */
export interface Bounds {
  readonly min: number | null;
  readonly max: number | null;
  readonly exclusive: boolean;
  /** Points, weights and grades are whole; bounds of bands are not always. */
  readonly integer: boolean;
}

export interface EditablePath {
  readonly path: string;
  readonly label: LocalizedText;
  /** null: the places that the path names differ. */
  readonly value: number | null;
  readonly standing: Standing;
  readonly unit: LocalizedText | null;
  readonly bounds: Bounds;
  /** Where the number stands; several for a path that names one threshold of many types. */
  readonly targets: readonly Target[];
}

/** The node and the way to the number inside it. */
export interface Target {
  readonly node: string;
  readonly steps: readonly (string | number)[];
}

/** Larger numbers are no points that anyone means, and sums of them stay exact. */
const mostPoints = 1_000_000;

const points: Bounds = { min: -mostPoints, max: mostPoints, exclusive: false, integer: true };

const joined = (a: LocalizedText, b: LocalizedText): LocalizedText => ({
  zh: `${a.zh} · ${b.zh}`,
  en: `${a.en} · ${b.en}`,
});

const plain = (text: string | number): LocalizedText => ({ zh: String(text), en: String(text) });

interface Part {
  readonly path: string;
  readonly steps: readonly (string | number)[];
  readonly value: number;
  readonly label: LocalizedText;
  readonly bounds?: Bounds;
  readonly unit?: LocalizedText | null;
}

/** Bounds of bands rise, so each has room between its neighbours. */
const bandBounds = (bands: readonly Band[], index: number): Bounds => ({
  min: bands[index - 1]?.from ?? null,
  max: bands[index + 1]?.from ?? null,
  exclusive: true,
  integer: false,
});

const unitOf = (grading: Grading, of: Operand): LocalizedText | null => {
  if ("node" in of) return null;
  const fact = grading.facts.find(({ id }) => id === of.fact);
  if (fact?.kind === "number") return fact.unit;
  return grading.derivations.find(({ id }) => id === of.fact)?.unit ?? null;
};

/** A value that several bands give is told apart by `~2`, `~3`. */
const bandName = (bands: readonly Band[], index: number): string => {
  const value = bands[index]?.value ?? 0;
  const before = bands.slice(1, index).filter((band) => band.value === value).length;
  return before === 0 ? String(value) : `${value}~${before + 1}`;
};

const bandParts = (grading: Grading, node: BandsNode): readonly Part[] =>
  node.bands.flatMap((band, index): Part[] => {
    if (band.from === null) return [];
    const label = band.label ?? {
      zh: `得 ${band.value} 的下限`,
      en: `from where it is ${band.value}`,
    };
    const steps = ["bands", index, "from"];
    const bounds = bandBounds(node.bands, index);
    const path = `bands.${bandName(node.bands, index)}.from`;
    return [{ path, steps, value: band.from, label, bounds, unit: unitOf(grading, node.of) }];
  });

const optionParts = (
  grading: Grading,
  of: string,
  values: Readonly<Record<string, number>>,
): readonly Part[] => {
  const fact = grading.facts.find(({ id }) => id === of);
  const options = fact?.kind === "choice" || fact?.kind === "set" ? fact.options : [];
  return Object.entries(values).map(([id, value]) => ({
    path: `values.${id}`,
    steps: ["values", id],
    value,
    label: options.find((option) => option.id === id)?.label ?? plain(id),
  }));
};

const overrideParts = ({ overrides }: OverrideNode): readonly Part[] =>
  overrides.map(({ id, label, value }, index) => ({
    path: `overrides.${id}.value`,
    steps: ["overrides", index, "value"],
    value,
    label,
  }));

const named = (name: string, value: number, label: LocalizedText): Part => ({
  path: name,
  steps: [name],
  value,
  label,
});

const words = {
  none: { zh: "一项也没有", en: "none of them" },
  cap: { zh: "封顶", en: "cap" },
  then: { zh: "成立时", en: "where it holds" },
  otherwise: { zh: "不成立时", en: "where it does not hold" },
} as const;

const labelOf = (grading: Grading, id: string): LocalizedText =>
  grading.nodes.find((node) => node.id === id)?.label ?? plain(id);

const partsOf = (grading: Grading, node: RuleNode): readonly Part[] => {
  switch (node.rule) {
    case "bands":
      return bandParts(grading, node);
    case "lookup":
      return optionParts(grading, node.of, node.values);
    case "set":
      return [
        ...optionParts(grading, node.of, node.values),
        named("none", node.none, words.none),
        ...(node.cap === null ? [] : [named("cap", node.cap, words.cap)]),
      ];
    case "when":
      return [
        named("then", node.then, words.then),
        named("otherwise", node.otherwise, words.otherwise),
      ];
    case "sum":
      return node.terms.map((term, index) => ({
        path: `terms.${term.node}.weight`,
        steps: ["terms", index, "weight"],
        value: term.weight,
        label: joined({ zh: "权重", en: "weight" }, labelOf(grading, term.node)),
      }));
    case "matrix":
      return node.values.flatMap((row, r) =>
        row.map((value, c) => ({
          path: `values.${r}.${c}`,
          steps: ["values", r, c],
          value,
          label: plain(`[${r}, ${c}]`),
        })),
      );
    case "table":
      return node.rows.map(({ value, label }, index) => ({
        path: `rows.${index + 1}.value`,
        steps: ["rows", index, "value"],
        value,
        label: label ?? plain(index + 1),
      }));
    case "override":
      return overrideParts(node);
    case "max":
    case "min":
    case "switch":
      return [];
  }
};

const nodePaths = (grading: Grading): readonly EditablePath[] =>
  grading.nodes.flatMap((node) =>
    partsOf(grading, node).map(({ path, steps, value, label, bounds, unit }) => ({
      path: `nodes.${node.id}.${path}`,
      label: joined(node.label, label),
      value,
      standing: node.standing,
      unit: unit ?? null,
      bounds: bounds ?? points,
      targets: [{ node: node.id, steps }],
    })),
  );

/** One slider for a threshold wherever it stands has the room that all of them have. */
const sharedBounds = (all: readonly Bounds[]): Bounds => {
  const mins = all.flatMap(({ min }) => (min === null ? [] : [min]));
  const maxes = all.flatMap(({ max }) => (max === null ? [] : [max]));
  return {
    min: mins.length === 0 ? null : Math.max(...mins),
    max: maxes.length === 0 ? null : Math.min(...maxes),
    exclusive: true,
    integer: false,
  };
};

const weakest: readonly Standing[] = ["illustrative", "unverified", "transcribed", "official"];

interface Threshold {
  readonly node: BandsNode;
  readonly index: number;
}

/** Bands that give a grade of one type, with the place of the bound that leads to it. */
const thresholdsOf = (
  grading: Grading,
  type: Grading["types"][number],
  rank: number,
): Threshold[] =>
  thresholdNodes(grading, type.result).flatMap((node) => {
    const index = node.bands.findIndex((band) => band.from !== null && band.value === rank);
    return index < 0 ? [] : [{ node, index }];
  });

const thresholdPath = (
  path: string,
  label: LocalizedText,
  found: readonly Threshold[],
): readonly EditablePath[] => {
  const [first] = found;
  if (first === undefined) return [];
  const values = new Set(found.map(({ node, index }) => node.bands[index]?.from ?? null));
  const [value = null] = values;
  const standings = found.map(({ node }) => node.standing);
  return [
    {
      path,
      label,
      value: values.size === 1 ? value : null,
      standing: weakest.find((standing) => standings.includes(standing)) ?? "illustrative",
      unit: null,
      bounds: sharedBounds(found.map(({ node, index }) => bandBounds(node.bands, index))),
      targets: found.map(({ node, index }) => ({ node: node.id, steps: ["bands", index, "from"] })),
    },
  ];
};

const thresholdPaths = (grading: Grading): readonly EditablePath[] => {
  const ranks = new Map(
    grading.types.flatMap((type) => type.grades.map(({ rank, label }) => [rank, label] as const)),
  );
  const bound = { zh: "下限", en: "lower bound" };
  const shared = [...ranks].flatMap(([rank, label]) => {
    const all = grading.types.flatMap((type) => thresholdsOf(grading, type, rank));
    const found = all.filter((one, at) => all.findIndex(({ node }) => node === one.node) === at);
    return thresholdPath(`grading.thresholds.${rank}`, joined(label, bound), found);
  });
  const single = grading.types.flatMap((type) =>
    type.grades.flatMap(({ rank, label }) =>
      thresholdPath(
        `${type.id}.thresholds.${rank}`,
        joined(type.name, joined(label, bound)),
        thresholdsOf(grading, type, rank),
      ),
    ),
  );
  return [...shared, ...single];
};

/** Thresholds of grades first, then the numbers of every node in the pack's order. */
export const editablePaths = (grading: Grading): readonly EditablePath[] => [
  ...thresholdPaths(grading),
  ...nodePaths(grading),
];
