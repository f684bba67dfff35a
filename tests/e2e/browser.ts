/** A headless Chromium whose pages remember what went wrong in them. */

import { existsSync } from "node:fs";
import { createClient, getSession } from "@fenji/contract";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject } from "vitest";

export const url = inject("url");

export const client = createClient(url, fetch);

const candidates = [
  process.env["FENJI_BROWSER"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/microsoft-edge",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let browser: Browser | undefined;

beforeAll(async () => {
  const executablePath = candidates.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) {
    throw new Error(
      "No Chromium, Chrome or Edge was found. Install one, or name it in FENJI_BROWSER.",
    );
  }
  browser = await chromium.launch({ executablePath, args: flags });
});

afterAll(() => browser?.close());

export interface PageWishes {
  readonly language?: "zh" | "en";
  readonly theme?: "light" | "dark";
  readonly width?: number;
  readonly height?: number;
  /** Another node than the one that all tests share. */
  readonly url?: string;
}

export interface WatchedPage {
  readonly page: Page;
  /** Loads another page in the same window. */
  readonly visit: (path: string) => Promise<void>;
  /** Fails on console errors, uncaught exceptions and requests to anywhere but the node. */
  readonly expectClean: () => void;
}

/** `allowed` are console lines that a test provokes on purpose, e.g. a refusal by the node. */
export const openPage = async (
  path: string,
  wishes: PageWishes = {},
  allowed: readonly RegExp[] = [],
): Promise<WatchedPage> => {
  if (browser === undefined) throw new Error("The browser has not been started");
  const node = wishes.url ?? url;
  const context = await browser.newContext({
    locale: wishes.language === "en" ? "en-GB" : "zh-CN",
    colorScheme: wishes.theme ?? "light",
    viewport: { width: wishes.width ?? 1440, height: wishes.height ?? 900 },
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (!["data:", "blob:"].includes(protocol) && origin !== node) {
      complaints.push(`request to ${request.url()}`);
    }
  });
  const visit = async (to: string): Promise<void> => {
    await page.goto(node + to);
    await settled(page);
  };
  await visit(path);
  return {
    page,
    visit,
    expectClean: () => {
      expect(complaints.filter((line) => !allowed.some((pattern) => pattern.test(line)))).toEqual(
        [],
      );
    },
  };
};

/** Everything that the page waits for has arrived. */
export const settled = async (page: Page): Promise<void> => {
  await page.waitForLoadState("networkidle");
  // On a busy machine the network may rest while the page has drawn nothing yet.
  await page.locator("#content *").first().waitFor();
  await page.locator(".skeleton").first().waitFor({ state: "detached" });
};

/** The worked factory of the demonstration. */
export const demonstrationId = async (): Promise<string> => {
  const { demonstration } = await client.call(getSession);
  if (demonstration === null) throw new Error("The node has no demonstration");
  return demonstration.enterpriseId;
};
