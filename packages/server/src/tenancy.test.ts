/**
 * Every operation of the contract × every role, against one's own enterprise and somebody else's, over HTTP with real
 * sessions. What comes out is docs/operations/access-matrix.md, which a person can read and a change must alter on purpose
 * (FENJI_WRITE_MATRIX=1 writes it anew); what must hold whatever the policies say is asserted beside it.
 *
 * Nothing is done by these requests: a change gets a body that no schema accepts, which is looked at only behind the gate.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  operations,
  type Endpoint,
  type Line,
  type OrganisationKind,
  type Role,
} from "@fenji/contract";
import type { EnterpriseId } from "@fenji/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  makeOrganisation,
  makePerson,
  type TestPerson,
} from "./features/identity/testing/people.ts";
import { features } from "./node-features.ts";
import { installationFolder } from "./platform/config.ts";
import { inTransaction, newId } from "./platform/ctx.ts";
import { startTestNode, type TestNode } from "./platform/testing/start-test-node.ts";

type Outcome = "passes" | "denied" | "hidden" | "sign-in" | "open";

interface Column {
  readonly name: string;
  readonly role: Role | null;
  readonly headers: Readonly<Record<string, string>>;
  /** The organisation acted for, or one that is not there. */
  readonly organisationId: string;
}

interface Row {
  readonly operation: Endpoint;
  readonly target: "node" | "own" | "other";
  readonly outcomes: readonly Outcome[];
}

let node: TestNode;
let columns: readonly Column[] = [];
let rows: readonly Row[] = [];
const mine = newId() as EnterpriseId;
const theirs = newId() as EnterpriseId;
let stranger = "";

const matrixPath = join(installationFolder, "docs/operations/access-matrix.md");

const firm = (id: EnterpriseId, creditCode: string, jurisdiction: string) => ({
  enterprise_id: id,
  credit_code: creditCode,
  name: "某厂",
  name_en: null,
  jurisdiction_code: jurisdiction,
  city_code: null,
  division: "C39",
  sector: "electronics",
  synthetic: true,
  created_at: new Date().toISOString(),
  lines: ["industry"],
});

interface Office {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly role: Role;
  readonly manager?: boolean;
  readonly jurisdiction?: string;
  readonly line?: Line;
}

/** Of each role one person with a second factor just shown; supervisors of both lines, and the ministry. */
const offices: readonly Office[] = [
  { name: "owner", kind: "enterprise", role: "enterprise-owner" },
  { name: "editor", kind: "enterprise", role: "enterprise-editor" },
  { name: "viewer", kind: "enterprise", role: "enterprise-viewer" },
  { name: "assessor", kind: "assessor", role: "assessor" },
  {
    name: "industry dept (manager)",
    kind: "supervisor",
    role: "supervisor",
    manager: true,
    jurisdiction: "X0",
    line: "industry",
  },
  {
    name: "comms admin",
    kind: "supervisor",
    role: "supervisor",
    jurisdiction: "X0",
    line: "communications",
  },
  { name: "ministry", kind: "supervisor", role: "supervisor", jurisdiction: "CN" },
  { name: "vendor", kind: "vendor", role: "vendor" },
  { name: "fund", kind: "fund", role: "fund" },
  { name: "institution", kind: "institution", role: "institution" },
  { name: "park", kind: "park", role: "park" },
  { name: "auditor", kind: "operator", role: "auditor" },
  { name: "administrator", kind: "operator", role: "administrator" },
];

const enterOffices = async (): Promise<readonly Column[]> => {
  const house = new Map<string, string>();
  const made: Column[] = [];
  for (const { name, kind, role, manager, jurisdiction, line } of offices) {
    const key = `${kind} ${jurisdiction ?? ""} ${line ?? ""}`;
    const organisationId =
      house.get(key) ??
      (await makeOrganisation(node, {
        kind,
        ...(kind === "enterprise" ? { enterpriseId: mine } : {}),
        ...(jurisdiction === undefined ? {} : { jurisdiction }),
        ...(line === undefined ? {} : { line }),
      }));
    house.set(key, organisationId);
    const person: TestPerson = await makePerson(node, {
      role,
      organisationId,
      manager: manager === true,
    });
    made.push({ name, role, headers: person.headers, organisationId });
  }
  return made;
};

const assign = (organisationId: string) =>
  inTransaction(node.ctx(), (tx) =>
    tx.db
      .insertInto("assignments")
      .values({
        enterprise_id: mine,
        id: newId(),
        organisation_id: organisationId,
        from_at: new Date(Date.now() - 60_000).toISOString(),
        until_at: new Date(Date.now() + 3_600_000).toISOString(),
        ended_at: null,
        assigned_by: "user:owner",
        created_at: new Date().toISOString(),
      })
      .execute(),
  );

/** Values that the path's own schema accepts, so that the gate is reached. */
const pathValue = (name: string, schema: { format?: string; pattern?: string }): string => {
  if (schema.format === "uuid") return newId();
  if (schema.pattern?.includes("{64}") === true) return "a".repeat(64);
  return name === "version" ? "1" : "x";
};

const urlOf = (operation: Endpoint, ids: Readonly<Record<string, string>>): string => {
  const schema = z.toJSONSchema(operation.path, { io: "input", unrepresentable: "any" });
  const properties = (schema.properties ?? {}) as Record<
    string,
    { format?: string; pattern?: string }
  >;
  const filled = operation.url.replace(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(ids[name] ?? pathValue(name, properties[name] ?? {})),
  );
  return `/api${filled}`;
};

/** Hidden is told from a missing part of what is seen by what the answer says was not found. */
const outcomeOf = (
  operation: Endpoint,
  reply: { readonly statusCode: number; readonly json: () => { code?: string; params?: object } },
  gated: readonly string[],
): Outcome => {
  if (operation.permission === null) return "open";
  const body = reply.statusCode < 300 ? {} : reply.json();
  const params = new Map<string, unknown>(Object.entries(body.params ?? {}));
  if (reply.statusCode === 401) return "sign-in";
  if (body.code === "permission.denied") return "denied";
  if (body.code === "request.not-found" && gated.includes(String(params.get("what"))))
    return "hidden";
  if (body.code === "request.invalid" && String(params.get("at")).startsWith("path"))
    throw new Error(
      `${operation.name}: the address was refused before the gate: ${JSON.stringify(body)}`,
    );
  if (reply.statusCode >= 500) throw new Error(`${operation.name} failed: ${JSON.stringify(body)}`);
  return "passes";
};

const tryOne = async (
  operation: Endpoint,
  target: Row["target"],
  column: Column,
): Promise<Outcome> => {
  const enterpriseId = target === "other" ? theirs : mine;
  const organisationId = target === "other" ? stranger : column.organisationId;
  const change = operation.method !== "GET";
  const reply = await node.app.inject({
    method: operation.method,
    url: urlOf(operation, { enterpriseId, organisationId }),
    headers: { ...column.headers, ...(change ? { "content-type": "application/json" } : {}) },
    // No schema of ours accepts a list as the whole body.
    ...(change ? { payload: "[]" } : {}),
  });
  return outcomeOf(operation, reply, [enterpriseId, organisationId]);
};

const targetsOf = ({ url }: Endpoint): readonly Row["target"][] =>
  /\{(enterprise|organisation)Id\}/.test(url) ? ["own", "other"] : ["node"];

beforeAll(async () => {
  node = await startTestNode({ features, environment: { FENJI_MODE: "server" } });
  await inTransaction(node.ctx(), (tx) =>
    tx.db
      .insertInto("enterprises")
      .values([firm(mine, "91X00000000000001A", "X0"), firm(theirs, "91X00000000000002B", "32")])
      .execute(),
  );
  stranger = await makeOrganisation(node, { kind: "vendor", name: "别家" });
  const entered = await enterOffices();
  await assign(entered.find(({ name }) => name === "assessor")?.organisationId ?? "");
  columns = [{ name: "nobody", role: null, headers: {}, organisationId: newId() }, ...entered];
  const made: Row[] = [];
  for (const operation of operations)
    for (const target of targetsOf(operation)) {
      const outcomes: Outcome[] = [];
      for (const column of columns) outcomes.push(await tryOne(operation, target, column));
      made.push({ operation, target, outcomes });
    }
  rows = made;
}, 400_000);

afterAll(() => node.close());

const signs: Readonly<Record<Outcome, string>> = {
  passes: "●",
  denied: "–",
  hidden: "",
  "sign-in": "×",
  open: "○",
};

const matrix = (): string => {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const head = line(["operation", "permission", "on", ...columns.map(({ name }) => name)]);
  const rule = line(["---", "---", "---", ...columns.map(() => ":-:")]);
  const body = rows.map(({ operation, target, outcomes }) =>
    line([
      `\`${operation.name}\``,
      operation.permission === null ? "" : `\`${operation.permission}\``,
      target,
      ...outcomes.map((outcome) => signs[outcome]),
    ]),
  );
  return [head, rule, ...body].join("\n");
};

const intro = `# Who may do what · 访问矩阵

Seen by asking a node in server mode, not written by hand: \`packages/server/src/tenancy.test.ts\` calls every operation of
the contract as every role and fails when an answer differs from this page (\`FENJI_WRITE_MATRIX=1\` writes it anew).
本页由测试实际请求得出，不是手写；任何一格变化，测试都会失败。

● let through · 放行 – denied with reasons · 拒绝并说明 (empty · 空) hidden: answered as if it did not exist · 如同不存在
× must sign in · 须登录 ○ open to anyone · 不需登录

Everyone but *nobody* has just shown a second factor. *own*: the enterprise whose owner, editor and viewer these are, which
the assessor is assigned to and which lies in the two supervisors' province, in the industry line; or the role's own
organisation. *other*: an enterprise of another province, an organisation of others. What else depends on the moment
(second factor, risk, token, posture) is in \`policies/examples\`.
`;

describe("the access matrix", () => {
  it("has a row for every operation, and every operation is on the server", () => {
    expect(new Set(rows.map(({ operation }) => operation.name))).toEqual(
      new Set(operations.map(({ name }) => name)),
    );
    const missing = operations.filter(
      ({ method, url }) =>
        !node.app.hasRoute({ method, url: `/api${url.replace(/\{(\w+)\}/g, ":$1")}` }),
    );
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it("is the one that is written down", () => {
    const text = `${intro}\n${matrix()}\n`;
    process.stdout.write(`${matrix()}\n`);
    if (process.env["FENJI_WRITE_MATRIX"] !== undefined) writeFileSync(matrixPath, text);
    expect(readFileSync(matrixPath, "utf8")).toBe(text);
  });
});

interface Cell {
  readonly operation: Endpoint;
  readonly target: Row["target"];
  readonly column: Column;
  readonly outcome: Outcome;
}

const cellsWhere = (wanted: (cell: Cell) => boolean): readonly string[] =>
  rows
    .flatMap(({ operation, target, outcomes }) =>
      columns.map((column, at) => ({
        operation,
        target,
        column,
        outcome: outcomes[at] ?? ("open" as const),
      })),
    )
    .filter(wanted)
    .map(({ operation, target, column }) => `${column.name}: ${operation.name} on ${target}`);

const isRead = ({ permission }: Endpoint): boolean => permission?.endsWith(":read") ?? true;

const onEnterprise = ({ url }: Endpoint): boolean => url.includes("{enterpriseId}");

describe("whatever the policies say", () => {
  it("nobody gets past the door without a session", () => {
    expect(
      cellsWhere(
        ({ column, outcome }) => column.name === "nobody" && !["sign-in", "open"].includes(outcome),
      ),
    ).toEqual([]);
  });

  it("another enterprise is as if it were not there, but for the ministry and the auditor", () => {
    expect(
      cellsWhere(
        ({ operation, target, column, outcome }) =>
          onEnterprise(operation) &&
          target === "other" &&
          !["nobody", "ministry", "auditor"].includes(column.name) &&
          outcome !== "hidden",
      ),
    ).toEqual([]);
  });

  it("the line of supervision counts, not the province alone", () => {
    expect(
      cellsWhere(
        ({ operation, target, column, outcome }) =>
          onEnterprise(operation) &&
          target === "own" &&
          column.name === "comms admin" &&
          outcome !== "hidden",
      ),
    ).toEqual([]);
  });

  it("auditors change nothing", () => {
    expect(
      cellsWhere(
        ({ operation, column, outcome }) =>
          column.name === "auditor" &&
          outcome === "passes" &&
          !isRead(operation) &&
          operation.permission !== "account:write",
      ),
    ).toEqual([]);
  });

  it("administrators see no enterprise; vendors, funds, institutions and parks neither", () => {
    const outside = ["administrator", "vendor", "fund", "institution", "park"];
    expect(
      cellsWhere(
        ({ operation, column, outcome }) =>
          onEnterprise(operation) && outside.includes(column.name) && outcome === "passes",
      ),
    ).toEqual([]);
  });

  it("raw evidence is for the firm, its assessors and the auditor", () => {
    expect(
      cellsWhere(
        ({ operation, column, outcome }) =>
          operation.permission?.startsWith("evidence:") === true &&
          outcome === "passes" &&
          !["owner", "editor", "viewer", "assessor", "auditor"].includes(column.name),
      ),
    ).toEqual([]);
  });

  it("another organisation's members and tokens are out of sight for everyone who does not run or audit the node", () => {
    expect(
      cellsWhere(
        ({ operation, target, column, outcome }) =>
          operation.url.includes("{organisationId}") &&
          target === "other" &&
          column.role !== "administrator" &&
          column.role !== "auditor" &&
          column.name !== "nobody" &&
          outcome !== "hidden",
      ),
    ).toEqual([]);
  });
});

describe("a web page of somebody else", () => {
  it("changes nothing with a person's cookie, on any operation", async () => {
    const owner = columns.find(({ name }) => name === "owner");
    const passed: string[] = [];
    for (const operation of operations.filter(({ method }) => method !== "GET")) {
      const reply = await node.app.inject({
        method: operation.method,
        url: urlOf(operation, { enterpriseId: mine }),
        headers: {
          ...owner?.headers,
          host: "localhost",
          origin: "http://evil.example",
          "sec-fetch-site": "cross-site",
          "content-type": "application/json",
        },
        payload: "[]",
      });
      if (reply.json().code !== "request.foreign-origin") passed.push(operation.name);
    }
    expect(passed).toEqual([]);
  });
});

describe("a body", () => {
  it("of no operation keeps members that the contract does not name", () => {
    const open = operations.filter((operation) => {
      const schema = z.toJSONSchema(operation.body, { io: "output", unrepresentable: "any" });
      return (
        schema.type === "object" &&
        schema.properties !== undefined &&
        schema.additionalProperties !== false
      );
    });
    expect(open.map(({ name }) => name)).toEqual([]);
  });

  it("with an integer that would be altered is refused on every operation that takes one", async () => {
    const owner = columns.find(({ name }) => name === "owner");
    const kept: string[] = [];
    for (const operation of operations.filter(
      ({ method, binary }) => (method === "POST" || method === "PUT") && !binary,
    )) {
      const reply = await node.app.inject({
        method: operation.method,
        url: urlOf(operation, { enterpriseId: mine }),
        headers: { ...owner?.headers, "content-type": "application/json" },
        payload: '{"n":9007199254740993}',
      });
      const { code, params } = reply.json();
      if (code !== "request.invalid" || params.detail !== "9007199254740993")
        kept.push(operation.name);
    }
    expect(kept).toEqual([]);
  });
});
