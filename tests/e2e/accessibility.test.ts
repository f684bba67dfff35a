/** axe finds nothing on any page, in either language and theme, and no page misbehaves while it is shown. */

import { expect, test } from "vitest";
import { openPage } from "./browser.ts";
import { violationsOn } from "./find-violations.ts";
import { allPages } from "./pages.ts";

// Names and structure hang on the language, colours on the theme: each page is seen in both of both, not in all four pairs.
test.each([
  ["zh", "light"],
  ["en", "dark"],
] as const)("every page in %s, %s", async (language, colorScheme) => {
  const found: string[] = [];
  const { page, visit, expectClean } = await openPage("/", { language });
  for (const [name, path] of await allPages()) {
    await page.emulateMedia({ colorScheme });
    await visit(path);
    await page.locator(`html[data-theme=${colorScheme}]`).waitFor();
    found.push(...(await violationsOn(page)).map((line) => `${name}: ${line}`));
    expect(await page.locator("h1").count()).toBe(1);
    expect(await page.locator("html").getAttribute("lang")).toBe(
      language === "zh" ? "zh-CN" : "en",
    );
  }
  expect(found).toEqual([]);
  expectClean();
});

test("no page is wider than its screen, be that a phone or a tablet", async () => {
  const wide: string[] = [];
  const { page, visit } = await openPage("/", { language: "en" });
  for (const [name, path] of await allPages()) {
    await visit(path);
    for (const width of [390, 768, 1100]) {
      await page.setViewportSize({ width, height: 900 });
      const over = await page.evaluate<number>(
        "document.documentElement.scrollWidth - window.innerWidth",
      );
      if (over > 0) wide.push(`${name} at ${width}: ${over} too wide`);
    }
  }
  expect(wide).toEqual([]);
});
