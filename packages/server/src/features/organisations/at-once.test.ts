/** Things that happen at once: what is good for one use is used once, and what ended while somebody was at work has ended. */

import {
  acceptInvitation,
  createFirstAdministrator,
  issueResetLink,
  listMembers,
  removeMember,
  resetPassword,
} from "@fenji/contract";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction, newId } from "../../platform/ctx.ts";
import { registerEvidence } from "../evidence/routes.ts";
import { xccdfReport } from "../evidence/testing/sample-report.ts";
import {
  asSystem,
  makeOrganisation,
  makePerson,
  type TestPerson,
} from "../identity/testing/people.ts";
import { startIdentityNode, type IdentityNode } from "../identity/testing/start-identity-node.ts";
import { visit } from "../identity/testing/visitor.ts";
import { storeInvitation } from "./invite-member.ts";

let node: IdentityNode;
let organisationId = "";
let owner: TestPerson;
const enterpriseId = newId() as EnterpriseId;
const password = "correct horse battery staple";

beforeAll(async () => {
  node = await startIdentityNode({}, [registerEvidence]);
  await inTransaction(node.ctx(), (tx) =>
    tx.db
      .insertInto("enterprises")
      .values({
        enterprise_id: enterpriseId,
        credit_code: "91X00000000000001A",
        name: "某厂",
        name_en: null,
        jurisdiction_code: "X0",
        city_code: null,
        division: "C39",
        sector: "electronics",
        synthetic: true,
        created_at: new Date().toISOString(),
      })
      .execute(),
  );
  organisationId = await makeOrganisation(node, { kind: "enterprise", enterpriseId });
  owner = await makePerson(node, { role: "enterprise-owner", organisationId });
}, 60_000);

afterAll(() => node.close());

/** Five at once; the codes of those that failed, in order of name. */
const fiveTimes = async (call: (n: number) => Promise<unknown>): Promise<readonly string[]> => {
  const outcomes = await Promise.allSettled([0, 1, 2, 3, 4].map(call));
  return outcomes
    .flatMap((outcome) =>
      outcome.status === "rejected" && outcome.reason instanceof AppError
        ? [outcome.reason.code]
        : [],
    )
    .toSorted();
};

const fourSpent = Array.from({ length: 4 }, () => "link.spent");

describe("a secret for one use", () => {
  it("makes one administrator of five who come with the link of the first start", async () => {
    const failed = await fiveTimes((n) =>
      visit(node).call(createFirstAdministrator, {
        body: { code: node.firstCode, email: `first-${n}@example.org`, name: "甲", password },
      }),
    );
    expect(failed).toEqual(fourSpent);
  });

  it("lets one of five newcomers in, whoever they say they are", async () => {
    const made = await inTransaction(await asSystem(node), (tx) =>
      storeInvitation(tx, {
        organisationId,
        enterpriseId,
        role: "enterprise-viewer",
        manager: false,
        email: null,
      }),
    );
    const secret = made.link.url.split("#")[1] ?? "";
    const failed = await fiveTimes((n) =>
      visit(node).call(acceptInvitation, {
        body: { secret, account: { email: `new-${n}@example.org`, name: "新", password } },
      }),
    );
    expect(failed).toEqual(fourSpent);
    const { members } = await visit(node, owner.headers).call(listMembers, {
      path: { organisationId },
    });
    expect(members.filter(({ email }) => email.startsWith("new-"))).toHaveLength(1);
  });

  it("sets one password of five", async () => {
    const operatorId = await makeOrganisation(node, { kind: "operator" });
    const administrator = await makePerson(node, {
      role: "administrator",
      organisationId: operatorId,
    });
    const { url } = await visit(node, administrator.headers).call(issueResetLink, {
      path: { userId: owner.userId },
      body: { removeSecondFactor: false },
    });
    const secret = url.split("#")[1] ?? "";
    const failed = await fiveTimes((n) =>
      visit(node).call(resetPassword, {
        body: { secret, password: `another sentence number ${n}` },
      }),
    );
    expect(failed).toEqual(fourSpent);
  });
});

describe("an upload under way", () => {
  const report = xccdfReport({ host: "h", at: "2026-05-01T00:00:00Z", results: { one: "pass" } });

  /** Half of the file, then whatever happens meanwhile, then the rest. */
  async function* halfAnd(meanwhile: () => Promise<unknown>): AsyncGenerator<string> {
    yield report.slice(0, 100);
    await sleep(50);
    await meanwhile();
    yield report.slice(100);
  }

  const upload = (by: TestPerson, meanwhile: () => Promise<unknown>) =>
    node.app.inject({
      method: "POST",
      url: `/api/enterprises/${enterpriseId}/evidence?name=r.xml`,
      headers: { ...by.headers, "content-type": "application/octet-stream" },
      payload: Readable.from(halfAnd(meanwhile)),
    });

  const filesKept = () =>
    inTransaction(node.ctx(), async (tx) => {
      const rows = await tx.db.selectFrom("evidence_files").select("sha256").execute();
      return rows.length;
    });

  const newEditor = () => makePerson(node, { role: "enterprise-editor", organisationId });

  it.each([
    [
      "whose person is removed",
      "request.not-found",
      async ({ userId }: TestPerson) => {
        const lead = await makePerson(node, { role: "enterprise-owner", organisationId });
        await visit(node, lead.headers).call(removeMember, { path: { organisationId, userId } });
      },
    ],
    [
      "whose person becomes a viewer",
      "permission.denied",
      async ({ userId }: TestPerson) =>
        inTransaction(await asSystem(node), (tx) =>
          tx.db
            .updateTable("memberships")
            .set({ role: "enterprise-viewer" })
            .where("user_id", "=", userId)
            .execute(),
        ),
    ],
    [
      "whose session is ended",
      "session.required",
      async ({ userId }: TestPerson) =>
        inTransaction(await asSystem(node), (tx) =>
          tx.db.deleteFrom("sessions").where("user_id", "=", userId).execute(),
        ),
    ],
  ])("%s is not taken in: %s", async (_what, code, meanwhile) => {
    const editor = await newEditor();
    const reply = await upload(editor, () => meanwhile(editor));
    expect(reply.json().code).toBe(code);
    expect(await filesKept()).toBe(0);
  });

  it("of one who still may is", async () => {
    const reply = await upload(await newEditor(), async () => undefined);
    expect(reply.json()).toMatchObject({ file: { status: "new" } });
    expect(await filesKept()).toBe(1);
  });
});
