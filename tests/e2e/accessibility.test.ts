/** axe finds nothing on any page, in either language and theme, and no page misbehaves while it is shown. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { expect, test } from "vitest";
import { openPage } from "./browser.ts";
import { allPages } from "./pages.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const looks = [
  ["zh", "light"],
  ["zh", "dark"],
  ["en", "light"],
  ["en", "dark"],
] as const;

test.each(looks)("every page in %s, %s", async (language, theme) => {
  const found: string[] = [];
  for (const [name, path] of await allPages()) {
    const { page, expectClean } = await openPage(path, { language, theme });
    await page.evaluate(axe);
    const { violations } = await page.evaluate<AxeResults>("axe.run(document)");
    found.push(
      ...violations.map(
        ({ id, nodes }) =>
          `${name}: ${id}: ${nodes
            .map(({ html }) => html.slice(0, 160))
            .slice(0, 3)
            .join(" | ")}`,
      ),
    );
    expect(await page.locator("h1").count()).toBe(1);
    expect(await page.locator("html").getAttribute("lang")).toBe(
      language === "zh" ? "zh-CN" : "en",
    );
    expectClean();
    await page.context().close();
  }
  expect(found).toEqual([]);
});

test.each([390, 768])("no page is wider than a screen of %i", async (width) => {
  for (const [name, path] of await allPages()) {
    const { page } = await openPage(path, { language: "en", width });
    const over = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
    expect([name, over]).toEqual([name, 0]);
    await page.context().close();
  }
});
