/** The pictures of the README, taken from the real page; FENJI_SCREENSHOTS=1 writes them to docs/screenshots. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { demonstrationId, openPage, type PageWishes } from "./browser.ts";

const folder = resolve(import.meta.dirname, "../../docs/screenshots");
const write = process.env["FENJI_SCREENSHOTS"] === "1";
const limitBytes = 500_000;

interface Shot extends PageWishes {
  readonly name: string;
  readonly path: (enterpriseId: string) => string;
  /** What stands on the page when it has come to rest, where that is later than its first paint. */
  readonly shows?: string;
}

const shots: readonly Shot[] = [
  { name: "plan-zh", path: () => "/", language: "zh" },
  { name: "plan-en-dark", path: () => "/", language: "en", theme: "dark" },
  { name: "plan-phone", path: () => "/", language: "zh", width: 390, height: 844 },
  { name: "enterprises-zh", path: () => "/enterprises", language: "zh" },
  { name: "grade-en", path: (id) => `/enterprises/${id}/grade`, language: "en" },
  { name: "facts-zh", path: (id) => `/enterprises/${id}/facts`, language: "zh" },
  { name: "assessment-en", path: (id) => `/enterprises/${id}/assessment`, language: "en" },
  {
    name: "assessment-zh-dark",
    path: (id) => `/enterprises/${id}/assessment`,
    language: "zh",
    theme: "dark",
  },
  { name: "contested-zh", path: (id) => `/enterprises/${id}/contested`, language: "zh" },
  { name: "observations-en", path: (id) => `/enterprises/${id}/observations`, language: "en" },
  { name: "evidence-en", path: (id) => `/enterprises/${id}/evidence`, language: "en" },
  { name: "attack-en", path: (id) => `/enterprises/${id}/attack`, language: "en" },
  { name: "gaps-zh", path: (id) => `/enterprises/${id}/gaps`, language: "zh" },
  {
    name: "what-if-en",
    path: () => "/what-if?set=connected.thresholds.3*60",
    language: "en",
    shows: "[data-after]",
  },
  {
    name: "eligibility-zh",
    path: (id) => `/enterprises/${id}/eligibility`,
    language: "zh",
  },
  { name: "regimes-en", path: (id) => `/enterprises/${id}/regimes`, language: "en" },
  { name: "worklists-zh", path: () => "/filings/worklists", language: "zh" },
  { name: "province-en", path: () => "/province", language: "en" },
  { name: "filing-zh", path: (id) => `/enterprises/${id}/filing`, language: "zh" },
  {
    name: "policies-en",
    path: () =>
      "/policies?permission=submission:write&who=supposed&role=enterprise-owner&manager=yes&on=supposed-enterprise&relation=own&place=X0&grade=3&kept=yes",
    language: "en",
  },
];

test.each(shots)("$name", async ({ name, path, shows, ...wishes }) => {
  const { page, expectClean } = await openPage(path(await demonstrationId()), {
    width: 1280,
    height: 800,
    ...wishes,
  });
  if (shows !== undefined) await page.locator(shows).first().waitFor();
  const picture = await page.screenshot();
  expect(picture.length).toBeLessThan(limitBytes);
  if (write) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.png`), picture);
  }
  expectClean();
  await page.context().close();
});
