/** Reads CycloneDX bills of materials in JSON: parts, models, vulnerabilities with their analysis. */

import type { ReadEvent } from "../reader.ts";
import { jsonReader } from "../json-report.ts";
import type { JsonPath, JsonValue } from "../json-select.ts";
import { jsonPointer, listAt, numberAt, objectIn, textAt, valueAt } from "../json-value.ts";
import {
  cdxState,
  endBill,
  requireVersion,
  takeComponent,
  takeMetadata,
  takeVulnerability,
  type CdxComponent,
  type CdxMetadata,
  type CdxModel,
  type CdxState,
} from "./cyclonedx-bom.ts";
import type { BillRoot } from "./bill-subject.ts";

/** `metadata.tools` is a list up to version 1.4, an object with components from 1.5 on. */
const toolOf = (metadata: JsonValue): CdxMetadata["tool"] => {
  const tool =
    valueAt(metadata, "tools", 0) ??
    valueAt(metadata, "tools", "components", 0) ??
    valueAt(metadata, "tools", "services", 0);
  const name = textAt(tool, "name");
  return name === undefined ? undefined : { name, version: textAt(tool, "version") ?? null };
};

const rootOf = (component: JsonValue | undefined): BillRoot | undefined => {
  if (objectIn(component) === undefined) return undefined;
  const source = listAt(component, "externalReferences").find(
    (reference) => textAt(reference, "type") === "vcs",
  );
  return {
    name: textAt(component, "name"),
    version: textAt(component, "version"),
    purl: textAt(component, "purl"),
    isContainer: textAt(component, "type") === "container",
    source: textAt(source, "url"),
  };
};

const metadataOf = (metadata: JsonValue): CdxMetadata => ({
  tool: toolOf(metadata),
  timestamp: textAt(metadata, "timestamp"),
  root: rootOf(valueAt(metadata, "component")),
  at: "/metadata",
});

const modelOf = (component: JsonValue): CdxModel | undefined => {
  const type = textAt(component, "type");
  const isData = type === "data";
  if (type !== "machine-learning-model" && !isData) return undefined;
  const card = objectIn(valueAt(component, "modelCard"));
  const sets = isData
    ? listAt(component, "data")
    : listAt(component, "modelCard", "modelParameters", "datasets");
  return {
    card: isData ? undefined : card !== undefined,
    considerations: isData
      ? undefined
      : objectIn(valueAt(component, "modelCard", "considerations")) !== undefined,
    governance:
      sets.length > 0 && sets.every((set) => objectIn(valueAt(set, "governance")) !== undefined),
  };
};

/** Assemblies hold further parts. */
function* tellComponents(state: CdxState, value: JsonValue, path: JsonPath): Generator<ReadEvent> {
  const at = jsonPointer(path);
  const name = textAt(value, "name");
  if (name === undefined) yield state.writer.warning("id-missing", at, "name");
  else {
    const cpe = textAt(value, "cpe");
    const component: CdxComponent = {
      name,
      version: textAt(value, "version"),
      group: textAt(value, "group"),
      purl: textAt(value, "purl"),
      cpes: cpe === undefined ? [] : [cpe],
      type: textAt(value, "type"),
      ref: textAt(value, "bom-ref"),
      model: modelOf(value),
      at,
    };
    yield* takeComponent(state, component);
  }
  for (const [index, inner] of listAt(value, "components").entries())
    yield* tellComponents(state, inner, [...path, "components", index]);
}

function* tellVulnerability(state: CdxState, value: JsonValue, path: JsonPath) {
  const at = jsonPointer(path);
  const id = textAt(value, "id");
  if (id === undefined) {
    yield state.writer.warning("id-missing", at, "id");
    return;
  }
  yield* takeVulnerability(state, {
    id,
    ratings: listAt(value, "ratings").map((rating) => ({
      severity: textAt(rating, "severity"),
      score: numberAt(rating, "score"),
      method: textAt(rating, "method"),
    })),
    cwes: listAt(value, "cwes").flatMap((cwe) => {
      const number = numberAt(cwe);
      return number === undefined ? [] : [`CWE-${number}`];
    }),
    references: listAt(value, "references").flatMap((each) => textAt(each, "id") ?? []),
    description: textAt(value, "description"),
    state: textAt(value, "analysis", "state"),
    words: [
      textAt(value, "analysis", "justification"),
      ...listAt(value, "analysis", "response").map((each) => textAt(each)),
      textAt(value, "analysis", "detail"),
    ].filter((word) => word !== undefined),
    affects: listAt(value, "affects").flatMap((each, index) => {
      const ref = textAt(each, "ref");
      return ref === undefined ? [] : [{ ref, at: jsonPointer([...path, "affects", index]) }];
    }),
    at,
  });
}

/** Large members that nothing is told of. */
const skipped = new Set([
  "licenses",
  "evidence",
  "hashes",
  "properties",
  "pedigree",
  "swid",
  "signature",
  "releaseNotes",
  "advisories",
  "proofOfConcept",
  "credits",
  "versions",
]);

export const cyclonedxJsonReader = jsonReader<CdxState>({
  format: "cyclonedx-json",
  name: { zh: "CycloneDX 物料清单（JSON）", en: "CycloneDX bill of materials (JSON)" },
  versions: ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"],
  media: ["application/vnd.cyclonedx+json", "application/json"],
  detect: (root) =>
    textAt(root, "bomFormat") === "CycloneDX" ||
    (textAt(root, "$schema")?.includes("cyclonedx.org/schema/bom") ?? false),
  select: (path) => {
    const [top] = path;
    const last = path.at(-1);
    if (top === undefined) return "enter";
    if (top === "specVersion" || top === "metadata")
      return typeof last === "string" && path.length > 1 && skipped.has(last) ? "skip" : "value";
    if (top !== "components" && top !== "vulnerabilities") return "skip";
    if (path.length === 1) return "enter";
    return typeof last === "string" && skipped.has(last) ? "skip" : "value";
  },
  start: cdxState,
  *take(state, event) {
    if (event.kind !== "value") return;
    const [top] = event.path;
    if (top === "specVersion") requireVersion(String(textAt(event.value)), "/specVersion");
    else if (top === "metadata") yield* takeMetadata(state, metadataOf(event.value));
    else if (top === "components") yield* tellComponents(state, event.value, event.path);
    else yield* tellVulnerability(state, event.value, event.path);
  },
  *end(state) {
    yield* endBill(state, "/metadata");
  },
});
