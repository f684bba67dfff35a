/** A shared node from its first link on: people come in, join, switch, are denied with reasons, and are put out. */

import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import {
  cleanUp,
  freePort,
  makeDataFolder,
  pressCtrlC,
  startNode,
  type StartedNode,
} from "../acceptance/started-node.ts";
import {
  startOidcProvider,
  type TestOidc,
} from "../../packages/server/src/features/identity/testing/start-oidc-provider.ts";
import { openPage, settled, type PageWishes, type WatchedPage } from "./browser.ts";
import { violationsOn } from "./find-violations.ts";
import {
  addAuthenticator,
  createOrganisation,
  fillAccount,
  password,
  person,
  setUpAuthenticator,
  signIn,
  takeLink,
  takeRecoveryCode,
} from "./people.ts";

let node: StartedNode;
let url = "";
let firstLink = "";
let oidc: TestOidc;

/** Refusals that these tests provoke, and the way over the single sign-on. */
const refusals = [/status of (401|403|409|410|422|429)/, /^request to http:\/\/127\.0\.0\.1:/];

const open = (path: string, wishes: PageWishes = {}): Promise<WatchedPage> =>
  openPage(path, { language: "en", ...wishes, url }, refusals);

const pathOf = (link: string): string => link.slice(url.length);

const [ada, olga, vera, nils] = [person("Ada"), person("Olga"), person("Vera"), person("Nils")];

beforeAll(async () => {
  const dataFolder = makeDataFolder();
  const port = await freePort();
  url = `http://localhost:${port}`;
  oidc = await startOidcProvider(`${url}/sign-in/oidc`);
  const environment = {
    FENJI_MODE: "server",
    FENJI_PAGE: "1",
    FENJI_OIDC_ISSUER: oidc.issuer,
    FENJI_OIDC_CLIENT_ID: oidc.clientId,
    FENJI_OIDC_CLIENT_SECRET: oidc.clientSecret,
    FENJI_OIDC_NAME: "Works login",
  };
  node = await startNode({ dataFolder, port, environment });
  await node.ready;
  firstLink = /http:\/\/\S+\/first#\S+/.exec(node.stderr())?.[0] ?? "";
});

afterAll(async () => {
  pressCtrlC(node);
  await node.exited;
  await oidc.close();
  await cleanUp(node.dataFolder);
});

test.each([
  ["zh", "登录", "邮箱", "密码", "未能登录"],
  ["en", "Sign in", "E-mail", "Password", "Signing in failed"],
] as const)("without a session every page leads to the sign-in, in %s", async (...words) => {
  const [language, title, email, secret, refused] = words;
  const { page, expectClean } = await open("/enterprises?q=a", { language });
  await page.getByRole("heading", { name: title }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/sign-in");
  expect(new URL(page.url()).searchParams.get("to")).toBe("/enterprises?q=a");
  expect(await page.getByRole("navigation").count()).toBe(0);
  await page.getByLabel(email, { exact: true }).fill("nobody@example.org");
  await page.getByLabel(secret, { exact: true }).fill("wrong as can be");
  await page.getByRole("button", { name: title, exact: true }).click();
  await page.getByText(refused).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  expectClean();
});

test("a link without its secret says so", async () => {
  const { page, visit, expectClean } = await open("/first");
  await page.getByText("The link is not complete.").waitFor();
  expect(await page.getByRole("button", { name: "Create the administrator" }).count()).toBe(0);
  await visit("/invitation#too-short");
  await page.getByText("The link is not complete.").waitFor();
  await visit("/reset#aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Set the new password" }).click();
  await page.getByText("This one-time link is not valid").waitFor();
  expectClean();
});

test("the first link makes the administrator, leaves the address at once, and works once", async () => {
  const { page, visit, expectClean } = await open(pathOf(firstLink));
  await page.getByRole("heading", { name: "Create the administrator" }).waitFor();
  expect(page.url()).toBe(`${url}/first`);
  expect(await violationsOn(page)).toEqual([]);
  await fillAccount(page, ada);
  await page.getByRole("button", { name: "Create the administrator" }).click();
  await page.waitForURL(`${url}/account`);
  await page.getByText("In your role you must show a second factor").waitFor();
  // Before that nothing can be changed, and the page says what is missing.
  await visit("/organisations");
  await createOrganisation(page, "vendor", "Too early");
  const needed = page.getByRole("dialog", { name: "Show your second factor" });
  await needed.getByText("within 15 minutes").waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await needed.getByRole("link", { name: "Set one up" }).click();
  await page.waitForURL(`${url}/account`);
  await setUpAuthenticator(page, ada.email);
  expect(await violationsOn(page)).toEqual([]);
  await visit(pathOf(firstLink));
  await fillAccount(page, person("Eve"));
  await page.getByRole("button", { name: "Create the administrator" }).click();
  await page.getByText("This one-time link is not valid").waitFor();
  expectClean();
});

/** A page of the administrator, who signs in with a recovery code. */
const openAsAdministrator = async (path: string): Promise<WatchedPage> => {
  const opened = await open(path);
  await signIn(opened.page, ada, takeRecoveryCode(ada.email));
  await opened.page.waitForURL(url + path);
  await settled(opened.page);
  return opened;
};

const links = { owner: "", vendor: "", viewer: "", spare: "" };

test("the administrator creates organisations and gets a link for who leads each", async () => {
  const { page, visit, expectClean } = await openAsAdministrator("/organisations");
  await createOrganisation(page, "enterprise", "Lantern Works");
  links.owner = await takeLink(page, "Link that invites who leads it");
  await createOrganisation(page, "vendor", "Harbour Tools");
  links.vendor = await takeLink(page, "Link that invites who leads it");
  expect(links.owner).toMatch(/^http:\/\/localhost:\d+\/invitation#/);
  await page.getByRole("link", { name: "Lantern Works" }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await visit("/users");
  await page.getByRole("row", { name: /Ada/ }).getByText("active").waitFor();
  expect(await violationsOn(page)).toEqual([]);
  expectClean();
});

test("an invitation says who invites as what; its person joins and invites another", async () => {
  const { page, visit, expectClean } = await open(pathOf(links.owner));
  await page.getByText("“Lantern Works” (Enterprise) invites you to join.").waitFor();
  await page.getByText("Your role: Enterprise owner").waitFor();
  expect(page.url()).toBe(`${url}/invitation`);
  expect(await violationsOn(page)).toEqual([]);
  await fillAccount(page, olga);
  await page.getByRole("button", { name: "Create the account and join" }).click();
  await page.waitForURL(`${url}/`);
  await visit("/organisation");
  await page.getByRole("button", { name: "Invite a member" }).click();
  await page.getByLabel("Role", { exact: true }).selectOption("enterprise-viewer");
  await page.getByLabel("E-mail (optional)").fill(vera.email);
  await page.getByRole("button", { name: "Make the invitation link" }).click();
  links.viewer = await takeLink(page, "Invitation link");
  await page.getByRole("row", { name: new RegExp(vera.email) }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  expectClean();
});

/** From the page of the own organisation to a tab of its enterprise. */
const openFacts = async (page: Page, words: { enterprise: string; facts: string }) => {
  await page.getByRole("link", { name: words.enterprise }).click();
  await page.getByRole("link", { name: words.facts, exact: true }).click();
  await settled(page);
};

const inEnglish = { enterprise: "Page of the enterprise", facts: "Facts" };

test("who may only look sees why, in Chinese too, and the node refuses what the page does not offer", async () => {
  const { page, visit, expectClean } = await open(pathOf(links.viewer), { language: "zh" });
  await page.getByText("“Lantern Works”（企业）邀请您加入。").waitFor();
  expect(await page.getByLabel("邮箱", { exact: true }).inputValue()).toBe(vera.email);
  await page.getByLabel("姓名", { exact: true }).fill(vera.name);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "建立账户并加入", exact: true }).click();
  await page.waitForURL(`${url}/`);
  await visit("/organisation");
  await page.getByText("您可以看到成员").waitFor();
  expect(await page.getByRole("button", { name: "邀请成员" }).count()).toBe(0);
  expect(await violationsOn(page)).toEqual([]);
  const organisation = await page.evaluate<string>(
    "fetch('/api/session').then((reply) => reply.json()).then((it) => it.standing.organisation.id)",
  );
  const refused = await page.evaluate<{ code: string; params: { zh: string } }>(
    `fetch('/api/organisations/${organisation}/invitations', { method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"role":"enterprise-owner","manager":true,"email":null}' }).then((reply) => reply.json())`,
  );
  expect(refused.code).toBe("permission.denied");
  expect(refused.params.zh).toMatch(/\p{Script=Han}/u);
  await openFacts(page, { enterprise: "企业页面", facts: "事实" });
  await page.getByText(/这里只能查看事实，不能修改。\s*原因：/).waitFor();
  await visit("/users");
  await page.getByText(/这里只对节点管理员开放。\s*原因：/).waitFor();
  expectClean();
});

test("a second membership can be switched to, and the page shows what it may", async () => {
  const { page, expectClean } = await open(pathOf(links.vendor));
  await page.getByRole("button", { name: "I have an account" }).click();
  await signIn(page, vera);
  await page.getByRole("button", { name: "Accept as Vera" }).click();
  await page.waitForURL(`${url}/`);
  await settled(page);
  const enterprises = page.getByRole("link", { name: "Enterprises", exact: true });
  const switcher = (name: string) =>
    page.getByRole("button", { name: new RegExp(`${name}.*Switch organisation`) });
  const switchTo = async (from: string, to: string) => {
    await switcher(from).click();
    await page.getByRole("button", { name: new RegExp(`^${to}`) }).click();
    await switcher(to).waitFor();
    await settled(page);
  };
  await enterprises.waitFor();
  await switchTo("Lantern Works", "Harbour Tools");
  await enterprises.waitFor({ state: "detached" });
  expect(await violationsOn(page)).toEqual([]);
  await switchTo("Harbour Tools", "Lantern Works");
  await enterprises.waitFor();
  expectClean();
});

test("a session ended elsewhere is out at the next request, and nothing typed is lost", async () => {
  const here = await open("/organisation");
  await signIn(here.page, olga);
  await openFacts(here.page, inEnglish);
  await here.page.locator("[data-fact] input.input").first().fill("41");
  const elsewhere = await open("/account");
  await signIn(elsewhere.page, olga);
  await elsewhere.page.getByRole("button", { name: "End all other sessions" }).click();
  await elsewhere.page.getByText(/Sessions ended: [1-9]/).waitFor();
  await here.page.getByRole("button", { name: "Save and regrade" }).click();
  const again = here.page.getByRole("dialog", { name: "Sign in again" });
  await again.waitFor();
  expect(await violationsOn(here.page)).toEqual([]);
  expect(await again.getByLabel("E-mail").inputValue()).toBe(olga.email);
  await again.getByLabel("Password", { exact: true }).fill(password);
  await again.getByRole("button", { name: "Sign in", exact: true }).click();
  await here.page.getByText("No changes").waitFor();
  expect(await here.page.locator("[data-fact] input.input").first().inputValue()).toBe("41");
  await here.page.reload({ waitUntil: "networkidle" });
  expect(await here.page.locator("[data-fact] input.input").first().inputValue()).toBe("41");
  here.expectClean();
  elsewhere.expectClean();
});

test("once a second factor is kept, granting asks for it and then goes on by itself", async () => {
  const before = await open("/organisation");
  await signIn(before.page, olga);
  await before.page.getByRole("heading", { name: "Members" }).waitFor();
  const { page: account } = await open("/account");
  await signIn(account, olga);
  await setUpAuthenticator(account, olga.email);
  const { page } = before;
  await page.getByRole("button", { name: "Invite a member" }).click();
  await page.getByRole("button", { name: "Make the invitation link" }).click();
  const step = page.getByRole("dialog", { name: "Show your second factor" });
  await step.getByRole("textbox", { name: "Code" }).fill("000000");
  await step.getByRole("button", { name: "Confirm and go on" }).click();
  await step.getByText("The code is wrong").waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await step.getByRole("textbox", { name: "Code" }).fill(takeRecoveryCode(olga.email));
  await step.getByRole("button", { name: "Confirm and go on" }).click();
  links.spare = await takeLink(page, "Invitation link");
  expect(links.spare).toContain("/invitation#");
  before.expectClean();
});

test("a passkey is added, signs in without a password, and is removed", async () => {
  const { page, visit, expectClean } = await open("/account");
  await addAuthenticator(page);
  await signIn(page, vera);
  await page.getByText("No passkey yet.").waitFor();
  await page.getByLabel(/^Name · to recognise it by/).fill("Test device");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("row", { name: /Test device/ }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole("button", { name: /Account menu/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByText("You have signed out.").waitFor();
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.waitForURL(`${url}/`);
  await visit("/account");
  await page.getByRole("button", { name: "Remove “Test device”" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await page.getByText("No passkey yet.").waitFor();
  expectClean();
});

test("a token is shown once, acts within its permissions, and is revoked", async () => {
  const { page, expectClean } = await open("/organisation");
  await signIn(page, olga, takeRecoveryCode(olga.email));
  await page.getByRole("button", { name: "Issue a token" }).click();
  await page.getByLabel("Name", { exact: false }).first().fill("Scanner upload");
  await page.getByRole("checkbox", { name: /evidence:import/ }).check();
  await page.getByRole("dialog").getByRole("button", { name: "Issue a token" }).click();
  const secret = await takeLink(page, "Access token");
  const statusOf = async () =>
    (await fetch(`${url}/api/enterprises`, { headers: { authorization: `Bearer ${secret}` } }))
      .status;
  expect(await statusOf()).toBe(403);
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole("button", { name: "Revoke the token “Scanner upload”" }).click();
  await page.getByText("No token holds.").waitFor();
  expect(await statusOf()).toBe(401);
  expectClean();
});

test("an assessor is assigned for a time, and ended at once", async () => {
  const admin = await openAsAdministrator("/organisations");
  await createOrganisation(admin.page, "assessor", "Plumb Assessors");
  await takeLink(admin.page, "Link that invites who leads it");
  const { page, expectClean } = await open("/organisation");
  await signIn(page, olga, takeRecoveryCode(olga.email));
  await page.getByRole("button", { name: "Assign an assessor" }).click();
  await page.getByLabel("Assessor", { exact: true }).selectOption({ label: "Plumb Assessors" });
  await page.getByRole("dialog").getByRole("button", { name: "Assign an assessor" }).click();
  const row = page.getByRole("row", { name: /Plumb Assessors/ });
  await row.getByText("running").waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await row.getByRole("button", { name: /^End/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End", exact: true }).click();
  await row.getByText("over").waitFor();
  admin.expectClean();
  expectClean();
});

test("a reset link from the administrator sets a new password", async () => {
  const admin = await openAsAdministrator("/users");
  await admin.page
    .getByRole("row", { name: /Vera/ })
    .getByRole("button", { name: "Password reset link" })
    .click();
  await admin.page.getByRole("button", { name: "Make the link" }).click();
  const link = await takeLink(admin.page, "Password reset link");
  const { page, expectClean } = await open(pathOf(link));
  await page.getByLabel("New password").fill("password1234");
  await page.getByRole("button", { name: "Set the new password" }).click();
  await page.getByText("This password is easy to guess").waitFor();
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Set the new password" }).click();
  await page.getByText("The new password holds.").waitFor();
  await signIn(page, vera);
  await page.waitForURL(`${url}/`);
  expect(await page.getByRole("button", { name: /Account menu/ }).textContent()).toContain("Vera");
  expectClean();
  admin.expectClean();
});

test("a role is changed, never the last owner's, and counts at the next look", async () => {
  const { page, expectClean } = await open("/organisation");
  await signIn(page, olga, takeRecoveryCode(olga.email));
  await page.getByLabel("Role of Olga").selectOption("enterprise-viewer");
  await page.getByText("This is the last person who leads the organisation.").waitFor();
  expect(await page.getByLabel("Role of Olga").inputValue()).toBe("enterprise-owner");
  await page.getByLabel("Role of Vera").selectOption("enterprise-editor");
  await expect.poll(() => page.getByLabel("Role of Vera").isEnabled()).toBe(true);
  const { page: hers } = await open("/organisation");
  await signIn(hers, vera);
  await openFacts(hers, inEnglish);
  await hers.getByRole("button", { name: "Save and regrade" }).waitFor();
  expectClean();
});

test("a session that moves to another browser may only look until its person signs in again", async () => {
  const { page, expectClean } = await open("/account");
  await signIn(page, vera);
  await page.getByLabel("Name", { exact: true }).fill("Vera Lind");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.setUserAgentOverride", { userAgent: "Another/1.0" });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const again = page.getByRole("dialog", { name: "Sign in again" });
  await again.getByText("from another network or browser").waitFor();
  await again.getByLabel("Password", { exact: true }).fill(password);
  await again.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByText("✓ Saved").waitFor();
  expect(await page.getByRole("button", { name: /Account menu/ }).textContent()).toContain("Lind");
  expectClean();
});

/** Stands in for the form of the sign-on service: this person is there. */
const answerSignOn = async (page: Page, sub: string): Promise<void> => {
  await page.route(`${oidc.issuer}/**`, async (route) => {
    const answer = await oidc.walk(route.request().url(), { sub });
    const location = `${url}/sign-in/oidc?${new URLSearchParams(answer).toString()}`;
    await route.fulfill({ status: 302, headers: { location } });
  });
};

test("single sign-on is linked, then signs in; an unknown identity is told the way", async () => {
  const first = await open("/account");
  await answerSignOn(first.page, "0012345678901234567890");
  await signIn(first.page, vera);
  await first.page.getByRole("button", { name: "Link Works login" }).click();
  await first.page.getByText("Linked with Works login.").waitFor();
  expect(first.page.url()).toBe(`${url}/account`);
  const { page, visit, expectClean } = await open("/packs");
  await answerSignOn(page, "somebody-else");
  await page.getByRole("button", { name: "Sign in with Works login" }).click();
  await page.getByText("No account is linked with this single sign-on identity.").waitFor();
  expect(page.url()).toBe(`${url}/sign-in/oidc`);
  expect(await violationsOn(page)).toEqual([]);
  await page.unroute(`${oidc.issuer}/**`);
  await answerSignOn(page, "0012345678901234567890");
  await visit("/packs");
  await page.getByRole("button", { name: "Sign in with Works login" }).click();
  await page.waitForURL(`${url}/packs`);
  first.expectClean();
  expectClean();
});

test("no page of a shared node is wider than a phone", async () => {
  const wide: string[] = [];
  const { page, visit } = await openAsAdministrator("/organisations");
  for (const path of ["/organisations", "/organisation", "/users", "/account"]) {
    await page.setViewportSize({ width: 390, height: 844 });
    await visit(path);
    const over = await page.evaluate<number>(
      "document.documentElement.scrollWidth - window.innerWidth",
    );
    if (over > 0) wide.push(`${path}: ${over} too wide`);
  }
  expect(wide).toEqual([]);
});

const eraseOwnAccount = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: "Erase the account" }).click();
  await page.getByRole("dialog").getByLabel("Current password").fill(password);
  await page.getByRole("button", { name: "Erase for good" }).click();
};

test("a disabled account is out at once; who leads an organisation cannot leave it behind", async () => {
  const admin = await openAsAdministrator("/users");
  const act = async (name: string) => {
    await admin.page.getByRole("row", { name: /Vera/ }).getByRole("button", { name }).click();
    await admin.page.getByRole("dialog").getByRole("button", { name }).click();
    await admin.page.getByRole("dialog").waitFor({ state: "detached" });
  };
  const { page, visit, expectClean } = await open("/account");
  await signIn(page, vera);
  await page.getByRole("heading", { name: "Sessions" }).waitFor();
  await act("Disable the account");
  await page.getByRole("link", { name: "Packs" }).click();
  const again = page.getByRole("dialog", { name: "Sign in again" });
  await again.getByLabel("Password", { exact: true }).fill(password);
  await again.getByRole("button", { name: "Sign in", exact: true }).click();
  await again.getByText("Signing in failed").waitFor();
  await act("Enable the account");
  await again.getByRole("button", { name: "Sign in", exact: true }).click();
  await again.waitFor({ state: "detached" });
  await visit("/account");
  await eraseOwnAccount(page);
  await page.getByText("This is the last person who leads the organisation.").waitFor();
  expect(page.url()).toBe(`${url}/account`);
  admin.expectClean();
  expectClean();
});

test("a person takes a copy of what is kept, erases the account, and is gone", async () => {
  const { page, visit, expectClean } = await open(pathOf(links.spare));
  await fillAccount(page, nils);
  await page.getByRole("button", { name: "Create the account and join", exact: true }).click();
  await page.waitForURL(`${url}/`);
  await visit("/account");
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export your data" }).click();
  expect(await readFile(await (await saving).path(), "utf8")).toContain(nils.email);
  await eraseOwnAccount(page);
  await page.waitForURL(`${url}/sign-in`);
  await signIn(page, nils);
  await page.getByText("Signing in failed").waitFor();
  expectClean();
});
