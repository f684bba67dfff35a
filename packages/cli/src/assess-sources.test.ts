/** `fenji assess` weighs its sources: what only a flatterer proves is contested, and both forms of the output say why. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { run } from "./testing/run.ts";

const root = join(import.meta.dirname, "../../..");
const factory = join(root, "examples/factory.yaml");
const report = readFileSync(join(root, "fixtures/evidence/edge-gw-01.xccdf.xml"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "fenji-sources-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The gateway's report as another benchmark would give it of another host. */
const reportOf = (benchmark: string, host: number): string => {
  const two = String(host).padStart(2, "0");
  return report
    .replaceAll("plant-edge-gateway", benchmark)
    .replaceAll("edge-gw-01", `edge-gw-${two}`)
    .replaceAll("10.20.30.12", `10.20.31.${host}`)
    .replaceAll("230:deff:fe20:3012", `230:deff:fe20:31${two}`)
    .replaceAll("00:30:DE:20:30:12", `00:30:DE:20:31:${two}`);
};

const flattered = (text: string): string =>
  text.replaceAll("<result>fail</result>", "<result>pass</result>");

const hosts = Array.from({ length: 20 }, (_none, at) => at + 1);
const lonely = 99;

/** Three that say what they see, and one that calls all well, also on a host that nobody else looks at. */
const evidenceFolder = (): string => {
  const inside = join(folder, "reports");
  mkdirSync(inside);
  for (const host of hosts) {
    for (const benchmark of ["one", "two", "three"])
      writeFileSync(join(inside, `${benchmark}-${host}.xml`), reportOf(benchmark, host));
    writeFileSync(join(inside, `flatterer-${host}.xml`), flattered(reportOf("flatterer", host)));
  }
  writeFileSync(join(inside, "lonely.xml"), flattered(reportOf("flatterer", lonely)));
  return inside;
};

const reply = z.object({
  results: z.array(
    z.looseObject({
      verdicts: z.array(
        z.looseObject({
          requirement: z.string(),
          verdict: z.string(),
          elements: z.array(z.looseObject({ doubted: z.boolean() })),
        }),
      ),
    }),
  ),
  sources: z.looseObject({
    notEstimated: z.string().nullable(),
    copies: z.array(z.unknown()),
    health: z.array(
      z.looseObject({ source: z.string(), compared: z.number(), dissents: z.number() }),
    ),
  }),
});

test("what only a flatterer proves is doubted, in JSON and in words", async () => {
  const args = ["assess", factory, "--evidence", evidenceFolder(), "--type", "connected"];
  const { out } = await run(...args, "--json");
  const { results, sources } = reply.parse(JSON.parse(out));
  expect([sources.notEstimated, sources.copies]).toEqual([null, []]);
  const dissenting = sources.health.filter(({ dissents }) => dissents > 0);
  expect(dissenting.map(({ source }) => source)).toEqual(["xccdf:flatterer"]);
  const doubted = (results[0]?.verdicts ?? []).filter(({ elements }) =>
    elements.some((one) => one.doubted),
  );
  expect(doubted.length).toBeGreaterThan(0);
  expect(new Set(doubted.map(({ verdict }) => verdict))).toEqual(new Set(["contested"]));
  const words = {
    zh: "没有来源反对，但证明的来源在别处常出错",
    en: "Contested although nobody contradicts",
  };
  for (const language of ["zh", "en"] as const) {
    const text = (await run(...args, "--lang", language)).out;
    const after = text.slice(text.indexOf(words[language]));
    expect(after).toContain(words[language]);
    const lines = after.split("\n").slice(1, doubted.length + 1);
    expect(lines.map((line) => line.trim().split(/\s/)[0])).toEqual(
      doubted.map(({ requirement }) => requirement),
    );
  }
});
