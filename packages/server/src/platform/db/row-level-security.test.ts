/** Every table of an enterprise's data is walled off, as the catalogue and the application's own role see it. */

import { openSecrets, recordedAddress } from "@fenji/intake";
import type { EnterpriseId } from "@fenji/kernel";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { localActor, type Actor } from "../auth/actor.ts";
import { inSnapshot, inTransaction, newId, type Ctx } from "../ctx.ts";
import { startTestNode, type TestNode } from "../testing/start-test-node.ts";
import { copyLine, copyRows } from "./copy-rows.ts";

let node: TestNode;
let owner: pg.Client;
const mine = newId() as EnterpriseId;
const theirs = newId() as EnterpriseId;

const own = (...enterpriseIds: EnterpriseId[]): Actor => ({
  ...localActor,
  id: "tester",
  scope: { kind: "own", enterpriseIds },
});

/** A file on its way. */
const insertUpload = async (tx: Ctx, id: EnterpriseId, now: string): Promise<void> => {
  const since = { created_at: now, changed_at: now };
  await tx.db
    .insertInto("evidence_uploads")
    .values({
      enterprise_id: id,
      id: newId(),
      name: "n",
      size: 1,
      state: "receiving",
      actor: "t",
      ...since,
    })
    .execute();
};

/** One row of every table of the exchange between nodes. */
const insertExchange = async (tx: Ctx, id: EnterpriseId, now: string): Promise<void> => {
  const [peer, inspection] = [newId(), newId()];
  const hash = "c".repeat(64);
  const common = { enterprise_id: id, peer_id: peer, kind: "notice", schema: "notice/1", hash };
  const message = { ...common, sequence: 1, created_at: now, size: 2, envelope: "{}" };
  const words = '{"zh":"某","en":null}';
  await tx.db
    .insertInto("peers")
    .values({
      peer_id: peer,
      node_kind: "supervisor",
      name: "n",
      relation: "above",
      state: "linked",
      created_at: now,
    })
    .execute();
  await tx.db
    .insertInto("links")
    .values({ enterprise_id: id, peer_id: peer, state: "linked", created_at: now })
    .execute();
  await tx.db
    .insertInto("outbox_messages")
    .values({ ...message, id: newId(), state: "queued" })
    .execute();
  await tx.db
    .insertInto("inbox_messages")
    .values({ ...message, id: newId(), received_at: now, receipt: "{}" })
    .execute();
  await tx.db
    .insertInto("filings")
    .values({
      enterprise_id: id,
      id: newId(),
      peer_id: peer,
      direction: "out",
      revision: 1,
      current: true,
      state: "submitted",
      filed_at: now,
      pack_id: "p",
      pack_version: "1",
      pack_hash: hash,
      grades: "[]",
      body_hash: hash,
      content: "{}",
      history: "[]",
    })
    .execute();
  await tx.db
    .insertInto("filing_cases")
    .values({
      enterprise_id: id,
      pack_id: "p",
      object_type: "connected",
      pack_version: "1",
      jurisdiction_code: "X0",
      line: "industry",
      in_scope: true,
      scope_since: "2026-11-01",
      stage_since: now,
    })
    .execute();
  await tx.db
    .insertInto("calendar_feeds")
    .values({
      enterprise_id: id,
      id: newId(),
      secret_hash: Buffer.from(id.replaceAll("-", "").repeat(2), "hex"),
      language: "zh",
      created_at: now,
      created_by: "t",
    })
    .execute();
  const check = newId();
  await tx.db
    .insertInto("grade_checks")
    .values({
      id: check,
      pack_id: "p",
      pack_version: "1",
      state: "disagreed",
      started_by: "t",
      started_at: now,
      finished_at: now,
    })
    .execute();
  await tx.db
    .insertInto("grade_disagreements")
    .values({ enterprise_id: id, check_id: check, object_type: "connected" })
    .execute();
  await tx.db
    .insertInto("inspections")
    .values({
      enterprise_id: id,
      id: inspection,
      peer_id: peer,
      direction: "in",
      item: hash,
      reason: words,
      due_date: "2026-12-01",
      state: "released",
      asked_at: now,
    })
    .execute();
  await tx.db
    .insertInto("releases")
    .values({ enterprise_id: id, inspection_id: inspection, item: hash, size: 1, released_at: now })
    .execute();
  await tx.db
    .insertInto("tasks")
    .values({
      id: newId(),
      enterprise_id: id,
      peer_id: peer,
      kind: "task",
      direction: "in",
      title: words,
      text: words,
      state: "sent",
      sent_at: now,
    })
    .execute();
};

/** One row of every table of graded objects. */
const insertObject = async (tx: Ctx, id: EnterpriseId, now: string): Promise<void> => {
  const [object, factsId] = [newId(), newId()];
  const common = { enterprise_id: id, object_id: object };
  await tx.db
    .insertInto("graded_objects")
    .values({ enterprise_id: id, id: object, kind: "system", name: "n", created_at: now })
    .execute();
  await tx.db
    .insertInto("object_facts")
    .values({
      ...common,
      id: factsId,
      recorded_at: now,
      facts: "{}",
      actor: "t",
      supersedes: null,
    })
    .execute();
  await tx.db
    .insertInto("object_grades")
    .values({
      ...common,
      pack_id: "p",
      pack_version: "1",
      object_type: "t",
      grade: 1,
      possible: [1],
      facts_id: factsId,
      computed_at: now,
    })
    .execute();
};

/** One row of every table of assessment as work. */
const insertEngagement = async (tx: Ctx, id: EnterpriseId, now: string): Promise<void> => {
  const [engagement, version, sha256] = [newId(), newId(), "f".repeat(64)];
  const of = { enterprise_id: id, engagement_id: engagement } as const;
  const pack = { pack_id: "p", pack_version: "1", object_type: "connected" };
  await tx.db
    .insertInto("engagements")
    .values({
      enterprise_id: id,
      id: engagement,
      number: "A-2026-0001",
      title: "t",
      kind: "self",
      organisation_id: null,
      ...pack,
      grade: 2,
      grade_basis: "asked",
      stage: "field",
      plan: "{}",
      history: "[]",
      created_at: now,
      created_by: "t",
    })
    .execute();
  await tx.db
    .insertInto("engagement_counters")
    .values({ enterprise_id: id, series: "A", year: 2026, last: 1 })
    .execute();
  await tx.db
    .insertInto("engagement_members")
    .values({ ...of, person: "t", role: "lead" })
    .execute();
  await tx.db
    .insertInto("field_records")
    .values({
      ...of,
      version,
      record_id: newId(),
      bases: [],
      content: "{}",
      content_hash: sha256,
      person: "t",
      device: null,
      recorded_at: now,
      received_at: now,
      seq: 1,
    })
    .execute();
  await tx.db
    .insertInto("field_documents")
    .values({
      ...of,
      sha256,
      name: "n",
      size: 1,
      media: "text/plain",
      added_at: now,
      added_by: "t",
    })
    .execute();
  await tx.db
    .insertInto("field_document_openings")
    .values({ ...of, id: newId(), sha256, at: now, person: "t" })
    .execute();
  await tx.db
    .insertInto("engagement_conclusions")
    .values({
      ...of,
      requirement_id: "r",
      id: newId(),
      result: "met",
      machine_verdict: "met",
      reason: null,
      note: null,
      person: "t",
      at: now,
    })
    .execute();
  await tx.db
    .insertInto("engagement_signatures")
    .values({
      ...of,
      version: 1,
      step: "prepared",
      person: "t",
      role: "lead",
      at: now,
      content_hash: sha256,
    })
    .execute();
  await tx.db
    .insertInto("findings")
    .values({
      ...of,
      ...pack,
      id: newId(),
      number: "F-2026-0001",
      requirement_id: "r",
      title: "t",
      severity: "low",
      risk: "r",
      recommendation: "r",
      subjects: '[{"kind":"host","id":"h"}]',
      state: "open",
      raised_at: now,
      raised_by: "t",
      repeats: null,
    })
    .execute();
};

/** A mapping of a table. */
const insertMapping = async (tx: Ctx, id: EnterpriseId, now: string): Promise<void> => {
  await tx.db
    .insertInto("table_mappings")
    .values({ enterprise_id: id, id: "t", mapping: "{}", saved_by: "t", saved_at: now })
    .execute();
};

/** Who is told, and of what. */
const insertWebhook = async (tx: Ctx, id: EnterpriseId, now: string): Promise<void> => {
  const webhook = newId();
  await tx.db
    .insertInto("webhooks")
    .values({
      enterprise_id: id,
      id: webhook,
      url: "https://example.org/",
      events: ["verdicts.changed"],
      secret: Buffer.from("s"),
      state: "active",
      cursor: 0,
      created_at: now,
      created_by: "t",
    })
    .execute();
  await tx.db
    .insertInto("webhook_deliveries")
    .values({
      enterprise_id: id,
      id: newId(),
      webhook_id: webhook,
      event: "test",
      body: "{}",
      state: "waiting",
      created_at: now,
      next_at: now,
    })
    .execute();
};

/** How sources fared. */
const insertWeighing = async (tx: Ctx, id: EnterpriseId, now: string): Promise<void> => {
  await tx.db
    .insertInto("source_weighings")
    .values({
      enterprise_id: id,
      pack_id: "p",
      pack_version: "1",
      weighing: "{}",
      weighed_at: now,
    })
    .execute();
};

/** A decision on a verdict. */
const insertDecision = async (tx: Ctx, id: EnterpriseId, now: string): Promise<void> => {
  await tx.db
    .insertInto("verdict_decisions")
    .values({
      enterprise_id: id,
      id: newId(),
      pack_id: "p",
      pack_version: "1",
      requirement_id: "r",
      kind: "acceptance",
      owner: "o",
      decided_by: "t",
      decided_at: now,
      reason: "known",
      from_day: "2026-11-26",
      until_day: "2026-12-26",
    })
    .execute();
};

/** What belongs to the node and tells of a jurisdiction. */
const insertCodeAndRollup = async (tx: Ctx, now: string): Promise<void> => {
  const peer = await tx.db.selectFrom("peers").select("peer_id").executeTakeFirstOrThrow();
  await tx.db
    .insertInto("enrolment_codes")
    .values({
      id: newId(),
      secret_hash: "d".repeat(64),
      name_hash: "e".repeat(64),
      kind: "supervisor",
      credit_code: null,
      jurisdiction_code: "X0",
      created_at: now,
      expires_at: now,
    })
    .execute();
  await tx.db
    .insertInto("aggregates")
    .values({
      id: newId(),
      peer_id: peer.peer_id,
      direction: "in",
      jurisdiction_code: "X0",
      as_of: "2026-11-01",
      content: "{}",
    })
    .execute();
};

const firm = (id: EnterpriseId, creditCode: string) => ({
  enterprise_id: id,
  credit_code: creditCode,
  name: "某厂",
  name_en: null,
  jurisdiction_code: "X0",
  city_code: null,
  division: "C39",
  sector: "electronics",
  synthetic: true,
  created_at: new Date().toISOString(),
});

interface TableState {
  readonly name: string;
  readonly walled: boolean;
}

/** Tables with an enterprise_id column, and whether row-level security is on, forced, and has a policy for everyone. */
const findTables = async (): Promise<readonly TableState[]> => {
  const rows = await owner.query<TableState>(`
    select c.relname as name,
           c.relrowsecurity and c.relforcerowsecurity and exists (
             select 1 from pg_policy p where p.polrelid = c.oid and p.polroles = '{0}'::oid[]) as walled
      from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and a.attname = 'enterprise_id' and not a.attisdropped
     order by 1`);
  return rows.rows;
};

beforeAll(async () => {
  node = await startTestNode();
  const folder = `${node.dataFolder}/postgres`;
  const address = recordedAddress(folder);
  if (address === undefined) throw new Error("no address");
  owner = new pg.Client({
    ...address,
    user: "fenji_owner",
    password: openSecrets(folder).owner,
    database: "fenji",
  });
  await owner.connect();
  const now = new Date().toISOString();
  const some = { recorded_at: now, received_at: now };
  await inTransaction(node.ctx(), async (tx) => {
    for (const [id, code, sha] of [
      [mine, "91X00000000000001A", "a"],
      [theirs, "91X00000000000002B", "b"],
    ] as const) {
      const factsId = newId();
      const sha256 = sha.repeat(64);
      const observationId = newId();
      await tx.db.insertInto("enterprises").values(firm(id, code)).execute();
      await tx.db
        .insertInto("enterprise_facts")
        .values({
          enterprise_id: id,
          id: factsId,
          recorded_at: some.recorded_at,
          facts: "{}",
          actor: "t",
          supersedes: null,
        })
        .execute();
      await tx.db
        .insertInto("enterprise_grades")
        .values({
          enterprise_id: id,
          pack_id: "p",
          pack_version: "1",
          object_type: "connected",
          grade: 2,
          possible: [2],
          facts_id: factsId,
          computed_at: now,
        })
        .execute();
      await tx.db
        .insertInto("evidence_files")
        .values({
          enterprise_id: id,
          sha256,
          size: 1,
          format: "xccdf",
          tool: "t",
          tool_version: null,
          name: "n",
          received_at: now,
          status: "read",
        })
        .execute();
      await tx.db
        .insertInto("observations")
        .values({
          enterprise_id: id,
          id: observationId,
          file_sha256: sha256,
          scope: "s",
          family: "f",
          subject_kind: "host",
          subject_id: "h",
          subject_identifiers: "{}",
          check_ref: "ssg:x",
          revision: null,
          title: null,
          refs: ["cce:1"],
          result: "pass",
          severity: null,
          observed_at: null,
          received_at: now,
          last_seen_at: now,
          holds_at: now,
          place: "1:1",
          message: null,
          closed_at: null,
          closed_by_file: null,
        })
        .execute();
      await tx.db
        .insertInto("verdicts")
        .values({
          enterprise_id: id,
          pack_id: "p",
          pack_version: "1",
          object_type: "connected",
          requirement_id: "r",
          verdict: "met",
          detail: "{}",
          computed_at: now,
        })
        .execute();
      await tx.db
        .insertInto("evidence_reports")
        .values({
          enterprise_id: id,
          file_sha256: sha256,
          family: "f",
          scope: "s",
          subject_kind: "host",
          subject_id: "h",
          reported_at: now,
        })
        .execute();
      await tx.db
        .insertInto("observation_sightings")
        .values({
          enterprise_id: id,
          observation_id: observationId,
          file_sha256: sha256,
          place: "1:1",
          observed_at: null,
          received_at: now,
          seen_at: now,
        })
        .execute();
      const staged = { enterprise_id: id, family: "f", scope: "s", subject_kind: "host" } as const;
      await tx.db
        .insertInto("staged_scopes")
        .values({ ...staged, subject_id: "h", declared: true })
        .execute();
      await tx.db
        .insertInto("staged_matches")
        .values({ enterprise_id: id, n: 1, observation_id: observationId })
        .execute();
      await tx.db
        .insertInto("decisions")
        .values({
          id: newId(),
          at: now,
          actor: "user:t",
          role: null,
          organisation_id: null,
          permission: "enterprise:read",
          enterprise_id: id,
          resource: "e",
          allowed: true,
          policies: ["p"],
          executors: "compiled",
        })
        .execute();
      await insertExchange(tx, id, now);
      await insertUpload(tx, id, now);
      await insertObject(tx, id, now);
      await insertDecision(tx, id, now);
      await insertMapping(tx, id, now);
      await insertWeighing(tx, id, now);
      await insertWebhook(tx, id, now);
      await insertEngagement(tx, id, now);
      const organisationId = newId();
      await tx.db
        .insertInto("organisations")
        .values({
          id: organisationId,
          kind: "enterprise",
          name: "某厂",
          enterprise_id: id,
          jurisdiction_code: null,
          line: null,
          created_at: now,
        })
        .execute();
      await tx.db
        .insertInto("assignments")
        .values({
          enterprise_id: id,
          id: newId(),
          organisation_id: organisationId,
          from_at: now,
          until_at: new Date(Date.now() + 60_000).toISOString(),
          assigned_by: "t",
          created_at: now,
        })
        .execute();
      tx.events.record({ enterpriseId: id, action: "test.done", subject: id, payload: {} });
    }
    await insertCodeAndRollup(tx, now);
  });
}, 60_000);

afterAll(async () => {
  await owner.end();
  await node.close();
});

describe("row-level security", () => {
  test("every table with an enterprise_id is walled", async () => {
    const tables = await findTables();
    expect(tables.length).toBeGreaterThanOrEqual(9);
    expect(tables.map(({ name }) => name)).toContain("observations");
    expect(tables.filter(({ walled }) => !walled)).toEqual([]);
  });

  test("a planted table without a policy is found", async () => {
    await owner.query("create table planted (enterprise_id uuid primary key)");
    const planted = (await findTables()).find(({ name }) => name === "planted");
    await owner.query("drop table planted");
    expect(planted?.walled).toBe(false);
  });

  test("every other table is walled too, but for what is the same everywhere", async () => {
    const open = await owner.query<{ name: string }>(`
      select relname as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)
       order by 1`);
    expect(open.rows.map(({ name }) => name)).toEqual([
      "cities",
      // Written by COPY, which takes no policy; see the test of its own wall.
      "copied_observations",
      "filing_duties",
      "jurisdictions",
      "migrations",
      "working_days",
    ]);
  });

  test("a firm and a stranger to the jurisdiction read no code and no roll-up of others", async () => {
    const read = (actor: Actor) =>
      inSnapshot(node.ctx(actor), async (tx) => ({
        codes: await tx.db.selectFrom("enrolment_codes").select("id").execute(),
        rollups: await tx.db.selectFrom("aggregates").select("id").execute(),
      }));
    const of = (code: string): Actor => ({
      ...localActor,
      scope: { kind: "jurisdiction", codes: [code], lines: ["industry"] },
    });
    expect(await read(own(mine))).toEqual({ codes: [], rollups: [] });
    expect(await read(of("32"))).toEqual({ codes: [], rollups: [] });
    const seen = await read(of("X0"));
    expect([seen.codes.length, seen.rollups.length]).toEqual([1, 1]);
    for (const table of ["peers", "peer_keys", "enrolment_codes", "aggregates"]) {
      const rows = await node.database.pool.query(`select 1 from ${table}`);
      expect([table, rows.rowCount]).toEqual([table, 0]);
    }
  });

  test("without a scope nothing is seen and nothing can be written", async () => {
    for (const { name } of await findTables()) {
      const rows = await node.database.pool.query<{ n: number }>(
        `select count(*) as n from ${name}`,
      );
      expect([name, rows.rows[0]?.n]).toEqual([name, 0]);
    }
    const insert = node.database.db
      .insertInto("enterprises")
      .values(firm(newId() as EnterpriseId, "91X00000000000003C"));
    await expect(insert.execute()).rejects.toThrow(/row-level security/);
  });

  test("a firm sees exactly its own rows in every table", async () => {
    for (const { name } of await findTables()) {
      const seen = await inSnapshot(node.ctx(own(mine)), async (tx) => {
        const query = tx.db
          .selectFrom(name as "enterprises")
          .select("enterprise_id")
          .distinct();
        return (await query.execute()).map((row) => row.enterprise_id);
      });
      expect([name, seen]).toEqual([name, [mine]]);
    }
  });

  test("a firm can neither write nor change another's rows", async () => {
    const ctx = node.ctx(own(mine));
    const insert = inTransaction(ctx, (tx) =>
      tx.db.insertInto("enterprises").values(firm(theirs, "91X00000000000004D")).execute(),
    );
    await expect(insert).rejects.toThrow(/row-level security/);
    const update = await inTransaction(ctx, (tx) =>
      tx.db
        .updateTable("enterprises")
        .set({ name: "改" })
        .where("enterprise_id", "=", theirs)
        .executeTakeFirst(),
    );
    expect(update.numUpdatedRows).toBe(0n);
    const event = inTransaction(ctx, async (tx) => {
      tx.events.record({ enterpriseId: theirs, action: "a.b", subject: "s", payload: null });
    });
    await expect(event).rejects.toThrow(/row-level security/);
  });

  test("an empty own scope sees nothing", async () => {
    const rows = await inSnapshot(node.ctx(own()), (tx) =>
      tx.db.selectFrom("enterprises").selectAll().execute(),
    );
    expect(rows).toEqual([]);
  });

  test("the scope ends with its transaction, also on a reused connection", async () => {
    const ctx = node.ctx();
    for (let turn = 0; turn < 30; turn += 1) {
      await inTransaction(ctx, (tx) => tx.db.selectFrom("enterprises").selectAll().execute());
      expect(await ctx.db.selectFrom("enterprises").selectAll().execute()).toEqual([]);
    }
  });

  test("the application's role holds no power over the wall", async () => {
    const role = await node.database.pool.query(
      "select current_user as name, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user",
    );
    expect(role.rows[0]).toEqual({
      name: "fenji_app",
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
    });
    await expect(
      node.database.pool.query("alter table enterprises disable row level security"),
    ).rejects.toThrow(/owner/);
    await expect(node.database.pool.query("create table mine (a int)")).rejects.toThrow(
      /permission denied/,
    );
    await expect(node.database.pool.query("set role fenji_owner")).rejects.toThrow(
      /permission denied/,
    );
  });

  test("roll-ups of all firms are hidden from one firm", async () => {
    const read = (actor: Actor) =>
      inSnapshot(node.ctx(actor), (tx) =>
        tx.db
          .selectFrom("enterprise_grade_rollups")
          .groupBy(["jurisdiction_code", "grade"])
          .select((eb) => [
            "jurisdiction_code",
            "grade",
            eb.fn.sum("enterprises").as("enterprises"),
          ])
          .execute(),
      );
    expect(await read(own(mine))).toEqual([]);
    expect(await read({ ...own(), scope: { kind: "all" } })).toEqual([
      { jurisdiction_code: "X0", grade: 2, enterprises: "2" },
    ]);
  });
});

describe("rows on their way in", () => {
  const columns =
    "n, id, family, scope, subject_kind, subject_id, subject_identifiers, check_ref, refs, result, own_at, place";
  const line = (n: number) =>
    copyLine([
      n,
      newId(),
      "f",
      "s",
      "host",
      "h",
      "{}",
      "c\t\\x",
      "{}",
      "pass",
      new Date().toISOString(),
      "1:1",
    ]);
  const write = (tx: Ctx, n: number) =>
    copyRows(tx.db, `copy copied_observations (${columns}) from stdin`, [line(n)]);
  const read = async (tx: Ctx) => {
    const { rows } = await sql<{ n: number; check_ref: string }>`
      select n, check_ref from staged_observations order by n`.execute(tx.db);
    return rows;
  };

  test("are seen by the transaction that wrote them alone, even if it leaves them", async () => {
    await inTransaction(node.ctx(), async (tx) => {
      await write(tx, 1);
      expect(await read(tx)).toEqual([{ n: 1, check_ref: "c\t\\x" }]);
    });
    await inTransaction(node.ctx(), async (tx) => {
      expect(await read(tx)).toEqual([]);
      await write(tx, 2);
      expect((await read(tx)).map(({ n }) => n)).toEqual([2]);
    });
  });

  test("cannot be read past the view, nor written for another transaction", async () => {
    const refused = (statement: string) =>
      expect(node.database.pool.query(statement)).rejects.toThrow(/permission denied/);
    await refused("select * from copied_observations");
    await refused("delete from copied_observations");
    await refused(`insert into copied_observations (transaction, n) values ('1', 1)`);
  });

  test("that the database refuses fail the statement, and the connection is good for the next", async () => {
    const bad = inTransaction(node.ctx(), (tx) =>
      copyRows(tx.db, `copy copied_observations (${columns}) from stdin`, ["1\tno-uuid\n"]),
    );
    await expect(bad).rejects.toThrow(/missing data|invalid input/);
    await inTransaction(node.ctx(), async (tx) => expect(await read(tx)).toEqual([]));
  });
});
