/** Reads docs/glossary.md as data and finds texts that render one of its terms wrongly. */

interface Term {
  readonly zh: string;
  readonly en: string;
  /** Null where the code has no name for it. */
  readonly codeName: string | null;
}

interface WrongRendering {
  /** `*`: wrong wherever it stands. */
  readonly term: string;
  readonly wrong: string;
  readonly right: string;
}

export interface Pair {
  readonly place: string;
  readonly zh: string;
  readonly en: string;
}

const rowsUnder = (page: string, heading: RegExp): string[][] => {
  const rows: string[][] = [];
  let inside = false;
  for (const line of page.split("\n")) {
    if (line.startsWith("## ")) inside = heading.test(line);
    if (!inside || !line.startsWith("| ")) continue;
    const cells = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll("`", ""));
    rows.push(cells);
  }
  return rows.filter(([first = ""]) => !/^(-+|中文|term)$/.test(first));
};

const cell = (row: readonly string[], index: number): string => row[index] ?? "";

export const readTerms = (page: string): Term[] =>
  rowsUnder(page, /^## (?!Words)/).map((row) => ({
    zh: cell(row, 0),
    en: cell(row, 1),
    codeName: cell(row, 2) === "—" ? null : cell(row, 2),
  }));

export const readWrongRenderings = (page: string): WrongRendering[] =>
  rowsUnder(page, /^## Words/).map((row) => ({
    term: cell(row, 0),
    wrong: cell(row, 1),
    right: cell(row, 2),
  }));

/** English letters are compared without case; a rendering may begin a longer word but not end one (`audit` is not in `preaudit`). */
const holds = (text: string, phrase: string): boolean => {
  if (!/^[\w-]/.test(phrase)) return text.includes(phrase);
  const escaped = phrase.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\w-])${escaped}`, "i").test(text);
};

/** A text that also names the thing that the phrase rightly stands for, says it on purpose. */
const isMeant = ({ zh }: Pair, rule: WrongRendering, terms: readonly Term[]): boolean =>
  terms.some(
    (term) =>
      term.zh !== rule.term && zh.includes(term.zh) && holds(term.en.toLowerCase(), rule.wrong),
  );

const breaks = (pair: Pair, rule: WrongRendering, terms: readonly Term[]): boolean => {
  const { zh, en } = pair;
  if (rule.term === "*") return holds(zh, rule.wrong) || holds(en, rule.wrong);
  if (!zh.includes(rule.term) || !holds(en, rule.wrong)) return false;
  return !isMeant(pair, rule, terms);
};

/** One line for each wrong rendering, with its place and what to write instead. */
export const findWrongRenderings = (pairs: readonly Pair[], page: string): string[] => {
  const terms = readTerms(page);
  const rules = readWrongRenderings(page);
  return pairs.flatMap((pair) =>
    rules
      .filter((rule) => breaks(pair, rule, terms))
      .map(
        ({ term, wrong, right }) =>
          `${pair.place}: “${wrong}” for ${term}; write “${right}” instead`,
      ),
  );
};
