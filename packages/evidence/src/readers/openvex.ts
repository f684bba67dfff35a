/** Reads OpenVEX: what a maker or an analyst says of vulnerabilities in products. */

import { AppError } from "@fenji/kernel";
import { identifierRef, identifierRefs, ownRef } from "../finding-refs.ts";
import { jsonReader } from "../json-report.ts";
import type { JsonPath, JsonValue } from "../json-select.ts";
import { jsonPointer, listAt, objectIn, textAt, valueAt } from "../json-value.ts";
import type { ObservationResult, Subject } from "../observation.ts";
import type { ReadContext } from "../reader.ts";
import { reportLimits, reportWriter } from "../report-writer.ts";
import { productSubject } from "../subjects.ts";
import { slug } from "../tool-words.ts";
import { wordTable } from "../word-table.ts";

interface OpenvexState {
  readonly context: ReadContext;
  /** Author, id and time may stand after the statements. */
  readonly document: Record<string, string>;
  readonly statements: { readonly path: JsonPath; readonly value: JsonValue }[];
}

const results = wordTable<ObservationResult>({
  affected: "fail",
  fixed: "pass",
  not_affected: "notApplicable",
  under_investigation: "info",
});

/** Up to version 0.0.1 a product is a text, later an object with identifiers. */
const productOf = (
  product: JsonValue,
): { readonly subject: Subject; readonly purl: string | undefined } | undefined => {
  const id = textAt(product) ?? textAt(product, "@id");
  const purl =
    textAt(product, "identifiers", "purl") ?? (id?.startsWith("pkg:") === true ? id : undefined);
  const name = purl ?? id ?? textAt(product, "identifiers", "cpe23");
  if (name === undefined) return undefined;
  const identifiers = Object.entries(objectIn(valueAt(product, "identifiers")) ?? {}).flatMap(
    ([kind, value]) => (typeof value === "string" ? [[kind, value] as const] : []),
  );
  const known = purl === undefined ? {} : { purl };
  return {
    subject: productSubject(name, { ...Object.fromEntries(identifiers.slice(0, 20)), ...known }),
    purl,
  };
};

const identifiersOf = (statement: JsonValue): string[] => {
  const vulnerability = valueAt(statement, "vulnerability");
  const name =
    textAt(vulnerability) ?? textAt(vulnerability, "name") ?? textAt(vulnerability, "@id");
  const aliases = listAt(vulnerability, "aliases").flatMap((alias) => textAt(alias) ?? []);
  return name === undefined ? [] : [name, ...aliases];
};

const wordsOf = (statement: JsonValue): string =>
  ["status", "justification", "status_notes", "impact_statement", "action_statement"]
    .flatMap((member) => textAt(statement, member) ?? [])
    .join("; ");

function* tellStatement(
  writer: ReturnType<typeof reportWriter>,
  { path, value }: { readonly path: JsonPath; readonly value: JsonValue },
  timestamp: string | undefined,
) {
  const at = jsonPointer(path);
  const [id, ...aliases] = identifiersOf(value);
  const status = textAt(value, "status") ?? "";
  const result = results[status];
  if (id === undefined) yield writer.warning("id-missing", at, "vulnerability");
  else if (result === undefined) yield writer.warning("result-unknown", at, `${id}: ${status}`);
  else
    for (const [index, each] of listAt(value, "products").entries()) {
      const product = productOf(each);
      const place = jsonPointer([...path, "products", index]);
      if (product === undefined) {
        yield writer.warning("subject-unclear", place, id);
        continue;
      }
      const parts = listAt(each, "subcomponents").flatMap((part) => productOf(part)?.purl ?? []);
      yield* writer.finding({
        subject: product.subject,
        check: identifierRef(id) ?? ownRef("openvex", id),
        title: `${id}: ${product.subject.id.slice("product:".length)}`,
        refs: [
          ...identifierRefs(aliases),
          ...[product.purl, ...parts]
            .filter((purl) => purl !== undefined)
            .slice(0, 20)
            .map((purl) => ownRef("purl", purl)),
        ],
        result,
        observedAt:
          textAt(value, "last_updated") ?? textAt(value, "timestamp") ?? timestamp ?? null,
        at: place,
        message: wordsOf(value),
      });
    }
}

export const openvexReader = jsonReader<OpenvexState>({
  format: "openvex",
  name: { zh: "OpenVEX（漏洞影响声明）", en: "OpenVEX (exploitability statements)" },
  versions: ["0.0.1", "0.2.0"],
  detect: (root) =>
    Array.isArray(valueAt(root, "statements")) &&
    (textAt(root, "@context")?.includes("openvex.dev/ns") ?? false),
  select: ([top, statement]) => {
    if (top === undefined) return "enter";
    if (top === "statements") return statement === undefined ? "enter" : "value";
    return ["@id", "author", "timestamp", "last_updated", "tooling"].includes(String(top))
      ? "value"
      : "skip";
  },
  start: (context) => ({ context, document: {}, statements: [] }),
  take: ({ document, statements }, event) => {
    if (event.kind !== "value") return [];
    const [top] = event.path;
    if (top !== "statements") {
      const text = textAt(event.value);
      if (text !== undefined) document[String(top)] = text;
    } else if (statements.length < reportLimits.maxHeld) statements.push(event);
    else
      throw new AppError("evidence.too-many-observations", {
        at: jsonPointer(event.path),
        limit: reportLimits.maxHeld,
      });
    return [];
  },
  *end({ context, document, statements }) {
    const { author = "unnamed", timestamp, last_updated: updated } = document;
    const id = document["@id"];
    const writer = reportWriter(
      {
        tool: { name: "openvex", version: null },
        family: `openvex:${slug(author)}`,
        scope: id === undefined ? null : `openvex:${id.slice(0, 300)}`,
        kinds: ["vulnerable-component"],
      },
      context,
    );
    // A statement is a maker's word, not the run of a tool: nothing is concluded from what it leaves out.
    for (const statement of statements)
      yield* tellStatement(writer, statement, updated ?? timestamp);
  },
});
