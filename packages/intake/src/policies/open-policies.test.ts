/** Folders of policies are opened whole or refused with file and line; both executors get the same policies. */

import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { entityStore, type AccessRequest, type Entity } from "@fenji/access";
import { AppError } from "@fenji/kernel";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPolicies, type OpenPolicies } from "./open-policies.ts";

type Files = Readonly<Record<string, string>>;

let folder = "";
let opened: OpenPolicies | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fenji-policies-"));
});

afterEach(async () => {
  await opened?.close();
  opened = undefined;
  await rm(folder, { recursive: true, force: true });
});

const openWith = async (files: Files): Promise<OpenPolicies> => {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  opened = await openPolicies(folder);
  return opened;
};

const openPoliciesAgain = async (): Promise<OpenPolicies> => {
  await opened?.close();
  opened = await openPolicies(folder);
  return opened;
};

const refusalOf = async (work: Promise<unknown>): Promise<AppError> => {
  const error: unknown = await work.catch((caught: unknown) => caught);
  if (!(error instanceof AppError)) throw new RangeError(`not refused: ${String(error)}`);
  return error;
};

const refusal = (files: Files): Promise<AppError> => refusalOf(openWith(files));

const head = "(principal, action, resource)";
const request: AccessRequest = {
  principal: { type: "User", id: "li" },
  action: { type: "Action", id: "write" },
  resource: { type: "Valve", id: "7" },
  context: { n: 2 ** 53 - 1 },
};
const schema = `entity User in [User] { age?: Long };
entity Valve;
action change;
action write in [change] appliesTo { principal: User, resource: Valve, context: { n?: Long } };`;

const sound = {
  "b.cedar": `@id("no") @zh("负数不行") @en("No negative numbers")\nforbid${head} when { context has n && context.n < 0 };`,
  "a.cedar": `// 说明\n@id("yes") @zh("可以改") @en("May change")\npermit(principal, action in Action::"change", resource);`,
};

describe("a sound folder", () => {
  it("gives policies with their annotations, decided alike by both executors", async () => {
    const { policies, compiled, reference } = await openWith({ ...sound, "s.cedarschema": schema });
    expect(policies).toMatchObject([
      {
        id: "no",
        effect: "forbid",
        annotations: { id: "no", zh: "负数不行", en: "No negative numbers" },
      },
      { id: "yes", effect: "permit", annotations: { id: "yes", zh: "可以改", en: "May change" } },
    ]);
    for (const { file, source, id } of policies) {
      expect(file).toMatch(/\.cedar$/);
      expect(source).toContain(`@id("${id}")`);
    }
    expect(policies.map(({ alone }) => alone.decide(request, entityStore([])).determining)).toEqual(
      [[], ["yes"]],
    );
    const nobody = entityStore([]);
    const permitted = { allowed: true, determining: ["yes"], errors: [] };
    expect(compiled.decide(request, nobody)).toEqual(permitted);
    expect(await reference.decide(request, nobody)).toEqual(permitted);
    const negative = { ...request, context: { n: -1 } };
    const forbidden = { allowed: false, determining: ["no"], errors: [] };
    expect(compiled.decide(negative, nobody)).toEqual(forbidden);
    expect(await reference.decide(negative, nobody)).toEqual(forbidden);
  });

  it("needs no schema; then groups of actions come with the entities", async () => {
    const { compiled, reference } = await openWith(sound);
    const group: Entity = {
      uid: request.action,
      attrs: {},
      parents: [{ type: "Action", id: "change" }],
    };
    for (const [entities, allowed] of [
      [entityStore([]), false],
      [entityStore([group]), true],
    ] as const) {
      expect(compiled.decide(request, entities).allowed).toBe(allowed);
      expect((await reference.decide(request, entities)).allowed).toBe(allowed);
    }
  });

  it("calls a policy without @id by its file and place", async () => {
    const { policies } = await openWith({
      "many.cedar": Array.from(
        { length: 12 },
        (_value, at) => `permit${head} when { ${at} == 1 };`,
      ).join("\n"),
    });
    const { compiled } = await openPoliciesAgain();
    expect(policies.map(({ id }) => id)).toContain("many.cedar#12");
    expect(compiled.decide(request, entityStore([])).determining).toEqual(["many.cedar#2"]);
  });

  it("has a version that changes with any file", async () => {
    const { version } = await openWith(sound);
    expect((await openPoliciesAgain()).version).toBe(version);
    await writeFile(join(folder, "a.cedar"), `${sound["a.cedar"]} // …`);
    expect((await openPoliciesAgain()).version).not.toBe(version);
  });

  it("keeps numbers beyond 2^53 exact in the reference, and leaves them out of the compiled", async () => {
    const { compiled, reference } = await openWith({
      "a.cedar": `@id("exact") permit${head} when { context.n + 2 == 9007199254740993 };`,
    });
    expect(compiled.uncovered).toEqual(["exact"]);
    expect((await reference.decide(request, entityStore([]))).allowed).toBe(true);
  });

  it("gives the reference the entities that a decision can reach, and no others", async () => {
    const { compiled, reference } = await openWith({
      "a.cedar": `permit(principal in User::"top", action, resource) when { context.peer.boss.age == 7 && User::"named".age == 8 };`,
    });
    const user = (id: string, attrs: Entity["attrs"], parent?: string): Entity => ({
      uid: { type: "User", id },
      attrs,
      parents: parent === undefined ? [] : [{ type: "User", id: parent }],
    });
    const boss = { __entity: { type: "User", id: "boss" } };
    const needed = [
      user("li", {}, "mid"),
      user("mid", {}, "top"),
      user("peer", { boss }),
      user("boss", { age: 7 }),
      user("named", { age: 8 }),
    ];
    const others = Array.from({ length: 500 }, (_value, at) =>
      user(`other ${at}`, { age: at }, "top"),
    );
    const entities = entityStore([...others, ...needed]);
    const asked = { ...request, context: { peer: { __entity: { type: "User", id: "peer" } } } };
    const ids = compiled.slice(asked, entities).map(({ uid }) => uid.id);
    expect(ids.toSorted()).toEqual(["boss", "li", "mid", "named", "peer"]);
    expect((await reference.decide(asked, entities)).allowed).toBe(true);
    expect(compiled.decide(asked, entities).allowed).toBe(true);
  });
});

describe("a folder that is refused names file and line", () => {
  const at = (error: AppError): string => `${error.code} ${error.message}`;

  it("of a mistake in a policy", async () => {
    const text = `// 中文注释\npermit${head};\npermit(principal, actoin, resource);`;
    expect(at(await refusal({ "a.cedar": text }))).toMatch(
      /^policy\.invalid .*a\.cedar:3 .*actoin/,
    );
  });

  it("of a policy that is not valid by the schema", async () => {
    const text = `permit${head};\n\n// 中文\npermit${head} when {\n  principal.agee > 1 };`;
    const error = await refusal({ "a.cedar": text, "s.cedarschema": schema });
    expect(at(error)).toMatch(/^policy\.invalid .*a\.cedar:5 .*agee/);
    expect(error.in("zh")).toMatch(/a\.cedar:5 .*agee/);
  });

  it("of a mistake in the schema", async () => {
    const error = await refusal({ ...sound, "s.cedarschema": "entity User;\nactoin x;" });
    expect(at(error)).toMatch(/^policy\.invalid .*s\.cedarschema:2 /);
  });

  it("of a type that the schema does not declare", async () => {
    const error = await refusal({ ...sound, "s.cedarschema": "entity User {\n age: Lon };" });
    expect(at(error)).toMatch(/^policy\.invalid .*s\.cedarschema:2 .*Lon/);
  });

  it("of an id that is taken", async () => {
    const error = await refusal({
      "a.cedar": `@id("one") permit${head};`,
      "b.cedar": `permit${head};\n@id("one") forbid${head};`,
    });
    expect(error.code).toBe("policy.id-twice");
    expect(error.message).toMatch(/b\.cedar:2 .*one.*a\.cedar:1/);
  });

  it("of a template", async () => {
    const error = await refusal({
      "a.cedar": "permit(principal == ?principal, action, resource);",
    });
    expect(at(error)).toMatch(/^policy\.template .*a\.cedar/);
  });
});

describe("a folder is refused", () => {
  it("that is not there, or holds no policy", async () => {
    expect((await refusalOf(openPolicies(join(folder, "none")))).code).toBe(
      "policy.folder-not-found",
    );
    expect((await refusal({ "readme.md": "" })).code).toBe("policy.none");
  });

  it("with two schemas", async () => {
    const files = { ...sound, "a.cedarschema": schema, "b.cedarschema": "entity X;" };
    expect((await refusal(files)).code).toBe("policy.two-schemas");
  });

  it("with a link, a folder in place of a file, other bytes than UTF-8, or too many bytes", async () => {
    await symlink("/etc/hostname", join(folder, "a.cedar"));
    expect((await refusalOf(openPolicies(folder))).code).toBe("policy.file-refused");
    await rm(join(folder, "a.cedar"));
    await mkdir(join(folder, "a.cedar"));
    expect((await refusalOf(openPolicies(folder))).code).toBe("policy.file-refused");
    await rm(join(folder, "a.cedar"), { recursive: true });
    await writeFile(join(folder, "a.cedar"), Uint8Array.from([0xff, 0xfe, 0x41]));
    expect((await refusalOf(openPolicies(folder))).code).toBe("policy.file-refused");
    await writeFile(join(folder, "a.cedar"), " ".repeat(1_000_001));
    expect((await refusalOf(openPolicies(folder))).code).toBe("policy.file-refused");
  });

  it("with an expression so long that Cedar's engine crashes, and the next one is opened as if nothing had been", async () => {
    const chain = Array.from({ length: 8_000 }, () => "context.n == 1").join(" && ");
    const error = await refusal({ "a.cedar": `permit${head} when { ${chain} };` });
    expect(error.code).toBe("policy.reference-crashed");
    const { policies } = await openWith({ "a.cedar": `@id("fine") permit${head};` });
    expect(policies).toHaveLength(1);
  });
});
