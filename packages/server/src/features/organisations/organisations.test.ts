/** Organisations: set up with an owner's link, joined by invitation, changed by who leads them, felt at the next request. */

import {
  acceptInvitation,
  changeMember,
  createOrganisation,
  getOrganisation,
  getSession,
  inviteMember,
  listEnterprises,
  listEvents,
  listInvitations,
  listMembers,
  listOrganisations,
  lookAtInvitation,
  removeMember,
  renameOrganisation,
  suspendOrganisation,
  withdrawInvitation,
  getEnterprise,
} from "@fenji/contract";
import { creditCodeCheck, type ErrorCode } from "@fenji/kernel";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemActor } from "../../platform/auth/actor.ts";
import { inTransaction, newId } from "../../platform/ctx.ts";
import {
  asSystem,
  makeOrganisation,
  makePerson,
  type TestPerson,
} from "../identity/testing/people.ts";
import { startIdentityNode, type IdentityNode } from "../identity/testing/start-identity-node.ts";
import { visit, type Visitor } from "../identity/testing/visitor.ts";

let node: IdentityNode;
let operatorId: string;
let administrator: Visitor;
let administratorPerson: TestPerson;
const password = "correct horse battery staple";

const refusal = (code: ErrorCode) => expect.objectContaining({ code });

beforeAll(async () => {
  node = await startIdentityNode();
  operatorId = await makeOrganisation(node, { kind: "operator" });
  administratorPerson = await makePerson(node, {
    role: "administrator",
    organisationId: operatorId,
  });
  administrator = visit(node, administratorPerson.headers);
}, 60_000);

afterAll(() => node.close());

let firms = 0;

/** A firm with its owner, through the same doors as in life. */
const newFirm = async () => {
  firms += 1;
  const stem = `91320000${String(firms).padStart(9, "0")}`;
  const { organisation, invitation } = await administrator.call(createOrganisation, {
    body: {
      kind: "enterprise",
      name: `厂 ${firms}`,
      creditCode: `${stem}${creditCodeCheck(stem)}`,
      jurisdiction: "32",
      city: null,
      division: "C39",
    },
  });
  const owner = visit(node);
  const secret = invitation.url.split("#")[1] ?? "";
  const account = { email: `owner-${firms}@example.org`, name: `主 ${firms}`, password };
  const { user } = await owner.call(acceptInvitation, { body: { secret, account } });
  return {
    organisation,
    owner,
    ownerId: user.id,
    path: { organisationId: organisation.id },
    secret,
  };
};

const invite = async (
  by: Visitor,
  organisationId: string,
  body: Parameters<typeof inviteBody>[0] = {},
) => {
  const made = await by.call(inviteMember, { path: { organisationId }, body: inviteBody(body) });
  return { ...made, secret: made.link.url.split("#")[1] ?? "" };
};

const inviteBody = (
  change: Partial<{
    role: "enterprise-editor" | "enterprise-owner" | "enterprise-viewer" | "assessor";
    manager: boolean;
    email: string | null;
  }>,
) => ({
  role: "enterprise-editor" as const,
  manager: false,
  email: null,
  ...change,
});

describe("setting up", () => {
  test("a firm is registered, and its owner comes in by the link and sees it alone", async () => {
    const [first, second] = [await newFirm(), await newFirm()];
    expect(first.organisation).toMatchObject({ kind: "enterprise", members: 0 });
    const { items } = await first.owner.call(listEnterprises);
    expect(items.map(({ id }) => id)).toEqual([first.organisation.enterpriseId]);
    const theirs = { enterpriseId: second.organisation.enterpriseId ?? "" };
    await expect(first.owner.call(getEnterprise, { path: theirs })).rejects.toEqual(
      refusal("request.not-found"),
    );
    expect(await first.owner.call(getSession)).toMatchObject({
      standing: { role: "enterprise-owner", manager: true },
    });
    await expect(
      visit(node).call(acceptInvitation, {
        body: {
          secret: first.secret,
          account: { email: "late@example.org", name: "迟", password },
        },
      }),
    ).rejects.toEqual(refusal("link.spent"));
  });

  test("a firm that the registry knows already gets its people, and only once", async () => {
    const stem = "91320000000099999";
    const creditCode = `${stem}${creditCodeCheck(stem)}`;
    const enterpriseId = newId();
    await inTransaction(node.ctx(systemActor), (tx) =>
      tx.db
        .insertInto("enterprises")
        .values({
          enterprise_id: enterpriseId,
          credit_code: creditCode,
          name: "先登记的厂",
          name_en: null,
          jurisdiction_code: "32",
          city_code: null,
          division: "C39",
          sector: "electronics",
          synthetic: false,
          created_at: new Date().toISOString(),
        })
        .execute(),
    );
    const body = {
      kind: "enterprise",
      name: "先登记的厂",
      creditCode: ` ${creditCode.toLowerCase()} `,
      jurisdiction: "32",
      city: null,
      division: "C39",
    } as const;
    const { organisation, invitation } = await administrator.call(createOrganisation, { body });
    expect(organisation.enterpriseId).toBe(enterpriseId);
    const owner = visit(node);
    const secret = invitation.url.split("#")[1] ?? "";
    const account = { email: "late-owner@example.org", name: "后到的主", password };
    await owner.call(acceptInvitation, { body: { secret, account } });
    const { items } = await owner.call(listEnterprises);
    expect(items.map(({ id }) => id)).toEqual([enterpriseId]);
    await expect(administrator.call(createOrganisation, { body })).rejects.toEqual(
      refusal("organisation.exists"),
    );
  });

  test("the administrator sees no firm's records, only that it exists", async () => {
    const { organisation } = await newFirm();
    await expect(administrator.call(listEnterprises)).rejects.toEqual(refusal("permission.denied"));
    const path = { enterpriseId: organisation.enterpriseId ?? "" };
    await expect(administrator.call(getEnterprise, { path })).rejects.toEqual(
      refusal("request.not-found"),
    );
    const { organisations } = await administrator.call(listOrganisations, {
      query: { kind: "enterprise" },
    });
    expect(organisations.map(({ id }) => id)).toContain(organisation.id);
  });

  test("supervisors have an area, the ministry every line, others neither", async () => {
    const make = (body: Record<string, unknown>) =>
      node.app.inject({
        method: "POST",
        url: "/api/organisations",
        payload: body,
        headers: administratorPerson.headers,
      });
    const area = { kind: "supervisor", name: "厅", jurisdiction: "32", line: "industry" };
    expect((await make(area)).json().organisation).toMatchObject({
      jurisdiction: "32",
      line: "industry",
    });
    expect((await make({ ...area, jurisdiction: "CN" })).json().code).toBe("request.invalid");
    expect((await make({ ...area, jurisdiction: "99" })).json().code).toBe("request.not-found");
    expect((await make({ kind: "operator", name: "另一个" })).json().code).toBe("request.invalid");
    const vendor = await make({
      kind: "vendor",
      name: "商",
      jurisdiction: "32",
      enterpriseId: operatorId,
      line: "industry",
    });
    expect(vendor.json().organisation).toMatchObject({
      jurisdiction: null,
      enterpriseId: null,
      line: null,
    });
  });

  test("nobody else sets one up, suspends or renames a foreign one", async () => {
    const [first, second] = [await newFirm(), await newFirm()];
    const body = { kind: "vendor", name: "商" } as const;
    await expect(first.owner.call(createOrganisation, { body })).rejects.toEqual(
      refusal("permission.denied"),
    );
    const suspend = { path: second.path, body: { suspended: true } };
    await expect(first.owner.call(suspendOrganisation, suspend)).rejects.toEqual(
      refusal("request.not-found"),
    );
    const rename = { path: second.path, body: { name: "改" } };
    await expect(first.owner.call(renameOrganisation, rename)).rejects.toEqual(
      refusal("request.not-found"),
    );
    for (const operation of [getOrganisation, listMembers, listInvitations])
      await expect(first.owner.call(operation, { path: second.path })).rejects.toEqual(
        refusal("request.not-found"),
      );
    const { organisations } = await first.owner.call(listOrganisations);
    expect(organisations.map(({ id }) => id)).toEqual([first.organisation.id]);
  });
});

describe("invitations", () => {
  test("are looked at before they are accepted, by an account of one's own too", async () => {
    const { owner, path } = await newFirm();
    const { secret } = await invite(owner, path.organisationId, {
      role: "enterprise-viewer",
      manager: true,
    });
    expect(await visit(node).call(lookAtInvitation, { body: { secret } })).toMatchObject({
      organisation: { kind: "enterprise" },
      role: "enterprise-viewer",
      manager: false,
    });
    const other = await newFirm();
    await expect(
      visit(node).call(acceptInvitation, { body: { secret, account: null } }),
    ).rejects.toEqual(refusal("session.required"));
    await other.owner.call(acceptInvitation, { body: { secret, account: null } });
    expect((await other.owner.call(getSession)).organisations).toHaveLength(2);
    const again = await invite(owner, path.organisationId);
    await expect(
      other.owner.call(acceptInvitation, { body: { secret: again.secret, account: null } }),
    ).rejects.toEqual(refusal("member.exists"));
  });

  test("give what was offered and not what the newcomer writes", async () => {
    const { owner, path } = await newFirm();
    const { secret } = await invite(owner, path.organisationId, { role: "enterprise-viewer" });
    const visitor = visit(node);
    const account = {
      email: "greedy@example.org",
      name: "贪",
      password,
      role: "enterprise-owner",
      manager: true,
    };
    const body = {
      secret,
      account,
      role: "enterprise-owner",
      manager: true,
      organisationId: operatorId,
    };
    await visitor.call(acceptInvitation, { body });
    expect(await visitor.call(getSession)).toMatchObject({
      standing: {
        role: "enterprise-viewer",
        manager: false,
        organisation: { id: path.organisationId },
      },
    });
  });

  test("are for one address where one was named, and for an account only once", async () => {
    const { owner, path } = await newFirm();
    const { secret } = await invite(owner, path.organisationId, { email: "named@example.org" });
    const join = (email: string) =>
      visit(node).call(acceptInvitation, {
        body: { secret, account: { email, name: "名", password } },
      });
    await expect(join("other@example.org")).rejects.toEqual(refusal("invitation.other-email"));
    const both = await Promise.allSettled([join("named@example.org"), join("named@example.org")]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const next = await invite(owner, path.organisationId);
    await expect(
      visit(node).call(acceptInvitation, {
        body: {
          secret: next.secret,
          account: { email: "named@example.org", name: "名", password },
        },
      }),
    ).rejects.toEqual(refusal("account.exists"));
  });

  test("end when withdrawn, when over, and with the organisation", async () => {
    const { owner, path } = await newFirm();
    const look = (secret: string) => visit(node).call(lookAtInvitation, { body: { secret } });
    const withdrawn = await invite(owner, path.organisationId);
    const stranger = (await newFirm()).owner;
    const which = { ...path, invitationId: withdrawn.invitation.id };
    await expect(stranger.call(withdrawInvitation, { path: which })).rejects.toEqual(
      refusal("request.not-found"),
    );
    await owner.call(withdrawInvitation, { path: which });
    await expect(look(withdrawn.secret)).rejects.toEqual(refusal("link.spent"));
    const over = await invite(owner, path.organisationId);
    await inTransaction(await asSystem(node), (tx) =>
      tx.db
        .updateTable("invitations")
        .set({ expires_at: new Date(0).toISOString() })
        .where("id", "=", over.invitation.id)
        .execute(),
    );
    await expect(look(over.secret)).rejects.toEqual(refusal("link.spent"));
    const suspended = await invite(owner, path.organisationId);
    await administrator.call(suspendOrganisation, { path, body: { suspended: true } });
    await expect(look(suspended.secret)).rejects.toEqual(refusal("link.spent"));
  });

  test("offer only roles of the organisation's kind, and only who manages it offers them", async () => {
    const { owner, path } = await newFirm();
    await expect(invite(owner, path.organisationId, { role: "assessor" })).rejects.toEqual(
      refusal("member.role"),
    );
    const { secret } = await invite(owner, path.organisationId);
    const editor = visit(node);
    await editor.call(acceptInvitation, {
      body: {
        secret,
        account: { email: `editor-${path.organisationId}@example.org`, name: "编", password },
      },
    });
    await expect(invite(editor, path.organisationId)).rejects.toEqual(refusal("permission.denied"));
    await expect(
      invite(administrator, path.organisationId, { role: "enterprise-owner" }),
    ).rejects.toEqual(refusal("member.led"));
  });

  test("an administrator cannot let themselves into a firm", async () => {
    const { organisation } = await administrator.call(createOrganisation, {
      body: { kind: "vendor", name: "商" },
    });
    const path = { organisationId: organisation.id };
    const { link } = await administrator.call(inviteMember, {
      path,
      body: { role: "vendor", manager: true, email: null },
    });
    const secret = link.url.split("#")[1] ?? "";
    await expect(
      administrator.call(acceptInvitation, { body: { secret, account: null } }),
    ).rejects.toEqual(refusal("invitation.own"));
  });
});

describe("members", () => {
  const withSecondOwner = async () => {
    const firm = await newFirm();
    const { secret } = await invite(firm.owner, firm.path.organisationId, {
      role: "enterprise-owner",
    });
    const second = visit(node);
    const account = { email: `second-${firms}@example.org`, name: "副", password };
    const { user } = await second.call(acceptInvitation, { body: { secret, account } });
    return { ...firm, second, secondId: user.id };
  };

  test("the last owner can neither be removed nor changed, not even twice at once", async () => {
    const { owner, ownerId, second, secondId, path } = await withSecondOwner();
    const demote = { role: "enterprise-editor", manager: true } as const;
    const outcomes = await Promise.allSettled([
      owner.call(removeMember, { path: { ...path, userId: secondId } }),
      second.call(changeMember, { path: { ...path, userId: ownerId }, body: demote }),
    ]);
    const done = outcomes.filter(({ status }) => status === "fulfilled");
    expect(done).toHaveLength(1);
    const { members } = await administrator.call(listMembers, { path });
    const owners = members.filter(({ role }) => role === "enterprise-owner");
    expect(owners).toHaveLength(1);
    const left = owners[0]?.userId === ownerId ? owner : second;
    const last = { ...path, userId: owners[0]?.userId ?? "" };
    await expect(left.call(removeMember, { path: last })).rejects.toEqual(
      refusal("member.last-lead"),
    );
    await expect(left.call(changeMember, { path: last, body: demote })).rejects.toEqual(
      refusal("member.last-lead"),
    );
  });

  test("a changed role, a removal and a suspension hold at the very next request", async () => {
    const { owner, second, secondId, path, organisation } = await withSecondOwner();
    const member = { ...path, userId: secondId };
    await second.call(listInvitations, { path });
    const demote = { role: "enterprise-viewer", manager: false } as const;
    await owner.call(changeMember, { path: member, body: demote });
    await expect(invite(second, path.organisationId)).rejects.toEqual(refusal("permission.denied"));
    expect((await second.call(listEnterprises)).items).toHaveLength(1);
    await owner.call(removeMember, { path: member });
    await expect(second.call(listEnterprises)).rejects.toEqual(refusal("permission.denied"));
    expect((await second.call(getSession)).standing).toBeNull();
    expect((await owner.call(listEnterprises)).items).toHaveLength(1);
    await administrator.call(suspendOrganisation, { path, body: { suspended: true } });
    await expect(owner.call(listEnterprises)).rejects.toEqual(refusal("permission.denied"));
    await administrator.call(suspendOrganisation, { path, body: { suspended: false } });
    expect((await owner.call(listEnterprises)).items).toHaveLength(1);
    const { events } = await owner.call(listEvents, {
      path: { enterpriseId: organisation.enterpriseId ?? "" },
    });
    expect(events.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        "organisation.suspended",
        "member.removed",
        "member.changed",
        "member.joined",
        "organisation.created",
      ]),
    );
    expect(events.find(({ action }) => action === "member.removed")?.actorName).toBe(`主 ${firms}`);
  });

  test("the node keeps an administrator", async () => {
    const path = { organisationId: operatorId, userId: administratorPerson.userId };
    await expect(administrator.call(removeMember, { path })).rejects.toEqual(
      refusal("member.last-lead"),
    );
    await expect(
      administrator.call(suspendOrganisation, { path, body: { suspended: true } }),
    ).rejects.toEqual(refusal("member.last-lead"));
  });
});
