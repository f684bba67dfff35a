/** Reads what the sheets of a workbook refer to: names, shared texts, which number formats are dates. */

import { AppError } from "@fenji/kernel";
import type { IntakeLimits } from "./intake-limits.ts";
import type { WorkbookArchive } from "./workbook-archive.ts";
import { workbookXml } from "./workbook-xml.ts";

export interface WorkbookSheet {
  readonly name: string;
  readonly part: string;
  readonly hidden: boolean;
}

export interface WorkbookParts {
  readonly sheets: readonly WorkbookSheet[];
  readonly strings: readonly string[];
  /** By the number of a cell's style: true where it shows a date. */
  readonly dateStyles: readonly boolean[];
  /** Days count from 1904 instead of 1900 (ISO/IEC 29500-1, 18.17.4.1). */
  readonly from1904: boolean;
}

export const workbookPart = "xl/workbook.xml";

/** @throws AppError `evidence.archive-*` */
export const readWorkbookParts = async (
  archive: WorkbookArchive,
  limits: IntakeLimits,
): Promise<WorkbookParts> => {
  const targets = await relationTargets(archive);
  const sheets: WorkbookSheet[] = [];
  let from1904 = false;
  for await (const event of workbookXml(archive, workbookPart)) {
    if (event.kind !== "open") continue;
    if (event.name === "workbookPr") from1904 = isTrue(event.attributes["date1904"]);
    if (event.name !== "sheet") continue;
    const { name = "", state } = event.attributes;
    const relation = Object.entries(event.attributes).find(([key]) => key.endsWith(":id"))?.[1];
    const part = targets.get(relation ?? "");
    if (part !== undefined)
      sheets.push({ name, part, hidden: state === "hidden" || state === "veryHidden" });
  }
  return {
    sheets,
    from1904,
    strings: archive.has(stringsPart) ? await sharedStrings(archive, limits) : [],
    dateStyles: archive.has(stylesPart) ? await dateStyles(archive) : [],
  };
};

const stringsPart = "xl/sharedStrings.xml";
const stylesPart = "xl/styles.xml";
const relationsPart = "xl/_rels/workbook.xml.rels";

const isTrue = (value: string | undefined): boolean => value === "1" || value === "true";

const relationTargets = async (archive: WorkbookArchive): Promise<ReadonlyMap<string, string>> => {
  const targets = new Map<string, string>();
  for await (const event of workbookXml(archive, relationsPart)) {
    if (event.kind !== "open" || event.name !== "Relationship") continue;
    const { Id: id, Target: target } = event.attributes;
    if (id === undefined || target === undefined) continue;
    targets.set(id, target.startsWith("/") ? target.slice(1) : `xl/${target}`);
  }
  return targets;
};

/** The runs of a rich text are joined; its phonetic reading (`rPh`) is not part of it. */
const sharedStrings = async (
  archive: WorkbookArchive,
  limits: IntakeLimits,
): Promise<readonly string[]> => {
  const strings: string[] = [];
  let text = "";
  let characters = 0;
  let inText = false;
  let inReading = false;
  for await (const event of workbookXml(archive, stringsPart)) {
    if (event.kind === "text") {
      if (inText && !inReading) text += event.text;
    } else if (event.name === "t") inText = event.kind === "open";
    else if (event.name === "rPh") inReading = event.kind === "open";
    else if (event.name === "si" && event.kind === "open") text = "";
    else if (event.name === "si") {
      strings.push(text);
      characters += text.length;
      if (strings.length > limits.maxSharedStrings || characters > limits.maxSharedCharacters) {
        throw new AppError("evidence.archive-bomb", {
          at: stringsPart,
          limit: limits.maxSharedCharacters,
        });
      }
    }
  }
  return strings;
};

/** Numbers of the built-in formats that show dates (ISO/IEC 29500-1, 18.8.30), the East Asian ones included. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) ||
  (id >= 27 && id <= 36) ||
  (id >= 45 && id <= 47) ||
  (id >= 50 && id <= 58);

const showsDate = (format: string): boolean =>
  /[ymdhs]/i.test(format.replace(/"[^"]*"|\\.|\[[^\]]*\]|General/gi, ""));

const maxStyles = 65_536;

const dateStyles = async (archive: WorkbookArchive): Promise<readonly boolean[]> => {
  const custom = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCellFormats = false;
  for await (const event of workbookXml(archive, stylesPart)) {
    if (event.kind === "text") continue;
    if (event.name === "cellXfs") inCellFormats = event.kind === "open";
    if (event.kind !== "open" || styles.length >= maxStyles || custom.size >= maxStyles) continue;
    const id = Number(event.attributes["numFmtId"]);
    if (event.name === "numFmt")
      custom.set(id, showsDate((event.attributes["formatCode"] ?? "").slice(0, 255)));
    else if (event.name === "xf" && inCellFormats) styles.push(custom.get(id) ?? isBuiltInDate(id));
  }
  return styles;
};
