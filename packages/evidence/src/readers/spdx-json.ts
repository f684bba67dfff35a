/** Reads SPDX 2 bills of materials in JSON: packages of an image, a product or a source. */

import { AppError } from "@fenji/kernel";
import { jsonReader } from "../json-report.ts";
import type { JsonPath, JsonValue } from "../json-select.ts";
import { jsonPointer, listAt, textAt, valueAt } from "../json-value.ts";
import {
  describe,
  said,
  spdxState,
  takePackage,
  tellBill,
  type SpdxPackage,
  type SpdxState,
} from "./spdx-bill.ts";

const packageOf = (value: JsonValue, path: JsonPath): SpdxPackage => {
  const locators = (...types: readonly string[]): string[] =>
    listAt(value, "externalRefs").flatMap((ref) =>
      types.includes(textAt(ref, "referenceType") ?? "")
        ? [textAt(ref, "referenceLocator") ?? []].flat()
        : [],
    );
  return {
    id: textAt(value, "SPDXID"),
    name: said(textAt(value, "name")),
    version: said(textAt(value, "versionInfo")),
    purl: locators("purl")[0],
    cpes: locators("cpe23Type", "cpe22Type"),
    purpose: textAt(value, "primaryPackagePurpose"),
    at: jsonPointer(path),
  };
};

const takeRelationship = (state: SpdxState, value: JsonValue): void => {
  const [from, type, to] = ["spdxElementId", "relationshipType", "relatedSpdxElement"].map((name) =>
    textAt(value, name),
  );
  if (type === "DESCRIBES" && from === "SPDXRef-DOCUMENT") describe(state, to);
  else if (type === "DESCRIBED_BY" && to === "SPDXRef-DOCUMENT") describe(state, from);
};

/** @throws AppError `evidence.unsupported-version` */
const requireVersion = (version: string): void => {
  if (!/^SPDX-2\.\d$/.test(version))
    throw new AppError("evidence.unsupported-version", {
      at: "/spdxVersion",
      format: "SPDX",
      version: version.slice(0, 40),
      supported: "SPDX-2.0-2.3",
    });
};

const toolIn = (creation: JsonValue): string | undefined =>
  listAt(creation, "creators")
    .flatMap((creator) => textAt(creator) ?? [])
    .find((creator) => creator.startsWith("Tool:"))
    ?.slice("Tool:".length);

export const spdxJsonReader = jsonReader<SpdxState>({
  format: "spdx-json",
  name: { zh: "SPDX 物料清单（JSON）", en: "SPDX bill of materials (JSON)" },
  versions: ["2.2", "2.3"],
  media: ["application/spdx+json", "application/json"],
  detect: (root) =>
    textAt(root, "spdxVersion") !== undefined && textAt(root, "SPDXID") === "SPDXRef-DOCUMENT",
  select: ([top, element, member]) => {
    if (top === undefined) return "enter";
    if (top === "name" || top === "spdxVersion" || top === "creationInfo") return "value";
    if (top === "documentDescribes" || top === "relationships")
      return element === undefined ? "enter" : "value";
    if (top !== "packages") return "skip";
    if (element === undefined) return "enter";
    return [
      "hasFiles",
      "checksums",
      "licenseInfoFromFiles",
      "annotations",
      "copyrightText",
    ].includes(String(member))
      ? "skip"
      : "value";
  },
  start: spdxState,
  take: (state, event) => {
    if (event.kind !== "value") return [];
    const [top] = event.path;
    if (top === "spdxVersion") requireVersion(textAt(event.value) ?? "");
    else if (top === "name") state.name = said(textAt(event.value));
    else if (top === "creationInfo") {
      state.created = textAt(event.value, "created");
      state.tool = toolIn(event.value);
    } else if (top === "documentDescribes") describe(state, textAt(event.value));
    else if (top === "relationships") takeRelationship(state, event.value);
    else takePackage(state, packageOf(event.value, event.path));
    return [];
  },
  *end(state) {
    yield* tellBill(state, "/name");
  },
});

/** Of version 3, the graph's elements by type: packages, the document, and who made it when. */
const takeElement = (state: SpdxState, value: JsonValue, path: JsonPath): void => {
  const type = textAt(value, "type") ?? textAt(value, "@type");
  const external = listAt(value, "externalIdentifier").flatMap((each) =>
    textAt(each, "externalIdentifierType")?.startsWith("cpe") === true
      ? (textAt(each, "identifier") ?? [])
      : [],
  );
  if (type === "software_Package" || type === "software_Sbom") {
    if (type === "software_Sbom") {
      for (const root of listAt(value, "rootElement")) describe(state, textAt(root));
      return;
    }
    takePackage(state, {
      id: textAt(value, "spdxId"),
      name: textAt(value, "name"),
      version: textAt(value, "software_packageVersion"),
      purl: textAt(value, "software_packageUrl"),
      cpes: external,
      purpose: textAt(value, "software_primaryPurpose"),
      at: jsonPointer(path),
    });
  } else if (type === "SpdxDocument") state.name = textAt(value, "name");
  else if (type === "CreationInfo") state.created ??= textAt(value, "created");
  else if (type === "Tool") state.tool ??= textAt(value, "name");
};

export const spdxGraphReader = jsonReader<SpdxState>({
  format: "spdx-jsonld",
  name: { zh: "SPDX 3 物料清单（JSON-LD）", en: "SPDX 3 bill of materials (JSON-LD)" },
  versions: ["3.0"],
  media: ["application/spdx+json", "application/ld+json"],
  detect: (root) =>
    Array.isArray(valueAt(root, "@graph")) &&
    (textAt(root, "@context")?.startsWith("https://spdx.org/rdf/3.") ?? false),
  select: ([top, element]) => {
    if (top === undefined) return "enter";
    if (top !== "@graph") return "skip";
    return element === undefined ? "enter" : "value";
  },
  start: spdxState,
  take: (state, event) => {
    if (event.kind === "value") takeElement(state, event.value, event.path);
    return [];
  },
  *end(state) {
    yield* tellBill(state, "/@graph");
  },
});
