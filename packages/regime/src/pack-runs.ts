/** Cuts long lists into files, and names files so that reading them by name gives the list again. */

export interface Run {
  readonly key: string;
  /** Index of the first item in the whole list. */
  readonly start: number;
  readonly items: readonly unknown[];
}

/** A file of a pack may have 2,000,000 characters; YAML takes up to twice what JSON does. */
const maxCharacters = 800_000;

/** Neighbours with one key make a run, until there are too many of them or they are too long. */
export const splitRuns = (
  items: readonly unknown[],
  { keyOf, maxItems }: { readonly keyOf: (item: unknown) => string; readonly maxItems: number },
): readonly Run[] => {
  const runs: { key: string; start: number; items: unknown[] }[] = [];
  let characters = 0;
  for (const [index, item] of items.entries()) {
    const key = keyOf(item);
    const size = JSON.stringify(item).length;
    const last = runs.at(-1);
    const fits =
      last?.key === key && last.items.length < maxItems && characters + size <= maxCharacters;
    characters = fits ? characters + size : size;
    if (fits) last.items.push(item);
    else runs.push({ key, start: index, items: [item] });
  }
  return runs;
};

/** The names themselves where they rise and differ whatever the case of letters, else with a number before them. */
export const inOrder = (names: readonly string[]): readonly string[] => {
  const rising = names.every(
    (name, index) => index === 0 || `${names[index - 1]}.yaml` < `${name}.yaml`,
  );
  const distinct = new Set(names.map((name) => name.toLowerCase())).size === names.length;
  if (rising && distinct) return names;
  const digits = String(names.length).length;
  return names.map((name, index) => `${String(index + 1).padStart(digits, "0")}-${name}`);
};
