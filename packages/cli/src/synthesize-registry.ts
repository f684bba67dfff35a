/** Makes a synthetic registry, as columns for grading or as a list for import, without holding its firms as objects. */

import { createHash } from "node:crypto";
import {
  columnsFromRows,
  compileKernel,
  dictionaryColumn,
  gatherColumns,
  textColumn,
  writeColumnsFile,
  type AttributeColumn,
  type Kernel,
} from "@fenji/grading";
import { canonicalJson, type Json } from "@fenji/kernel";
import type { FactDefinition, Facts, FactValue, Pack } from "@fenji/regime";
import { generateNation, type RegisteredFirm } from "@fenji/synthesis";

export interface Registry {
  readonly pack: Pack;
  readonly seed: number;
  readonly enterprises: number;
}

const notice = {
  zh: "合成数据：企业、名称和数值都是程序按种子生成的，不是任何真实企业，也不是统计数据。",
  en: "Synthetic: firms, names and figures are generated from a seed; they are no real firms and no statistics.",
};

/** Rows laid out at a time; a multiple of 32, as `gatherColumns` asks. */
const pieceRows = 1_024;

const attributeNames = ["jurisdiction", "city", "division", "sector", "size"] as const;

interface Gathered {
  readonly texts: Readonly<Record<(typeof attributeNames)[number], string[]>>;
  readonly creditCodes: string[];
  readonly names: string[];
}

const note = ({ texts, creditCodes, names }: Gathered, firm: RegisteredFirm): void => {
  for (const name of attributeNames) texts[name].push(firm[name]);
  creditCodes.push(firm.creditCode);
  names.push(firm.name.zh);
};

/** Facts that the generator knows and the pack does not ask for are left out. */
const asked = (facts: Facts, ids: ReadonlySet<string>): Facts => {
  const known = Object.keys(facts);
  if (known.every((id) => ids.has(id))) return facts;
  return Object.fromEntries(known.flatMap((id) => (ids.has(id) ? [[id, facts[id] ?? null]] : [])));
};

const gather = (kernel: Kernel, { seed, enterprises }: Registry) => {
  const gathered: Gathered = {
    texts: { jurisdiction: [], city: [], division: [], sector: [], size: [] },
    creditCodes: [],
    names: [],
  };
  const columns = gatherColumns(enterprises);
  const ids = new Set(kernel.grading.facts.map(({ id }) => id));
  let piece: Facts[] = [];
  const flush = (): void => {
    columns.add(columnsFromRows(kernel, piece));
    piece = [];
  };
  for (const firm of generateNation(seed, enterprises)) {
    note(gathered, firm);
    piece.push(asked(firm.facts, ids));
    if (piece.length === pieceRows) flush();
  }
  if (piece.length > 0 || enterprises === 0) flush();
  return { columns: columns.columns(), gathered };
};

/** SHA-256 in hexadecimal of the canonical JSON of the rules: whether two files are about the same facts. */
const gradingHash = ({ grading }: Pack): string =>
  createHash("sha256")
    .update(canonicalJson(JSON.parse(JSON.stringify(grading)) as Json))
    .digest("hex");

/** The file piece by piece. @throws AppError `fact.*` where the pack's facts are not those that firms are made with. */
export function* registryColumns(registry: Registry): Generator<Uint8Array> {
  const { pack, seed } = registry;
  const { id, version } = pack.header;
  const kernel = compileKernel({ grading: pack.grading, sources: [] });
  const { columns, gathered } = gather(kernel, registry);
  const attributes = new Map<string, AttributeColumn>(
    attributeNames.map((name) => [name, dictionaryColumn(gathered.texts[name])]),
  );
  attributes.set("creditCode", textColumn(gathered.creditCodes));
  attributes.set("name", textColumn(gathered.names));
  const header = { pack: { id, version, hash: gradingHash(pack) }, synthetic: { seed }, notice };
  yield* writeColumnsFile({ ...header, columns, attributes }, pack.grading.facts);
}

const quoted = (text: string): string =>
  /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const cell = (value: FactValue | undefined): string => {
  if (value === null || value === undefined) return "";
  return quoted(typeof value === "object" ? value.join(";") : String(value));
};

/** The division of the list is the registry's; the fact of the same name would stand twice. */
const listedFacts = (facts: readonly FactDefinition[]): readonly FactDefinition[] =>
  facts.filter(({ id }) => id !== "division");

/** UTF-8 with a byte-order mark, so that spreadsheets read the names. An empty cell is unknown; sets are joined by `;`. */
export function* registryCsv({ pack, seed, enterprises }: Registry): Generator<string> {
  const facts = listedFacts(pack.grading.facts);
  const own = ["creditCode", "name", "nameEn", "jurisdiction", "city", "division", "sector"];
  yield `\uFEFF${[...own, ...facts.map(({ id }) => id)].join(",")}\n`;
  let lines = "";
  for (const firm of generateNation(seed, enterprises)) {
    const { creditCode, name, jurisdiction, city, division, sector } = firm;
    const first = [creditCode, name.zh, name.en, jurisdiction, city, division, sector];
    const cells = [...first.map(quoted), ...facts.map(({ id }) => cell(firm.facts[id]))];
    lines += `${cells.join(",")}\n`;
    if (lines.length < 65_536) continue;
    yield lines;
    lines = "";
  }
  yield lines;
}
