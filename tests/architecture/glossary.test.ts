/** Packs, messages and code use the words of docs/glossary.md, and the code names on that page exist. */

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { openPack } from "@fenji/intake";
import { describe, expect, it } from "vitest";
import {
  findWrongRenderings,
  readTerms,
  readWrongRenderings,
  type Pair,
} from "./glossary-rules.ts";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/glossary.md"), "utf8");

const filesUnder = (folder: string, ends: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ends.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\/(?:node_modules|dist)\//.test(path));

const packFiles = filesUnder("packs", /\.yaml$/);
const codeFiles = filesUnder("packages", /\.tsx?$/).filter((path) => !/\.test\.tsx?$/.test(path));
const read = (path: string): string => readFileSync(path, "utf8");

/** Every text in both languages inside a parsed value. */
const pairsIn = (value: unknown, place: string): Pair[] => {
  if (typeof value !== "object" || value === null) return [];
  const { zh, en } = value as Record<string, unknown>;
  if (typeof zh === "string" && typeof en === "string") return [{ place, zh, en }];
  return Object.entries(value).flatMap(([key, inner]) => pairsIn(inner, `${place} ${key}`));
};

const packPairs = async (): Promise<Pair[]> => {
  const folders = packFiles.filter((path) => path.endsWith("/pack.yaml")).map(dirname);
  const opened = await Promise.all(folders.map((folder) => openPack(folder)));
  return opened.flatMap((pack, index) => {
    const folder = folders[index] ?? "";
    if (!pack.ok) throw new Error(`${folder} is no sound pack`);
    return pairsIn(pack.value, relative(root, folder));
  });
};

/** `{ zh: "…", en: "…" }` as it stands in code: messages of errors, of commands, of warnings. */
const written =
  /\bzh:\s*(["'`])((?:(?!\1)[^\\]|\\.)*)\1,\s*en:\s*(["'`])((?:(?!\3)[^\\]|\\.)*)\3/gs;

const writers =
  /^packages\/(?:access|assessment|cli|contract|evidence|grading|intake|kernel|regime|server|submission)\//;

const codePairs = (): Pair[] =>
  codeFiles
    .filter((path) => writers.test(relative(root, path)))
    .flatMap((path) =>
      [...read(path).matchAll(written)].map(([, , zh = "", , en = ""]) => ({
        place: relative(root, path),
        zh,
        en,
      })),
    );

/** Some messages take counts by name. */
const sample = { toString: () => "1", values: 1, acts: 2, awaiting: 3, clauses: 6 };

const textsOf = (value: unknown, path: string): [string, string][] => {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") return [[path, String(value(sample, "2", "3"))]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
};

/** Messages of the page: the same path in zh.ts and en.ts of a catalogue. */
const messagePairs = async (): Promise<Pair[]> => {
  const catalogues = filesUnder("packages/web/src/i18n", /-messages\.ts$/);
  const pairs = await Promise.all(
    catalogues.map(async (path) => {
      const exported: Record<string, { zh?: unknown; en?: unknown }> = await import(path);
      return Object.values(exported).flatMap(({ zh, en }) => {
        const english = new Map(textsOf(en, ""));
        const place = relative(root, path);
        return textsOf(zh, "").map(([at, text]) => ({
          place: `${place} ${at}`,
          zh: text,
          en: english.get(at) ?? "",
        }));
      });
    }),
  );
  return pairs.flat();
};

describe("docs/glossary.md", () => {
  it("holds at least 80 terms in both languages and the rows of what is not to be confused", () => {
    const terms = readTerms(page);
    expect(terms.length).toBeGreaterThanOrEqual(80);
    expect(new Set(terms.map(({ zh }) => zh)).size).toBe(terms.length);
    for (const { zh, en } of terms) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).not.toMatch(/\p{Script=Han}/u);
      expect(en).not.toBe("");
    }
    expect(readWrongRenderings(page).length).toBeGreaterThanOrEqual(40);
  });

  it("names only what the code or a pack names so", () => {
    const everything = [...codeFiles, ...packFiles].map(read).join("\n");
    const absent = readTerms(page).filter(
      ({ codeName }) =>
        codeName !== null &&
        !new RegExp(String.raw`(?<![\w-])${codeName}(?![\w-])`).test(everything),
    );
    expect(absent).toEqual([]);
  });
});

describe("wrong renderings", () => {
  const planted = (zh: string, en: string): string[] =>
    findWrongRenderings([{ place: "planted", zh, en }], page);

  it("are found where they are planted", () => {
    expect(planted("按分级防护要求整改", "Rectify as MLPS asks")).toHaveLength(1);
    expect(planted("结论为未取证", "The verdict is Not met")).toHaveLength(1);
    expect(planted("安全仪表系统", "security instrumented system")).toHaveLength(1);
    expect(planted("请用帐号登陆", "Sign in with your account")).toHaveLength(2);
    for (const { term, wrong } of readWrongRenderings(page))
      expect(term === "*" ? planted(wrong, "text") : planted(term, wrong), wrong).not.toEqual([]);
  });

  it("are not seen in right renderings, nor where both things are meant", () => {
    expect(planted("分级防护不是等级保护", "Graded protection is not MLPS")).toEqual([]);
    expect(planted("未取证与不符合", "Not evidenced, and not met")).toEqual([]);
    for (const { zh, en } of readTerms(page)) expect(planted(zh, en), zh).toEqual([]);
  });

  it("stand in no pack", async () => {
    const pairs = await packPairs();
    expect(pairs.length).toBeGreaterThan(1_000);
    expect(findWrongRenderings(pairs, page)).toEqual([]);
  });

  it("stand in no message of the page", async () => {
    const pairs = await messagePairs();
    expect(pairs.length).toBeGreaterThan(200);
    expect(findWrongRenderings(pairs, page)).toEqual([]);
  });

  it("stand in no text of engines, contract and command line", () => {
    const pairs = codePairs();
    expect(pairs.length).toBeGreaterThan(200);
    expect(findWrongRenderings(pairs, page)).toEqual([]);
  });
});
