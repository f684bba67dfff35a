/** Reads CycloneDX bills of materials in XML: parts, models, vulnerabilities with their analysis. */

import type { ReadEvent } from "../reader.ts";
import { childOf, childrenOf, childText, type XmlRecord } from "../xml-record.ts";
import { xmlReader } from "../xml-report.ts";
import type { BillRoot } from "./bill-subject.ts";
import {
  cdxState,
  endBill,
  requireVersion,
  takeComponent,
  takeMetadata,
  takeVulnerability,
  type CdxMetadata,
  type CdxModel,
  type CdxState,
} from "./cyclonedx-bom.ts";

const toolOf = (metadata: XmlRecord): CdxMetadata["tool"] => {
  const tools = childOf(metadata, "tools");
  const tool = childOf(tools, "tool") ?? childOf(childOf(tools, "components"), "component");
  const name = childText(tool, "name");
  return name === undefined ? undefined : { name, version: childText(tool, "version") ?? null };
};

const rootOf = (component: XmlRecord | undefined): BillRoot | undefined => {
  if (component === undefined) return undefined;
  const source = childrenOf(childOf(component, "externalReferences"), "reference").find(
    ({ attributes }) => attributes["type"] === "vcs",
  );
  return {
    name: childText(component, "name"),
    version: childText(component, "version"),
    purl: childText(component, "purl"),
    isContainer: component.attributes["type"] === "container",
    source: childText(source, "url"),
  };
};

const modelOf = (component: XmlRecord): CdxModel | undefined => {
  const { type } = component.attributes;
  const isData = type === "data";
  if (type !== "machine-learning-model" && !isData) return undefined;
  const card = childOf(component, "modelCard");
  const sets = isData
    ? childrenOf(component, "data")
    : childrenOf(childOf(childOf(card, "modelParameters"), "datasets"), "dataset");
  return {
    card: isData ? undefined : card !== undefined,
    considerations: isData ? undefined : childOf(card, "considerations") !== undefined,
    governance: sets.length > 0 && sets.every((set) => childOf(set, "governance") !== undefined),
  };
};

function* tellComponents(state: CdxState, record: XmlRecord): Generator<ReadEvent> {
  const name = childText(record, "name");
  if (name === undefined) yield state.writer.warning("id-missing", record.at, "name");
  else {
    const cpe = childText(record, "cpe");
    yield* takeComponent(state, {
      name,
      version: childText(record, "version"),
      group: childText(record, "group"),
      purl: childText(record, "purl"),
      cpes: cpe === undefined ? [] : [cpe],
      type: record.attributes["type"],
      ref: record.attributes["bom-ref"],
      model: modelOf(record),
      at: record.at,
    });
  }
  for (const inner of childrenOf(childOf(record, "components"), "component"))
    yield* tellComponents(state, inner);
}

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined || Number.isNaN(Number(text)) ? undefined : Number(text);

function* tellVulnerability(state: CdxState, record: XmlRecord): Generator<ReadEvent> {
  const id = childText(record, "id");
  const analysis = childOf(record, "analysis");
  if (id === undefined) {
    yield state.writer.warning("id-missing", record.at, "id");
    return;
  }
  const responses = childrenOf(childOf(analysis, "responses"), "response");
  yield* takeVulnerability(state, {
    id,
    ratings: childrenOf(childOf(record, "ratings"), "rating").map((rating) => ({
      severity: childText(rating, "severity"),
      score: numberOf(childText(rating, "score")),
      method: childText(rating, "method"),
    })),
    cwes: childrenOf(childOf(record, "cwes"), "cwe").map(({ text }) => `CWE-${text}`),
    references: childrenOf(childOf(record, "references"), "reference").flatMap(
      (reference) => childText(reference, "id") ?? [],
    ),
    description: childText(record, "description"),
    state: childText(analysis, "state"),
    words: [
      childText(analysis, "justification"),
      ...responses.map(({ text }) => text),
      childText(analysis, "detail"),
    ].filter((word) => word !== undefined),
    affects: childrenOf(childOf(record, "affects"), "target").flatMap((target) => {
      const ref = childText(target, "ref");
      return ref === undefined ? [] : [{ ref, at: target.at }];
    }),
    at: record.at,
  });
}

export const cyclonedxXmlReader = xmlReader<CdxState>({
  format: "cyclonedx-xml",
  name: { zh: "CycloneDX 物料清单（XML）", en: "CycloneDX bill of materials (XML)" },
  versions: ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"],
  media: ["application/vnd.cyclonedx+xml", "application/xml", "text/xml"],
  roots: ["bom"],
  detect: (tag) => tag.includes("cyclonedx.org/schema/bom/"),
  start: cdxState,
  open: (_state, { name, parent, attributes, at }) => {
    if (parent === "") {
      const namespace = Object.values(attributes).find((value) =>
        value.includes("cyclonedx.org/schema/bom/"),
      );
      if (namespace !== undefined)
        requireVersion(namespace.slice(namespace.lastIndexOf("/") + 1), at());
      return "enter";
    }
    if (parent === "bom" && (name === "components" || name === "vulnerabilities")) return "enter";
    if (parent === "bom") return name === "metadata" ? "record" : "skip";
    return name === "component" || name === "vulnerability" ? "record" : "skip";
  },
  *take(state, record) {
    if (record.name === "metadata")
      yield* takeMetadata(state, {
        tool: toolOf(record),
        timestamp: childText(record, "timestamp"),
        root: rootOf(childOf(record, "component")),
        at: record.at,
      });
    else if (record.name === "component") yield* tellComponents(state, record);
    else yield* tellVulnerability(state, record);
  },
  *end(state) {
    yield* endBill(state, "1:1");
  },
});
