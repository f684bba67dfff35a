/** Makes the name of a member fit to be shown: it is never used as a path. */

import { getFileNameLowLevel, type Entry } from "yauzl";

const maxNameLength = 300;

/** Controls, and the marks that turn the direction of writing: a name must look like what it is. */
const unseen = /[\p{Cc}\p{Cf}]+/gu;

export const plainName = (name: string): string => {
  const plain = name.toWellFormed().replaceAll("\\", "/").replace(unseen, " ").trim();
  return plain.length > maxNameLength ? `${plain.slice(0, maxNameLength)}…` : plain;
};

const isUtf8 = 0x800;
const unicodePath = 0x70_75;

/** Programs on Chinese Windows write names in GBK and do not say so. */
export const zipName = (entry: Entry): string => {
  const { generalPurposeBitFlag: flags, fileNameRaw: raw, extraFields } = entry;
  if ((flags & isUtf8) !== 0 || extraFields.some(({ id }) => id === unicodePath))
    return getFileNameLowLevel(flags, raw, extraFields, false);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(raw);
  } catch {
    return new TextDecoder("gb18030").decode(raw);
  }
};

/** What file managers leave in archives beside the files that a person meant. */
export const isJunk = (name: string): boolean => {
  const parts = name.split("/");
  const last = parts.at(-1) ?? "";
  return (
    parts.includes("__MACOSX") ||
    last.startsWith("._") ||
    /^(\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(last)
  );
};
