/** A pack as an OSCAL catalog: valid, whole, open to edits made elsewhere; catalogs of others become packs too. */

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "./testing/run.ts";

const root = join(import.meta.dirname, "../../..");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fenji-oscal-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);
const read = (path: string) => JSON.parse(readFileSync(path, "utf8"));

/** The published schemas, where they are at hand. */
const schemas = process.env["FENJI_OSCAL_SCHEMAS"] ?? join(root, "../shared/schemas/oscal");

/** The validator that the server's framework brings. */
const validatorOf = (model: "catalog" | "profile") => {
  const require = createRequire(import.meta.url);
  const [validator, formats] = ["ajv", "ajv-formats"].map((name) => require(name));
  const ajv = new validator.default({ strict: false, allErrors: true });
  formats.default(ajv);
  const validate = ajv.compile(read(join(schemas, `oscal_${model}_schema.json`)));
  return (value: unknown): unknown => (validate(value) === true ? [] : validate.errors.slice(0, 3));
};

const patterns: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  id: /^[\p{L}_][\p{L}\p{N}.\-_]*$/u,
  name: /^[\p{L}_][\p{L}\p{N}.\-_]*$/u,
  ns: /^[a-zA-Z][a-zA-Z0-9+\-.]+:.+$/,
};

/** Places whose value is not of the type that OSCAL gives to members of that name; lists must not be empty. */
const faultsIn = (value: unknown, path: string): readonly string[] => {
  if (Array.isArray(value))
    return value.length === 0
      ? [path]
      : value.flatMap((item, index) => faultsIn(item, `${path}.${index}`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const prop = name === "value" && /\.props\.\d+$/.test(path) ? /^\S(?:.*\S)?$/u : patterns[name];
    const wrong = typeof member === "string" && prop !== undefined && !prop.test(member);
    return [...(wrong ? [`${path}.${name}`] : []), ...faultsIn(member, `${path}.${name}`)];
  });
};

const packs = ["enterprise-size/2017", "mlps-2019/2019"];

describe.each(packs)("%s", (name) => {
  const pack = join(root, "packs", name);
  const out = `${name.replace("/", "-")}/`;

  test("comes back from its catalog without a difference", async () => {
    expect((await run("pack", "export", pack, "--format", "oscal", "--out", at(out))).code).toBe(0);
    const back = at(`${name.replace("/", "-")}-back`);
    expect(await run("pack", "import", at(`${out}catalog.json`), "--out", back)).toMatchObject({
      code: 0,
    });
    expect(await run("pack", "diff", pack, back)).toMatchObject({ code: 0 });
  });

  const held = existsSync(schemas) ? `, and by the schemas in ${schemas}` : "";
  test(`has the ids, tokens and property values that OSCAL allows${held}`, () => {
    const catalog = read(at(`${out}catalog.json`));
    const profiles = readdirSync(at(out)).filter((file) => file.endsWith(".profile.json"));
    const documents = [catalog, ...profiles.map((file) => read(join(at(out), file)))];
    expect(documents.flatMap((document) => faultsIn(document, ""))).toEqual([]);
    if (held === "") return;
    const [validCatalog, validProfile] = [validatorOf("catalog"), validatorOf("profile")];
    expect(validCatalog(catalog)).toEqual([]);
    for (const profile of documents.slice(1)) expect(validProfile(profile)).toEqual([]);
  });
});

test("each grade's profile takes the one below it and adds its own controls", async () => {
  const pack = "mlps-2019@2019";
  await run("pack", "export", pack, "--format", "oscal", "--out", at("profiles/c.json"));
  const { profile } = read(at("profiles/c.protection.2.profile.json"));
  expect(profile.imports[0]).toEqual({ href: "c.protection.1.profile.json", "include-all": {} });
  expect(profile.imports[1].href).toBe("c.json");
  expect(profile.imports[1]["include-controls"][0]["with-ids"]).toContain("AB-03");
});

interface Control {
  id: string;
  parts: { prose: string }[];
}

test("an edited text is imported as edited, and a control that was deleted is gone with its questions left", async () => {
  const file = at("edited.json");
  const pack = "mlps-2019@2019";
  await run("pack", "export", pack, "--format", "oscal", "--out", file);
  const value = read(file);
  const controls: Control[] = value.catalog.groups[0].controls;
  const [first, second] = controls;
  if (first?.parts[0] === undefined || second === undefined) throw new Error("no controls");
  first.parts[0].prose = "Edited elsewhere.";
  controls.splice(1, 1);
  writeFileSync(file, JSON.stringify(value));
  expect((await run("pack", "import", file, "--out", at("edited"))).code).toBe(0);
  const { entries, fates } = JSON.parse(
    (await run("pack", "diff", pack, at("edited"), "--json")).out,
  );
  expect(entries.requirements.removed).toEqual([second.id]);
  expect(entries.requirements.changed).toMatchObject([
    { id: first.id, changes: [{ field: "text.en", after: "Edited elsewhere." }] },
  ]);
  expect(fates).toContainEqual({ id: first.id, becomes: first.id, verdicts: "lost" });
});

const foreign = {
  catalog: {
    uuid: "74c8ba1e-5cd4-4ad1-bbfd-d888e2f6c724",
    metadata: {
      title: "Small controls",
      version: "1",
      "last-modified": "2026-01-01T00:00:00Z",
      "oscal-version": "1.1.2",
    },
    groups: [
      {
        id: "ac",
        title: "Access",
        controls: [
          {
            id: "ac-1",
            title: "Accounts",
            params: [{ id: "ac-1_prm_1", label: "time period" }],
            props: [{ name: "label", value: "AC-1" }],
            parts: [
              {
                name: "statement",
                prose: "Review accounts:",
                parts: [
                  {
                    name: "item",
                    props: [{ name: "label", value: "a." }],
                    prose: "every {{ insert: param, ac-1_prm_1 }};",
                  },
                  {
                    name: "item",
                    props: [{ name: "label", value: "b." }],
                    prose: "when people leave.",
                  },
                ],
              },
            ],
            controls: [
              {
                id: "ac-1.1",
                title: "Automated review",
                parts: [{ name: "statement", prose: "Review by program." }],
              },
            ],
          },
          { id: "ac-2", title: "Gone", props: [{ name: "status", value: "withdrawn" }] },
        ],
      },
    ],
  },
};

test("a catalog of somebody else becomes a pack whose cases hold, and says what was assumed", async () => {
  writeFileSync(at("foreign.json"), JSON.stringify(foreign));
  expect(await run("pack", "import", at("foreign.json"), "--out", at("foreign"))).toMatchObject({
    code: 0,
  });
  const tested = await run("pack", "test", at("foreign"));
  expect(tested).toMatchObject({ code: 0 });
  expect(tested.out).toContain("4 evidence cases");
  const text = readFileSync(at("foreign/requirements/ac.yaml"), "utf8");
  expect(text).toContain("every [time period];");
  expect(text).not.toContain("Gone");
  expect(readFileSync(at("foreign/README.md"), "utf8")).toContain(
    "1 withdrawn controls were left out",
  );
});

const library = `urn: urn:example:risk:library:small
locale: en
ref_id: SMALL
name: Small framework
version: 3
objects:
  framework:
    urn: urn:example:risk:framework:small
    ref_id: SMALL
    name: Small framework
    implementation_groups_definition:
      - { ref_id: B, name: Basic }
      - { ref_id: S, name: Strong }
    requirement_nodes:
      - { urn: "urn:n:1", assessable: false, depth: 1, ref_id: "1", name: Identify }
      - urn: "urn:n:1.1"
        parent_urn: "urn:n:1"
        assessable: true
        depth: 2
        ref_id: "1.1"
        description: Keep a list of devices.
        implementation_groups: [B, S]
        translations: { zh: { name: 设备清单, description: 保有设备清单。 } }
      - urn: "urn:n:1.2"
        parent_urn: "urn:n:1"
        assessable: true
        depth: 2
        ref_id: "1.2"
        name: Passive discovery
        description: Find devices by listening.
        implementation_groups: [S]
`;

test("a ciso-assistant library becomes a pack whose grades are its implementation groups", async () => {
  writeFileSync(at("library.yaml"), library);
  expect(await run("pack", "import", at("library.yaml"), "--out", at("library"))).toMatchObject({
    code: 0,
  });
  expect((await run("pack", "test", at("library"))).code).toBe(0);
  const text = readFileSync(at("library/requirements/urn-n-1.yaml"), "utf8");
  expect(text).toContain("保有设备清单。");
  expect(text).toMatch(/id: "?1\.1"?\n[^]*fromGrade: 1[^]*id: "?1\.2"?\n[^]*fromGrade: 2/);
  expect(text).toContain("【未译】Find devices by listening.");
});

describe("what cannot become a pack leaves nothing", () => {
  test.each([
    ["deep.json", `{"catalog":${'{"groups":['.repeat(200)}`],
    ["list.json", "[1, 2]"],
    ["wrong.json", JSON.stringify({ catalog: { uuid: 1 } })],
    ["empty.json", JSON.stringify({ catalog: { ...foreign.catalog, groups: [] } })],
    ["broken.yaml", "urn: [\n"],
    ["alias.yaml", "urn: &a x\nlocale: *a\n"],
  ])("%s", async (name, content) => {
    writeFileSync(at(name), content);
    const { out, code } = await run("pack", "import", at(name), "--out", at("never"), "--json");
    expect([code, existsSync(at("never"))]).toEqual([2, false]);
    const { problems } = JSON.parse(out);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0].message.zh).toMatch(/\p{Script=Han}/u);
  });

  test("a damaged remainder is told, not guessed", async () => {
    const file = at("damaged.json");
    await run("pack", "export", "enterprise-size@2017", "--format", "oscal", "--out", file);
    const value = read(file);
    for (const resource of value.catalog["back-matter"].resources)
      if (resource.base64 !== undefined) resource.base64.value = "e30=";
    writeFileSync(file, JSON.stringify(value));
    const { out, code } = await run("pack", "import", file, "--out", at("never"));
    expect([code, existsSync(at("never"))]).toEqual([2, false]);
    expect(out).toContain("is damaged");
  });
});
