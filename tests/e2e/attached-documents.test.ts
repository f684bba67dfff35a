/** Documents attached to an assessment are looked at in the page, without a program of theirs and without running anything in them. */

import { deflateSync } from "node:zlib";
import {
  createEngagement,
  getAssessment,
  listFieldDocuments,
  moveEngagement,
} from "@fenji/contract";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { client, demonstrationId, openPage } from "./browser.ts";
import { violationsOn } from "./find-violations.ts";

interface Attached {
  readonly name: string;
  readonly content: Uint8Array | string;
}

/** Two pages with a standard font that is not inside the file (ISO 32000-1, 7.5). */
const pdf = (): string => {
  const page = (content: number) =>
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents ${content} 0 R/Resources<</Font<</F 5 0 R>>>>>>`;
  const says = (words: string) => {
    const stream = `BT /F 24 Tf 20 100 Td (${words}) Tj ET`;
    return `<</Length ${stream.length}>>stream\n${stream}\nendstream`;
  };
  const objects = [
    "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>",
    "<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>",
    page(6),
    page(7),
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    says("First page"),
    says("Second page"),
  ];
  let file = "%PDF-1.4\n";
  const places = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  return `${file}xref\n0 8\n0000000000 65535 f \n${table}trailer\n<</Size 8/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF`;
};

/** One red pixel. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

const attached: readonly Attached[] = [
  { name: "plan.pdf", content: pdf() },
  { name: "broken.pdf", content: pdf().slice(0, 40) },
  { name: "panel.png", content: png },
  { name: "half.png", content: png.subarray(0, 40) },
  // 口令每 90 天更换
  { name: "gbk.log", content: Buffer.from("bfdac1eec3bf20393020ccecb8fcbbbb", "hex") },
  { name: "drawing.svg", content: "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>" },
  { name: "backup.bin", content: deflateSync("a program's own data") },
];

const prepare = async () => {
  const enterpriseId = await demonstrationId();
  const body = { title: "Documents", kind: "self", type: "connected", grade: 1 } as const;
  const { id } = await client.call(createEngagement, { path: { enterpriseId }, body });
  const path = { enterpriseId, engagementId: id };
  await client.call(moveEngagement, { path, body: { to: "plan", reason: null } });
  return path;
};

const open = async (page: Page, name: string) => {
  await page.getByRole("button", { name, exact: true }).click();
  return page.getByRole("dialog", { name });
};

test("each kind is shown in its own way, and what cannot be shown says why", async () => {
  const path = await prepare();
  const address = `/enterprises/${path.enterpriseId}/assessments/${path.engagementId}?view=desk`;
  const { page, expectClean } = await openPage(address, { language: "en" });
  for (const { name, content } of attached) {
    await page
      .locator("input[type=file]")
      .setInputFiles({ name, mimeType: "text/html", buffer: Buffer.from(content) });
    await page.getByRole("button", { name, exact: true }).waitFor();
  }
  const says = async (name: string, words: string) => {
    const dialog = await open(page, name);
    await dialog.getByText(words).waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  };
  await says("broken.pdf", "The file is damaged or incomplete");
  await says("half.png", "The file is damaged or incomplete");
  await says("gbk.log", "口令每 90 天更换");
  await says("drawing.svg", "onload='alert(1)'");
  await says("backup.bin", "This kind of file cannot be previewed");
  const picture = await open(page, "panel.png");
  await expect
    .poll(() => picture.locator("img").evaluate((image) => image.clientWidth))
    .toBeGreaterThan(0);
  await page.keyboard.press("Escape");

  const dialog = await open(page, "plan.pdf");
  await dialog.getByText("First page").waitFor({ state: "attached" });
  expect(await violationsOn(page)).toEqual([]);
  await page.keyboard.press("ArrowRight");
  await dialog.getByText("Second page").waitFor({ state: "attached" });
  await dialog.getByText("Page 2 of 2").waitFor();
  expect(await dialog.locator("canvas").evaluate((canvas) => canvas.clientWidth)).toBeGreaterThan(
    300,
  );
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  const focused = page.getByRole("button", { name: "plan.pdf", exact: true });
  expect(await focused.evaluate((button) => button === document.activeElement)).toBe(true);
  const { documents } = await client.call(listFieldDocuments, { path });
  expect(documents.find(({ name }) => name === "plan.pdf")?.seen).toHaveLength(1);
  expectClean();
});

/** A requirement of several elements about which nothing is known. */
const unprovenRequirement = async (enterpriseId: string): Promise<string> => {
  const { requirements } = await client.call(getAssessment, { path: { enterpriseId }, query: {} });
  const found = requirements.find(
    ({ verdict, elementsTotal }) => verdict === "notEvidenced" && elementsTotal > 1,
  );
  return found?.id ?? "";
};

test("an attestation names some elements and a kept document, which its reader opens", async () => {
  const enterpriseId = await demonstrationId();
  const requirement = await unprovenRequirement(enterpriseId);
  const { page, expectClean } = await openPage(
    `/enterprises/${enterpriseId}/assessment?req=${requirement}`,
    { language: "zh", width: 1280 },
  );
  const drawer = page.locator(".requirement");
  await drawer.getByRole("button", { name: "作出决定" }).click();
  await drawer.getByRole("button", { name: "声明", exact: true }).first().click();
  const boxes = drawer.getByRole("group", { name: /^声明涉及的要素/ }).getByRole("checkbox");
  await boxes.first().waitFor();
  const all = await boxes.count();
  for (const box of await boxes.all()) await box.uncheck();
  await drawer.getByText("至少选择一个要素").waitFor();
  expect(await drawer.locator(".decide [type=submit]").isDisabled()).toBe(true);
  await boxes.nth(1).check();
  const kept = drawer.getByLabel("加入评测项目中保存的文件");
  const known = kept.locator("option", { hasText: "gbk.log" }).first();
  await kept.selectOption((await known.getAttribute("value")) ?? "");
  await drawer.getByLabel("理由").fill("口令台账");
  const until = new Date(Date.now() + 86_400_000 * 90).toISOString().slice(0, 10);
  await drawer.getByLabel("有效至（最长三年）").fill(until);
  expect(await violationsOn(page)).toEqual([]);
  await drawer.locator(".decide [type=submit]").click();
  const newest = drawer.locator(".decisions-of > li").first();
  await newest.getByText(`只涉及 ${all} 个要素中的 1 个：`).waitFor();
  const dialog = page.getByRole("dialog", { name: "gbk.log" });
  await newest.getByRole("button", { name: "gbk.log", exact: true }).click();
  await dialog.getByText("口令每 90 天更换").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await newest.getByRole("button", { name: "撤回" }).click();
  await newest.getByText("已撤回").waitFor();
  expectClean();
});
