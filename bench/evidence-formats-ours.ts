/** Reads one report, or one of any size made while it is read, in a process of its own; prints time, counts and peak memory. */

import { createReadStream } from "node:fs";
import { readEvidence } from "@fenji/evidence";
import { reportPieces, shapeOf } from "./reports/report-shapes.ts";

const [source = "", times = "1"] = process.argv.slice(2);

/** `file:PATH`, or `FORMAT:BYTES` for a report that stands nowhere. */
async function* chunks(): AsyncGenerator<Uint8Array> {
  const at = source.indexOf(":");
  const [kind, rest] = [source.slice(0, at), source.slice(at + 1)];
  if (kind === "file") {
    yield* createReadStream(rest);
    return;
  }
  const encoder = new TextEncoder();
  for (const piece of reportPieces(shapeOf(kind), Number(rest))) yield encoder.encode(piece);
}

/** Making the report alone: what is taken off where it is made while it is read. */
const make = async (): Promise<{ readonly seconds: number; readonly bytes: number }> => {
  const start = performance.now();
  let bytes = 0;
  for await (const chunk of chunks()) bytes += chunk.length;
  return { seconds: (performance.now() - start) / 1000, bytes };
};

const readOnce = async (): Promise<{ readonly seconds: number; readonly observations: number }> => {
  const context = {
    decoder: (label: string) => new TextDecoder(label),
    now: new Date().toISOString(),
  };
  const start = performance.now();
  let observations = 0;
  const reading = await readEvidence(chunks(), context);
  for await (const event of reading.events) if (event.kind === "observation") observations += 1;
  return { seconds: (performance.now() - start) / 1000, observations };
};

const runs: Awaited<ReturnType<typeof readOnce>>[] = [];
for (let run = 0; run < Number(times); run += 1) runs.push(await readOnce());
const rss = process.resourceUsage().maxRSS / 1000;
const made = await make();
const seconds = Math.min(...runs.map((run) => run.seconds));
const observations = runs[0]?.observations ?? 0;
process.stdout.write(
  `${JSON.stringify({ seconds: seconds - made.seconds, observations, rss, bytes: made.bytes })}\n`,
);
