/** Reading per format against @mitre/hdf-converters on the same files, and a gigabyte of several formats in bounded memory. */

import { execFile } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import type { Bench, BenchRow } from "./bench-row.ts";
import { reportPieces, reportShapes, type ReportShape } from "./reports/report-shapes.ts";

const here = import.meta.dirname;
const comparedBytes = 10e6;
const longBytes = 1e9;
const memoryLimit = 300;

const peerVersion = `@mitre/hdf-converters ${
  createRequire(import.meta.url)("@mitre/hdf-converters/package.json").version
}`;

const round = (value: number): number => Number(value.toPrecision(3));

const runScript = async <T>(script: string, ...words: readonly string[]): Promise<T> => {
  const { stdout } = await promisify(execFile)(process.execPath, [`${here}/${script}`, ...words], {
    maxBuffer: 1e7,
  });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}") as T;
};

interface Ours {
  readonly seconds: number;
  readonly observations: number;
  readonly rss: number;
  readonly bytes: number;
}

interface Peer {
  readonly seconds: number;
  readonly results: number;
  readonly rss: number;
}

/** Both read the same file, each in its own process, the shortest of three runs; the file's reading from disk counts for us alone. */
const compare = async (shape: ReportShape): Promise<BenchRow> => {
  const folder = mkdtempSync(`${tmpdir()}/fenji-bench-`);
  try {
    const file = `${folder}/report`;
    await pipeline(
      Readable.from(reportPieces(shape, comparedBytes)),
      createWriteStream(file, "utf8"),
    );
    const ours = await runScript<Ours>("evidence-formats-ours.ts", `file:${file}`, "3");
    const peer = await runScript<Peer>("evidence-formats-peer.mjs", file, shape.mapper);
    const found = `${ours.observations} observations, ${ours.rss.toFixed(0)} MB; peer ${peer.results} results, ${peer.rss.toFixed(0)} MB`;
    return {
      name: `read ${shape.format}, ${(ours.bytes / 1e6).toFixed(0)} MB (${found})`,
      ours: round(ours.seconds),
      peer: round(peer.seconds),
      peerVersion,
      unit: "s",
      ratio: round(peer.seconds / ours.seconds),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const medianOf = (rows: readonly BenchRow[]): BenchRow => {
  const ratios = rows.map(({ ratio }) => ratio).toSorted((a, b) => a - b);
  const middle = ratios.length / 2;
  const median =
    ((ratios[Math.ceil(middle) - 1] ?? Number.NaN) + (ratios[Math.floor(middle)] ?? Number.NaN)) /
    2;
  return {
    name: `median of ${rows.length} formats, times the peer's speed`,
    ours: round(median),
    peer: null,
    peerVersion: "goal 15",
    unit: "×",
    ratio: round(median / 15),
  };
};

const gigabyte = async (format: string): Promise<BenchRow> => {
  const read = await runScript<Ours>("evidence-formats-ours.ts", `${format}:${longBytes}`);
  const speed = (read.bytes / 1e6 / read.seconds).toFixed(0);
  return {
    name: `peak memory, 1 GB of ${format} (${read.observations} observations, ${read.seconds.toFixed(1)} s, ${speed} MB/s)`,
    ours: round(read.rss),
    peer: null,
    peerVersion: `limit ${memoryLimit} MB`,
    unit: "MB",
    ratio: round(memoryLimit / read.rss),
  };
};

export const run: Bench = async (): Promise<readonly BenchRow[]> => {
  const compared: BenchRow[] = [];
  for (const shape of reportShapes) compared.push(await compare(shape));
  const long: BenchRow[] = [];
  for (const format of ["nessus", "ckl", "sarif", "asff"]) long.push(await gigabyte(format));
  return [...compared, medianOf(compared), ...long];
};

if (import.meta.main) process.stdout.write(`${JSON.stringify(await run(), null, 2)}\n`);
