/** Pieces of SQL that know how many layers of subqueries must be computed before them. */

export interface Term {
  readonly text: string;
  /** 0: the columns of the table itself; n: the columns that layer n adds. */
  readonly layer: number;
}

/** Puts terms into a text; the result waits for the last of them. */
export const term = (texts: TemplateStringsArray, ...parts: readonly (Term | string)[]): Term => {
  const text = parts.reduce<string>((whole, part, index) => {
    const own = typeof part === "string" ? part : part.text;
    return whole + own + (texts[index + 1] ?? "");
  }, texts[0] ?? "");
  const layers = parts.map((part) => (typeof part === "string" ? 0 : part.layer));
  return { text, layer: Math.max(0, ...layers) };
};

export const joinTerms = (terms: readonly Term[], separator: string): Term => ({
  text: terms.map(({ text }) => text).join(separator),
  layer: Math.max(0, ...terms.map(({ layer }) => layer)),
});

/** A double, exact in every database: the shortest decimal is cast, never read as a decimal of fixed scale. */
export const double = (value: number): string => `CAST('${value}' AS DOUBLE PRECISION)`;

export interface Layers {
  /** Computes a term once per row, as a column; equal texts are one column. */
  readonly keep: (of: Term) => Term;
  /** The rows of `source` with every kept column. `OFFSET 0` keeps the planner from writing the layers into one another. */
  readonly over: (source: string) => string;
}

export const createLayers = (): Layers => {
  const layers: { name: string; text: string }[][] = [];
  const known = new Map<string, Term>();
  return {
    keep: (of) => {
      const same = known.get(of.text);
      if (same !== undefined) return same;
      const kept = { text: `x${known.size}`, layer: of.layer + 1 };
      known.set(of.text, kept);
      while (layers.length < kept.layer) layers.push([]);
      layers[of.layer]?.push({ name: kept.text, text: of.text });
      return kept;
    },
    over: (source) =>
      layers.reduce((inner, layer, index) => {
        const added = layer.map(({ name, text }) => `, ${text} AS ${name}`).join("");
        return `(SELECT *${added} FROM ${inner} AS layer${index} OFFSET 0)`;
      }, source),
  };
};
