/** What the cells of a workbook refer to: shared texts that the shown ones need, and which number formats are dates. */

import { officeXml } from "./office-xml.ts";
import type { OpenedZip } from "./zip-directory.ts";

const stringsPart = "xl/sharedStrings.xml";
const stylesPart = "xl/styles.xml";

/**
 * Texts by their number, and no others: reading stops at the last of them. The runs of a rich text are joined; its
 * phonetic reading (`rPh`) is not part of it.
 */
export const sharedTexts = async (
  zip: OpenedZip,
  { needed, longest }: { readonly needed: ReadonlySet<number>; readonly longest: number },
): Promise<ReadonlyMap<number, string>> => {
  const texts = new Map<number, string>();
  if (needed.size === 0 || !zip.has(stringsPart)) return texts;
  const last = Math.max(...needed);
  let [number, text, taking, reading] = [0, "", false, false];
  for await (const event of officeXml(zip, stringsPart)) {
    if (event.kind === "text") {
      if (taking && !reading && text.length < longest)
        text += event.text.slice(0, longest - text.length);
    } else if (event.name === "t") taking = event.kind === "open";
    else if (event.name === "rPh") reading = event.kind === "open";
    else if (event.name === "si" && event.kind === "open") text = "";
    else if (event.name === "si") {
      if (needed.has(number)) texts.set(number, text);
      number += 1;
      if (number > last) break;
    }
  }
  return texts;
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

/** Numbers of the styles of cells that show a date. */
export const dateStyles = async (zip: OpenedZip): Promise<ReadonlySet<number>> => {
  const dates = new Set<number>();
  if (!zip.has(stylesPart)) return dates;
  const custom = new Map<number, boolean>();
  let [style, inCells] = [0, false];
  for await (const event of officeXml(zip, stylesPart)) {
    if (event.kind === "text") continue;
    if (event.name === "cellXfs") inCells = event.kind === "open";
    if (event.kind !== "open" || style >= maxStyles || custom.size >= maxStyles) continue;
    const id = Number(event.attributes["numFmtId"]);
    if (event.name === "numFmt")
      custom.set(id, showsDate((event.attributes["formatCode"] ?? "").slice(0, 255)));
    if (event.name !== "xf" || !inCells) continue;
    if (custom.get(id) ?? isBuiltInDate(id)) dates.add(style);
    style += 1;
  }
  return dates;
};

const dayMs = 86_400_000;
/** Day 0 of the 1900 system falls on 30 December 1899, because that system believes in 29 February 1900. */
const epoch1900 = Date.UTC(1899, 11, 30);
const epoch1904 = Date.UTC(1904, 0, 1);

/** `2026-05-06`, with a time of day only where there is one; undefined for a number that is no date. */
export const dateText = (serial: number, from1904: boolean): string | undefined => {
  if (!Number.isFinite(serial) || serial < 1 || serial > 2_958_465) return undefined;
  const epoch = from1904 ? epoch1904 : epoch1900;
  const iso = new Date(epoch + Math.round(serial * dayMs)).toISOString();
  return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso.slice(0, 16).replace("T", " ");
};
