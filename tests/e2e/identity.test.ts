/** A shared node from its first link on: people come in, join, switch, are denied with reasons, and are put out. */

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import {
  cleanUp,
  makeDataFolder,
  pressCtrlC,
  startNode,
  type StartedNode,
} from "../acceptance/started-node.ts";
import { openPage, settled, type PageWishes, type WatchedPage } from "./browser.ts";
import { violationsOn } from "./find-violations.ts";
import { makeCreditCode } from "./register-enterprise.ts";
import { totpCode } from "./totp.ts";

let node: StartedNode;
let url = "";
let firstLink = "";

const password = "four unrelated words: larch, tin, ferry";

/** Refusals that these tests provoke; browsers log each. */
const refusals = [/status of (401|403|409|410|422|429)/];

const open = (path: string, wishes: PageWishes = {}): Promise<WatchedPage> =>
  openPage(path, { language: "en", ...wishes, url }, refusals);

const pathOf = (link: string): string => link.slice(url.length);

const person = (name: string) => ({ name, email: `${name.toLowerCase()}@example.org` });

const [ada, olga, vera] = [person("Ada"), person("Olga"), person("Vera")];

/** Recovery codes of whoever set up an authenticator. */
const recovery = new Map<string, string[]>();

beforeAll(async () => {
  const dataFolder = makeDataFolder();
  node = await startNode({ dataFolder, environment: { FENJI_MODE: "server", FENJI_PAGE: "1" } });
  await node.ready;
  url = `http://localhost:${node.port}`;
  firstLink = /http:\/\/\S+\/first#\S+/.exec(node.stderr())?.[0] ?? "";
});

afterAll(async () => {
  pressCtrlC(node);
  await node.exited;
  await cleanUp(node.dataFolder);
});

const signIn = async (page: Page, { email }: { readonly email: string }, code?: string) => {
  await page.getByLabel("E-mail", { exact: true }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  if (code === undefined) return;
  await page.getByLabel("Code").fill(code);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
};

const fillAccount = async (page: Page, { name, email }: { name: string; email: string }) => {
  await page.getByLabel("E-mail", { exact: true }).fill(email);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
};

/** Sets up the authenticator of whoever is signed in, and keeps the codes that are shown once. */
const setUpAuthenticator = async (page: Page, email: string): Promise<void> => {
  await page.getByRole("button", { name: "Set up an authenticator" }).click();
  await page.getByRole("img", { name: "QR code for the authenticator" }).waitFor();
  const secret = (await page.locator(".totp-secret").textContent()) ?? "";
  await page.getByLabel("Code").fill(totpCode(secret));
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  const codes = await page.getByLabel("Recovery codes").inputValue();
  recovery.set(email, codes.split("\n"));
  await page.getByRole("button", { name: "I have kept them" }).click();
  await page.getByText("10 recovery codes left").waitFor();
};

const takeRecoveryCode = (email: string): string => recovery.get(email)?.pop() ?? "";

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

const links = { owner: "", vendor: "", viewer: "" };

const createOrganisation = async (page: Page, kind: string, name: string): Promise<string> => {
  await page.getByRole("button", { name: "Create an organisation" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Kind").selectOption(kind);
  await dialog.getByLabel("Name").fill(name);
  if (kind === "enterprise") {
    await dialog.getByLabel(/Credit code/).fill(makeCreditCode(7_000_001));
    await dialog.getByLabel("Jurisdiction").selectOption({ index: 1 });
    await dialog.getByLabel("Division").selectOption("C31");
  }
  await dialog.getByRole("button", { name: "Create an organisation" }).click();
  const link = await page.getByLabel("Link that invites who leads it").inputValue();
  await page.getByRole("button", { name: "Close" }).click();
  return link;
};

test("the administrator creates organisations and gets a link for who leads each", async () => {
  const { page, visit, expectClean } = await openAsAdministrator("/organisations");
  links.owner = await createOrganisation(page, "enterprise", "Lantern Works");
  links.vendor = await createOrganisation(page, "vendor", "Harbour Tools");
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
  links.viewer = await page.getByLabel("Invitation link").inputValue();
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("row", { name: new RegExp(vera.email) }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  expectClean();
});
