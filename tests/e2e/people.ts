/** What people do on a shared node: sign in, fill in, set up second factors, take what is shown once. */

import type { Page } from "playwright-core";
import { makeCreditCode } from "./register-enterprise.ts";
import { totpCode } from "./totp.ts";

export const password = "four unrelated words: larch, tin, ferry";

export const person = (name: string) => ({ name, email: `${name.toLowerCase()}@example.org` });

/** Recovery codes of whoever set up an authenticator. */
const recovery = new Map<string, string[]>();

export const signIn = async (page: Page, { email }: { readonly email: string }, code?: string) => {
  await page.getByLabel("E-mail", { exact: true }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  if (code === undefined) return;
  await page.getByRole("textbox", { name: "Code" }).fill(code);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
};

export const fillAccount = async (page: Page, { name, email }: { name: string; email: string }) => {
  await page.getByLabel("E-mail", { exact: true }).fill(email);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
};

/** Sets up the authenticator of whoever is signed in, and keeps the codes that are shown once. */
export const setUpAuthenticator = async (page: Page, email: string): Promise<void> => {
  await page.getByRole("button", { name: "Set up an authenticator" }).click();
  await page.getByRole("img", { name: "QR code for the authenticator" }).waitFor();
  const secret = (await page.locator(".totp-secret").textContent()) ?? "";
  await page.getByRole("textbox", { name: "Code" }).fill(totpCode(secret));
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  const codes = await page.getByLabel("Recovery codes").inputValue();
  recovery.set(email, codes.split("\n"));
  await page.getByRole("button", { name: "I have kept them" }).click();
  await page.getByText("10 recovery codes left").waitFor();
};

export const createOrganisation = async (page: Page, kind: string, name: string): Promise<void> => {
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
};

/** Reads a link that is shown once, and puts it away. */
export const takeLink = async (page: Page, label: string): Promise<string> => {
  const link = await page.getByRole("textbox", { name: label }).inputValue();
  await page.getByRole("button", { name: "Close" }).click();
  return link;
};

export const takeRecoveryCode = (email: string): string => recovery.get(email)?.pop() ?? "";

/** An authenticator inside the browser, which confirms at once. */
export const addAuthenticator = async (page: Page) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
};
