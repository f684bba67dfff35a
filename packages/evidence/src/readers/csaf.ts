/** Reads CSAF advisories and VEX documents: what makers say of vulnerabilities in their products. */

import { AppError } from "@fenji/kernel";
import { ownRef } from "../finding-refs.ts";
import { jsonReader } from "../json-report.ts";
import type { JsonEvent, JsonValue } from "../json-select.ts";
import { jsonPointer, textAt } from "../json-value.ts";
import type { ReadContext, ReadEvent } from "../reader.ts";
import { reportLimits, reportWriter } from "../report-writer.ts";
import { slug } from "../tool-words.ts";
import { csafProducts, type CsafProducts } from "./csaf-products.ts";
import {
  csafMembers,
  csafVulnerability,
  takeMember,
  tellCsafVulnerability,
  type CsafTelling,
  type CsafVulnerability,
} from "./csaf-vulnerability.ts";

interface CsafState {
  readonly context: ReadContext;
  readonly products: CsafProducts;
  document: JsonValue;
  telling: CsafTelling | undefined;
  open: CsafVulnerability | undefined;
  /** Vulnerabilities that came before the products that they speak of. */
  readonly waiting: CsafVulnerability[];
  held: number;
  productsKnown: boolean;
}

/** @throws AppError `evidence.field-missing` for a document that does not say which it is */
const tellingOf = ({ context, products, document }: CsafState): CsafTelling => {
  const id = textAt(document, "tracking", "id");
  if (id === undefined)
    throw new AppError("evidence.field-missing", { at: "/document/tracking", field: "id" });
  const publisher = textAt(document, "publisher", "name") ?? "unnamed";
  const writer = reportWriter(
    {
      tool: {
        name: `csaf ${publisher}`,
        version: textAt(document, "csaf_version") ?? null,
      },
      family: `csaf:${slug(publisher)}`,
      // A later revision of the same document replaces what this one says.
      scope: `csaf:${id.slice(0, 200)}`,
      kinds: ["vulnerable-component"],
    },
    context,
  );
  return {
    writer,
    products,
    revision: textAt(document, "tracking", "version") ?? null,
    observedAt: textAt(document, "tracking", "current_release_date") ?? null,
    refs: [ownRef("csaf", id)],
  };
};

function* endVulnerability(state: CsafState): Generator<ReadEvent> {
  const { open } = state;
  state.open = undefined;
  if (open === undefined) return;
  if (state.document !== null && state.productsKnown) {
    state.telling ??= tellingOf(state);
    yield* tellCsafVulnerability(state.telling, open);
    return;
  }
  state.held += open.statuses.length + 1;
  if (state.held > reportLimits.maxHeld)
    throw new AppError("evidence.too-many-observations", {
      at: jsonPointer(open.path),
      limit: reportLimits.maxHeld,
    });
  state.waiting.push(open);
}

/** Branches hold products at any depth, the two other members of the tree directly. */
const isProduct = ([, member, ...inside]: JsonEvent["path"]): boolean =>
  member === "branches"
    ? inside.at(-1) === "product"
    : (member === "full_product_names" || member === "relationships") && inside.length === 1;

export const csafReader = jsonReader<CsafState>({
  format: "csaf",
  name: { zh: "CSAF（安全通告与 VEX）", en: "CSAF (security advisories and VEX)" },
  versions: ["2.0", "2.1"],
  media: ["application/csaf+json", "application/json"],
  detect: (root) => /^2\.\d$/.test(textAt(root, "document", "csaf_version") ?? ""),
  select: (path) => {
    const [top, , member] = path;
    if (top === undefined) return "enter";
    if (top === "document")
      return ["notes", "references", "acknowledgments", "revision_history"].includes(
        String(path.at(-1)),
      )
        ? "skip"
        : "value";
    if (top === "product_tree") {
      const isInside = path.length > 2 && (path[1] !== "branches" || path.includes("product"));
      return isInside ? "value" : "enter";
    }
    if (top !== "vulnerabilities") return "skip";
    if (member === undefined) return "enter";
    if (!csafMembers.has(String(member))) return "skip";
    const isList = !["cve", "cwe", "title"].includes(String(member));
    if (path.length === 3) return isList ? "enter" : "value";
    return member === "product_status" && path.length === 4 ? "enter" : "value";
  },
  start: (context) => ({
    context,
    products: csafProducts(),
    document: null,
    telling: undefined,
    open: undefined,
    waiting: [],
    held: 0,
    productsKnown: false,
  }),
  *take(state, event) {
    const { path } = event;
    const [top] = path;
    if (event.kind === "value") {
      if (top === "document") state.document = event.value;
      else if (top === "product_tree") {
        if (isProduct(path)) state.products.add(event.value);
      } else if (state.open !== undefined) takeMember(state.open, path, event.value);
    } else if (top === "product_tree" && path.length === 1 && event.kind === "close")
      state.productsKnown = true;
    else if (top === "vulnerabilities" && path.length === 2) {
      if (event.kind === "open") state.open = csafVulnerability(path);
      else yield* endVulnerability(state);
    }
  },
  *end(state) {
    const telling = state.telling ?? tellingOf(state);
    for (const vulnerability of state.waiting) yield* tellCsafVulnerability(telling, vulnerability);
    // An advisory is a maker's word, not the run of a tool: nothing is concluded from what it leaves out.
  },
});
