/** SPDX in JSON, tag-value and JSON-LD: packages, whose they are, what is not said. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const purl = "pkg:apk/alpine/musl@1.1.22-r3";
const digest = "b".repeat(64);

const bill = {
  spdxVersion: "SPDX-2.3",
  SPDXID: "SPDXRef-DOCUMENT",
  name: "hmi",
  creationInfo: {
    created: "2026-03-03T08:00:00Z",
    creators: ["Organization: Plant Controls", "Tool: syft-1.50.0"],
  },
  packages: [
    {
      SPDXID: "SPDXRef-musl",
      name: "musl",
      versionInfo: "1.1.22-r3",
      externalRefs: [
        {
          referenceType: "cpe23Type",
          referenceLocator: "cpe:2.3:a:musl:musl:1.1.22:*:*:*:*:*:*:*",
        },
        { referenceType: "purl", referenceLocator: purl },
      ],
    },
    {
      SPDXID: "SPDXRef-image",
      name: "registry.example/hmi",
      versionInfo: `sha256:${digest}`,
      primaryPackagePurpose: "CONTAINER",
    },
    { SPDXID: "SPDXRef-x", name: "NOASSERTION" },
  ],
  relationships: [
    {
      spdxElementId: "SPDXRef-DOCUMENT",
      relationshipType: "DESCRIBES",
      relatedSpdxElement: "SPDXRef-image",
    },
  ],
};

test("a package is a fact of what the document describes", async () => {
  const { format, observations, warnings, events } = await readAll(JSON.stringify(bill), [7]);
  expect(format).toBe("spdx-json");
  expect(observations).toHaveLength(3);
  expect(observations[2]).toMatchObject({ check: "bill:parts", result: "info", message: "2" });
  expect(observations[0]).toEqual({
    subject: {
      kind: "image",
      id: `sha256:${digest}`,
      identifiers: { name: "registry.example/hmi", digest: `sha256:${digest}` },
    },
    check: `component:${purl}`,
    revision: null,
    title: "musl 1.1.22-r3",
    refs: [`purl:${purl}`, "cpe:cpe:2.3:a:musl:musl:1.1.22:*:*:*:*:*:*:*"],
    result: "info",
    severity: null,
    observedAt: "2026-03-03T08:00:00.000Z",
    at: "/packages/0",
    message: null,
  });
  expect(warnings).toEqual(["id-missing /packages/2"]);
  expect(events.find(({ kind }) => kind === "tool")).toMatchObject({
    tool: { name: "syft", version: "1.50.0" },
    family: "syft",
  });
});

test("without a described package the document's name stands; without that, nobody", async () => {
  const named = await readAll(JSON.stringify({ ...bill, relationships: [] }));
  expect(named.observations[0]?.subject).toMatchObject({ kind: "repository", id: "hmi" });
  const { name: _name, ...rest } = { ...bill, relationships: [] };
  const nameless = await readAll(JSON.stringify(rest));
  expect(nameless.observations[0]?.subject.id).toBe("unnamed:spdx");
  expect(nameless.warnings[0]).toBe("subject-unclear /name");
});

test("an empty bill still speaks for its subject; another version is refused", async () => {
  const empty = await readAll(JSON.stringify({ ...bill, packages: [], relationships: [] }));
  expect(empty.events.map(({ kind }) => kind)).toEqual(["tool", "scope"]);
  const later = await readAll(JSON.stringify({ ...bill, spdxVersion: "SPDX-4.0" }));
  expect(later.failure).toBe("evidence.unsupported-version /spdxVersion");
});

test("tag-value says the same", async () => {
  const { format, observations } = await readAll(
    `SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: hmi
Creator: Organization: Plant Controls
Creator: Tool: syft-1.50.0
Created: 2026-03-03T08:00:00Z

##### Package: musl
PackageName: musl
SPDXID: SPDXRef-musl
PackageVersion: 1.1.22-r3
PackageComment: <text>over
PackageVersion: 9
two lines</text>
ExternalRef: SECURITY cpe23Type cpe:2.3:a:musl:musl:1.1.22:*:*:*:*:*:*:*
ExternalRef: PACKAGE-MANAGER purl ${purl}

PackageName: registry.example/hmi
SPDXID: SPDXRef-image
PackageVersion: sha256:${digest}
PrimaryPackagePurpose: CONTAINER
FileName: ./a
SPDXID: SPDXRef-file

Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-image
`,
    [7],
  );
  const json = await readAll(JSON.stringify(bill));
  expect(format).toBe("spdx-tag-value");
  expect(observations.map((each) => ({ ...each, at: "" }))).toEqual(
    json.observations.map((each) => ({ ...each, at: "" })),
  );
  expect(observations.map(({ at }) => at)).toEqual(["10:1", "19:1", "1:1"]);
});

test("version 3 is a graph of elements", async () => {
  const { format, observations } = await readAll(
    JSON.stringify({
      "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
      "@graph": [
        { type: "CreationInfo", "@id": "_:c", created: "2026-03-03T08:00:00Z" },
        { type: "Tool", spdxId: "urn:t", name: "syft-1.50.0" },
        { type: "SpdxDocument", spdxId: "urn:d", name: "hmi" },
        { type: "software_Sbom", spdxId: "urn:s", rootElement: ["urn:p1"] },
        {
          type: "software_Package",
          spdxId: "urn:p1",
          name: "hmi-firmware",
          software_packageVersion: "2.1",
          software_primaryPurpose: "firmware",
          software_packageUrl: "pkg:generic/hmi-firmware@2.1",
        },
      ],
    }),
    [7],
  );
  expect(format).toBe("spdx-jsonld");
  expect(observations.slice(0, -1)).toEqual([
    expect.objectContaining({
      subject: {
        kind: "repository",
        id: "hmi-firmware",
        identifiers: { repository: "hmi-firmware", name: "hmi-firmware", version: "2.1" },
      },
      check: "component:pkg:generic/hmi-firmware@2.1",
      observedAt: "2026-03-03T08:00:00.000Z",
      at: "/@graph/4",
      message: "firmware",
    }),
  ]);
});
