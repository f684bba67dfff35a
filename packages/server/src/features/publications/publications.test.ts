/** Publishing on a real database: what is kept and shown, who may do it, and what two publications tell together. */

import { createHash } from "node:crypto";
import {
  getPublication,
  getPublicationDraft,
  listPublicationDrafts,
  listPublications,
  preparePublication,
  reviewPublication,
  withdrawPublication,
  type BodyOf,
  type ReplyOf,
} from "@fenji/contract";
import { AppError, canonicalJson } from "@fenji/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymousActor, type Actor } from "../../platform/auth/actor.ts";
import { inSnapshot, inTransaction } from "../../platform/ctx.ts";
import { verifyEvents } from "../../platform/events.ts";
import { people, startPublicationNode, type PublicationNode } from "./testing/publication-node.ts";

type Draft = ReplyOf<typeof preparePublication>;
type Wish = Partial<BodyOf<typeof preparePublication>>;

let node: PublicationNode;

const prepare = (wish: Wish = {}, actor: Actor = people.preparer): Promise<Draft> =>
  node.as(actor).call(preparePublication, {
    body: {
      jurisdiction: "32",
      type: "connected",
      rowsBy: "sector",
      threshold: 10,
      note: "",
      ...wish,
    },
  });

const release = (draft: Draft, actor: Actor = people.reviewer): Promise<Draft> =>
  node.as(actor).call(reviewPublication, {
    path: { publicationId: draft.id },
    body: { outcome: "release", hash: draft.hash, comment: "" },
  });

const codeOf = async (call: Promise<unknown>): Promise<string> => {
  const outcome = await call.catch((error: unknown) => error);
  if (outcome instanceof AppError) return outcome.code;
  throw outcome instanceof Error ? outcome : new Error("the call was not refused");
};

const row = ({ body }: Draft, key: string) =>
  body.grid[body.rows.findIndex((one) => one.key === key)];

beforeAll(async () => {
  node = await startPublicationNode();
  const connected = { jurisdiction: "32", type: "connected" } as const;
  await node.addFirms([
    { ...connected, sector: "electronics", grade: 1, count: 120 },
    { ...connected, sector: "electronics", grade: 2, count: 60 },
    { ...connected, sector: "electronics", grade: 3, count: 4 },
    { ...connected, sector: "equipment", grade: 1, count: 90 },
    { ...connected, sector: "equipment", grade: 2, count: 80 },
    { ...connected, sector: "equipment", grade: 3, count: 30 },
    { ...connected, sector: "consumer", grade: 1, count: 70 },
    { ...connected, sector: "consumer", grade: 2, count: 50 },
    { ...connected, sector: "consumer", grade: 3, count: 20 },
    { jurisdiction: "32", type: "identifier", sector: "electronics", grade: 1, count: 3 },
    { jurisdiction: "32", type: "platform", sector: "electronics", grade: 1, count: 40 },
    { jurisdiction: "32", type: "platform", sector: "electronics", grade: 2, count: 30 },
    { jurisdiction: "32", type: "platform", sector: "electronics", grade: 3, count: 2 },
  ]);
}, 60_000);

afterAll(() => node.close());

describe("a draft", () => {
  it("holds true counts and no small one, and says to its makers why a value is withheld", async () => {
    const draft = await prepare({ note: "季度公布" });
    expect(draft).toMatchObject({
      state: "draft",
      audience: "reviewers",
      ownWork: true,
      mayReview: false,
      synthetic: false,
      illustrative: true,
      body: { threshold: 10, note: "季度公布", jurisdiction: { code: "32" } },
    });
    expect(draft.body.columns.map(({ grade }) => grade)).toEqual([3, 2, 1, null]);
    expect(row(draft, "electronics")?.[0]).toBeNull();
    expect(draft.body.grid.at(-1)).toEqual([54, 190, 280, 0, 524]);
    const small = draft.body.grid
      .flat()
      .filter((value) => value !== null && value > 0 && value < 10);
    expect(small).toEqual([]);
    expect(draft.withheld.filter(({ reason }) => reason === "small")).toMatchObject([
      { row: draft.body.rows.findIndex(({ key }) => key === "electronics"), column: 0 },
    ]);
    for (const { low, high } of draft.withheld)
      expect((high ?? Number.POSITIVE_INFINITY) - low).toBeGreaterThanOrEqual(10);
  });

  it("carries the hash of its canonical JSON", async () => {
    const { body, hash } = await prepare();
    expect(createHash("sha256").update(canonicalJson(body)).digest("hex")).toBe(hash);
  });

  it("is kept without a name, an enterprise or the count that was withheld", async () => {
    const { id } = await prepare();
    const stored = await inSnapshot(node.ctx(), (tx) =>
      tx.db
        .selectFrom("publications")
        .where("id", "=", id)
        .select(["body", "withheld"])
        .executeTakeFirstOrThrow(),
    );
    const enterprises = await inSnapshot(node.ctx(), (tx) =>
      tx.db.selectFrom("enterprises").select(["enterprise_id", "credit_code", "name"]).execute(),
    );
    const text = JSON.stringify(stored);
    for (const firm of enterprises)
      for (const secret of Object.values(firm)) expect(text).not.toContain(secret);
    expect(JSON.stringify(stored.body)).not.toMatch(/[[,]4[,\]]/);
  });

  it("is hidden from everybody else, row-level security included", async () => {
    const { id } = await prepare();
    const path = { publicationId: id };
    for (const actor of [people.vendor, people.neighbour]) {
      const client = node.as(actor);
      expect(await codeOf(client.call(getPublication, { path }))).toBe("request.not-found");
      const listed = await client.call(listPublications, {});
      expect(listed.publications.map((one) => one.id)).not.toContain(id);
      const seen = await inSnapshot(node.ctx(actor), (tx) =>
        tx.db.selectFrom("publications").where("state", "=", "draft").select("id").execute(),
      );
      expect(seen).toEqual([]);
    }
    const neighbour = node.as(people.neighbour);
    expect(await codeOf(neighbour.call(getPublicationDraft, { path }))).toBe("request.not-found");
    expect((await neighbour.call(listPublicationDrafts, {})).drafts).toEqual([]);
    const drafts = await node.as(people.reviewer).call(listPublicationDrafts, {});
    expect(drafts.drafts.find((one) => one.id === id)).toMatchObject({
      ownWork: false,
      mayReview: true,
    });
  });

  it("is nothing that a vendor may ask for, prepare or review", async () => {
    const draft = await prepare();
    const vendor = node.as(people.vendor);
    const path = { publicationId: draft.id };
    expect(await codeOf(vendor.call(listPublicationDrafts, {}))).toBe("permission.denied");
    expect(await codeOf(vendor.call(getPublicationDraft, { path }))).toBe("permission.denied");
    expect(await codeOf(prepare({}, people.vendor))).toBe("permission.denied");
    expect(await codeOf(release(draft, people.vendor))).toBe("permission.denied");
    const nobody = node.as(anonymousActor);
    expect(await codeOf(nobody.call(listPublications, {}))).toBe("session.required");
  });

  it.each([
    [{ jurisdiction: "33" }, "publication.outside-scope"],
    [{ jurisdiction: "CN" }, "publication.outside-scope"],
    [{ jurisdiction: "99" }, "request.not-found"],
    [{ type: "bakery" }, "request.not-found"],
    [{ pack: "iiot-protection@1999" }, "pack.not-found"],
    [{ type: "identifier" }, "publication.too-few"],
    [{ threshold: 9 }, "request.invalid"],
    [{ note: "看\u202E不见" }, "request.invalid"],
  ] satisfies [Wish, string][])("%o is refused as %s", async (wish, code) => {
    expect(await codeOf(prepare(wish))).toBe(code);
  });

  it("is of one's own line of supervision only", async () => {
    expect(await codeOf(prepare({ type: "platform" }, people.industryOnly))).toBe(
      "publication.other-line",
    );
  });
});

describe("the review", () => {
  it("is another person's, never a program's, and of exactly what was looked at", async () => {
    const draft = await prepare();
    expect(await codeOf(release(draft, people.preparer))).toBe("publication.own-review");
    expect(await codeOf(release(draft, people.program))).toBe("permission.denied");
    expect(await codeOf(prepare({}, people.program))).toBe("permission.denied");
    expect(await codeOf(release(draft, people.neighbour))).toBe("request.not-found");
    expect(await codeOf(release({ ...draft, hash: "0".repeat(64) }))).toBe("publication.changed");
  });

  it("rejects with a reason, and once", async () => {
    const draft = await prepare();
    const reject = (comment: string) =>
      node.as(people.reviewer).call(reviewPublication, {
        path: { publicationId: draft.id },
        body: { outcome: "reject", hash: draft.hash, comment },
      });
    expect(await codeOf(reject(" "))).toBe("request.invalid");
    expect(await reject("范围有误")).toMatchObject({ state: "rejected", comment: "范围有误" });
    expect(await codeOf(release(draft))).toBe("publication.not-draft");
  });

  it("is held by the database too", async () => {
    const draft = await prepare();
    const change = (set: Record<string, unknown>) =>
      inTransaction(node.ctx(people.reviewer), (tx) =>
        tx.db.updateTable("publications").where("id", "=", draft.id).set(set).execute(),
      );
    const at = new Date().toISOString();
    await expect(change({ body: "{}" })).rejects.toThrow(/draft to released/);
    await expect(
      change({ state: "released", reviewed_by: people.preparer.id, reviewed_at: at }),
    ).rejects.toThrow(/check constraint/);
  });
});

describe("what is released", () => {
  let first: Draft;

  it("is read by everyone signed in, without the reasons and the persons", async () => {
    first = await prepare();
    const stale = await prepare();
    expect(await release(first)).toMatchObject({ state: "released", selfReviewed: false });
    const seen = await node.as(people.vendor).call(getPublication, {
      path: { publicationId: first.id },
    });
    expect(seen).toMatchObject({ state: "released", audience: "signed-in", body: first.body });
    expect(JSON.stringify(seen)).not.toMatch(/user:|small|complement/);
    expect(await codeOf(release(stale))).toBe("publication.outdated");
  });

  it("lets the next one print no small difference, also after it was withdrawn", async () => {
    const { as } = node;
    const withdrawn = await as(people.reviewer).call(withdrawPublication, {
      path: { publicationId: first.id },
      body: { reason: "重复计数" },
    });
    expect(withdrawn).toMatchObject({ state: "withdrawn", body: null, withdrawnWhy: "重复计数" });
    const equipment = { jurisdiction: "32", type: "connected", sector: "equipment" } as const;
    await node.addFirms([
      { ...equipment, grade: 1, count: 3 },
      { ...equipment, grade: 2, count: 15 },
    ]);
    const next = await prepare();
    expect(next.withheld.map(({ reason }) => reason)).toContain("change");
    for (const [index, value] of next.body.grid.flat().entries()) {
      const before = first.body.grid.flat()[index];
      if (value === null) continue;
      expect(before).not.toBeNull();
      const change = Math.abs(value - (before ?? 0));
      expect(change === 0 || change >= 10).toBe(true);
    }
    expect(
      await codeOf(
        as(people.reviewer).call(withdrawPublication, {
          path: { publicationId: first.id },
          body: { reason: "再撤" },
        }),
      ),
    ).toBe("publication.not-released");
  });

  it("keeps the nation from being printed beside a part of it", async () => {
    expect(await codeOf(prepare({ jurisdiction: "CN" }, people.ministry))).toBe(
      "publication.overlap",
    );
    const nation = await prepare(
      { jurisdiction: "CN", type: "platform", rowsBy: "place" },
      people.ministry,
    );
    expect(nation.body.rows.map(({ key }) => key)).toContain("4403");
    await release(nation, people.local);
    expect(await codeOf(prepare({ type: "platform" }))).toBe("publication.overlap");
  });

  it("refuses other rows where a shared total was withheld", async () => {
    const [held] = (await node.as(people.vendor).call(listPublications, {})).publications;
    expect(held).toMatchObject({ type: { id: "platform" }, rowsBy: "place" });
    const body = (
      await node.as(people.vendor).call(getPublication, { path: { publicationId: held?.id ?? "" } })
    ).body;
    expect(body?.grid.at(-1)).toContain(null);
    expect(await codeOf(prepare({ jurisdiction: "CN", type: "platform" }, people.ministry))).toBe(
      "publication.linked",
    );
  });
});

it("the single user of a node without accounts reviews the own work, and it says so", async () => {
  const draft = await prepare({}, people.local);
  expect(draft).toMatchObject({ ownWork: true, mayReview: true });
  expect(await release(draft, people.local)).toMatchObject({
    state: "released",
    selfReviewed: true,
  });
});

it("each step is an event of the chain", async () => {
  await inSnapshot(node.ctx(), async (tx) => {
    const events = await tx.db
      .selectFrom("events")
      .select(["action", "actor"])
      .distinct()
      .orderBy("action")
      .execute();
    const actions = new Set(events.map(({ action }) => action));
    expect([...actions]).toEqual([
      "publication.prepared",
      "publication.rejected",
      "publication.released",
      "publication.withdrawn",
    ]);
    expect(events).toContainEqual({ action: "publication.released", actor: "user:b" });
    expect(await verifyEvents(tx.db)).toBeNull();
  });
});
