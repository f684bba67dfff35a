/** Speed and memory of reading ARF and XCCDF, against bare saxes and against @mitre/hdf-converters. */

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { readEvidence } from "@fenji/evidence";
import type { BenchRow } from "./bench-row.ts";

const here = import.meta.dirname;
const arf = readFileSync(`${here}/../fixtures/evidence/scada-hist-01.arf.xml`);

/** The same scan as `oscap xccdf eval --results` writes it: the benchmark with the result inside. */
const xccdfOf = (text: string): Uint8Array => {
  const benchmark = /<xccdf-1\.2:Benchmark[\s\S]*?<\/xccdf-1\.2:Benchmark>/.exec(text)?.[0] ?? "";
  const result = /<TestResult[\s\S]*?<\/TestResult>/.exec(text)?.[0] ?? "";
  const plain = benchmark.replaceAll("xccdf-1.2:", "").replace("xmlns:xccdf-1.2=", "xmlns=");
  return new TextEncoder().encode(plain.replace("</Benchmark>", `${result}</Benchmark>`));
};

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 65_536)
    yield bytes.subarray(start, start + 65_536);
}

const readOurs = async (bytes: Uint8Array): Promise<number> => {
  const context = {
    decoder: (label: string) => new TextDecoder(label),
    now: new Date().toISOString(),
  };
  let observations = 0;
  const reading = await readEvidence(chunksOf(bytes), context);
  for await (const event of reading.events) if (event.kind === "observation") observations += 1;
  return observations;
};

const fromEvidence = createRequire(new URL("../packages/evidence/package.json", import.meta.url));

/** Bare saxes with a listener for every start, end and text, as any reader needs; it looks at nothing. */
const parseBare = async (bytes: Uint8Array): Promise<number> => {
  const { SaxesParser } = fromEvidence("saxes");
  const parser = new SaxesParser({ xmlns: false, position: true });
  let events = 0;
  for (const event of ["opentag", "closetag", "text"]) parser.on(event, () => (events += 1));
  const decoder = new TextDecoder();
  for await (const chunk of chunksOf(bytes)) parser.write(decoder.decode(chunk, { stream: true }));
  parser.close();
  return events;
};

/** Shortest of `runs`, in seconds, after one run to warm up. */
const time = async (runs: number, work: () => unknown): Promise<number> => {
  await work();
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await work();
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  return best;
};

const round = (value: number): number => Number(value.toPrecision(3));

const againstSaxes = async (): Promise<BenchRow> => {
  const megabytes = arf.length / 1e6;
  const ours = megabytes / (await time(7, () => readOurs(arf)));
  const peer = megabytes / (await time(7, () => parseBare(arf)));
  const { version } = fromEvidence("saxes/package.json");
  const name = `read ARF ${megabytes.toFixed(1)} MB, against bare parsing`;
  return {
    name,
    ours: round(ours),
    peer: round(peer),
    peerVersion: `saxes ${version}`,
    unit: "MB/s",
    ratio: round(ours / peer),
  };
};

const hdfVersion: string = createRequire(import.meta.url)(
  "@mitre/hdf-converters/package.json",
).version;

/** Seconds and number of controls; the converter runs in its own process, timed there after a first run. */
const convert = async (
  file: string,
): Promise<{ readonly seconds: number; readonly controls: number }> => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [`${here}/evidence-xml-hdf.mjs`, file],
    {
      maxBuffer: 1e7,
    },
  );
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}");
};

const againstHdf = async (label: string, bytes: Uint8Array): Promise<BenchRow> => {
  const { mkdtempSync, rmSync, writeFileSync } = await import("node:fs");
  const folder = mkdtempSync(`${(await import("node:os")).tmpdir()}/fenji-bench-`);
  try {
    writeFileSync(`${folder}/report.xml`, bytes);
    const ours = await time(5, () => readOurs(bytes));
    const observations = await readOurs(bytes);
    const peer = await convert(`${folder}/report.xml`);
    const found = `${observations} observations against ${peer.controls} controls`;
    return {
      name: `read ${label} ${(bytes.length / 1e6).toFixed(1)} MB (${found})`,
      ours: round(ours),
      peer: round(peer.seconds),
      peerVersion: `@mitre/hdf-converters ${hdfVersion}`,
      unit: "s",
      ratio: round(peer.seconds / ours),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const memoryOf = async (shape: "reports" | "results"): Promise<BenchRow> => {
  const script = `${here}/evidence-xml-memory.ts`;
  const { stdout } = await promisify(execFile)(process.execPath, [script, shape]);
  const measured: { megabytes: number; rss: number; observations: number; seconds: number } =
    JSON.parse(stdout);
  const speed = (measured.megabytes / measured.seconds).toFixed(0);
  return {
    name: `peak memory, synthetic ARF ${measured.megabytes.toFixed(0)} MB of ${shape} (${measured.observations} observations, ${speed} MB/s)`,
    ours: round(measured.rss),
    peer: null,
    peerVersion: "limit 250 MB",
    unit: "MB",
    ratio: round(250 / measured.rss),
  };
};

export const run = async (): Promise<readonly BenchRow[]> => [
  await againstSaxes(),
  await againstHdf("XCCDF", xccdfOf(new TextDecoder().decode(arf))),
  await againstHdf("ARF", arf),
  await memoryOf("reports"),
  await memoryOf("results"),
];

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await run(), null, 1));
