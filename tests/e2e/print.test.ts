/** On paper: the content alone, complete, with shapes where the screen has colours. */

import { expect, test } from "vitest";
import { demonstrationId, openPage } from "./browser.ts";

test.each([
  ["the plan", () => Promise.resolve("/"), "[data-clause]"],
  ["the grade", async () => `/enterprises/${await demonstrationId()}/grade`, ".reasons tbody tr"],
  [
    "the assessment",
    async () => `/enterprises/${await demonstrationId()}/assessment`,
    "[data-requirement]",
  ],
] as const)("%s prints without navigation and without losing a line", async (_what, path, line) => {
  const { page, expectClean } = await openPage(await path(), { theme: "dark" });
  const lines = await page.locator(line).count();
  expect(lines).toBeGreaterThan(5);
  await page.emulateMedia({ media: "print" });
  expect(await page.locator(line).count()).toBe(lines);
  for (const gone of [".topbar", ".skip", "main .btn"]) {
    for (const element of await page.locator(gone).all()) {
      expect([gone, await element.isVisible()]).toEqual([gone, false]);
    }
  }
  const background = await page.evaluate("getComputedStyle(document.body).backgroundColor");
  expect(background).toBe("rgb(255, 255, 255)");
  expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(20_000);
  expectClean();
});

test("verdicts and services differ by shape, not by colour alone", async () => {
  const { page } = await openPage(`/enterprises/${await demonstrationId()}/assessment`);
  const shapes = await page.$$eval(".verdict-counts .verdict svg", (marks) =>
    marks.map((mark) => mark.innerHTML),
  );
  expect(new Set(shapes).size).toBe(6);
});
