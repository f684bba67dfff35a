/** Reads SPDX 2 bills of materials in lines of tag and value: packages of an image, a product or a source. */

import { lineReader } from "../line-report.ts";
import type { ReadContext } from "../reader.ts";
import {
  describe,
  said,
  spdxState,
  takePackage,
  tellBill,
  type SpdxPackage,
  type SpdxState,
} from "./spdx-bill.ts";
import { wordTable } from "../word-table.ts";

interface TagState extends SpdxState {
  /** The package whose tags are being read. */
  open: { -readonly [Key in keyof SpdxPackage]: SpdxPackage[Key] } | undefined;
  /** Inside `<text>…</text>` over several lines nothing is a tag. */
  inText: boolean;
}

const closePackage = (state: TagState): void => {
  if (state.open !== undefined) takePackage(state, state.open);
  state.open = undefined;
};

const openPackage = (state: TagState, name: string, at: string): void => {
  closePackage(state);
  state.open = {
    id: undefined,
    name: said(name),
    version: undefined,
    purl: undefined,
    cpes: [],
    purpose: undefined,
    at,
  };
};

/** `PACKAGE-MANAGER purl pkg:npm/a@1`: category, type, locator. */
const takeReference = ({ open }: TagState, value: string): void => {
  const [, type, locator] = value.split(/\s+/, 3);
  if (open === undefined || locator === undefined) return;
  if (type === "purl") open.purl ??= locator;
  else if (type === "cpe23Type" || type === "cpe22Type")
    open.cpes = [...open.cpes.slice(0, 19), locator];
};

/** `SPDXRef-DOCUMENT DESCRIBES SPDXRef-image`. */
const takeRelationship = (state: TagState, value: string): void => {
  const [from, type, to] = value.split(/\s+/, 3);
  if (from === "SPDXRef-DOCUMENT" && type === "DESCRIBES") describe(state, to);
};

/** By tag; those of files and snippets end the package that was open. */
const tags = wordTable<(state: TagState, value: string, at: string) => void>({
  DocumentName: (state, value) => {
    state.name = said(value);
  },
  Created: (state, value) => {
    state.created = value;
  },
  Creator: (state, value) => {
    if (value.startsWith("Tool:")) state.tool ??= value.slice("Tool:".length);
  },
  SPDXID: (state, value) => {
    if (state.open !== undefined) state.open.id ??= value;
  },
  PackageVersion: (state, value) => {
    if (state.open !== undefined) state.open.version = said(value);
  },
  PrimaryPackagePurpose: (state, value) => {
    if (state.open !== undefined) state.open.purpose = value;
  },
  ExternalRef: takeReference,
  Relationship: takeRelationship,
  FileName: closePackage,
  SnippetSPDXID: closePackage,
});

export const spdxTagValueReader = lineReader<TagState>({
  format: "spdx-tag-value",
  name: { zh: "SPDX 物料清单（标签文本）", en: "SPDX bill of materials (tag-value)" },
  versions: ["2.2", "2.3"],
  media: ["text/spdx", "text/plain"],
  detect: (head) => /^SPDXVersion:\s*SPDX-2\.\d/m.test(head.slice(0, 4_000)),
  start: (context: ReadContext) => ({ ...spdxState(context), open: undefined, inText: false }),
  take: (state, line, number) => {
    const begins = line.includes("<text>");
    const wasInside = state.inText;
    if (begins || wasInside) state.inText = !line.includes("</text>");
    if (wasInside) return [];
    const colon = line.indexOf(":");
    if (colon < 1) return [];
    const [tag, value] = [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    const at = `${number}:1`;
    if (tag === "PackageName") openPackage(state, value, at);
    else if (Object.hasOwn(tags, tag)) tags[tag]?.(state, value, at);
    return [];
  },
  *end(state) {
    closePackage(state);
    yield* tellBill(state, "1:1");
  },
});
