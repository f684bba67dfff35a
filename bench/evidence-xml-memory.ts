/** Reads a synthetic ARF of 300 MB made on the fly and prints the process's peak memory. */

import { readFileSync } from "node:fs";
import { readEvidence } from "@fenji/evidence";

const size = 300e6;
const file = readFileSync(`${import.meta.dirname}/../fixtures/evidence/scada-hist-01.arf.xml`);
const reportsAt = file.indexOf("<arf:reports>") + "<arf:reports>".length;
const head = file.subarray(0, reportsAt);
const reports = file.subarray(reportsAt, file.indexOf("</arf:reports>"));
const tail = Buffer.from("</arf:reports></arf:asset-report-collection>");
const resultHead = reports.subarray(0, reports.indexOf("<rule-result"));
const resultTail = Buffer.from("</TestResult></arf:content></arf:report>");

/** One buffer for all blocks, as a file's reader has: each is parsed before the next is written. */
const scratch = Buffer.alloc(256 * 1024);

const ruleResults = (from: number): Buffer => {
  let block = "";
  for (let number = from; number < from + 100; number += 1)
    block += `<rule-result idref="synthetic_rule_${number}" time="2026-11-23T01:15:07+00:00" severity="low" weight="1.0"><result>${number % 3 === 0 ? "pass" : "fail"}</result><message>${"found ".repeat(20)}</message></rule-result>\n`;
  return scratch.subarray(0, scratch.write(block));
};

function* parts(shape: string): Generator<Buffer> {
  yield head;
  let made = head.length;
  if (shape === "reports") {
    for (; made < size; made += reports.length) yield reports;
  } else {
    yield resultHead;
    for (let from = 0; made < size; from += 100) {
      const block = ruleResults(from);
      made += block.length;
      yield block;
    }
    yield resultTail;
  }
  yield tail;
}

let bytes = 0;
async function* chunks(shape: string): AsyncGenerator<Uint8Array> {
  for (const part of parts(shape)) {
    for (let start = 0; start < part.length; start += 65_536) {
      const chunk = part.subarray(start, start + 65_536);
      bytes += chunk.length;
      yield chunk;
    }
  }
}

const context = {
  decoder: (label: string) => new TextDecoder(label),
  now: new Date().toISOString(),
};
const start = performance.now();
let observations = 0;
const reading = await readEvidence(chunks(process.argv[2] ?? "reports"), context);
for await (const event of reading.events) if (event.kind === "observation") observations += 1;
const seconds = (performance.now() - start) / 1000;
const rss = process.resourceUsage().maxRSS / 1000;
process.stdout.write(JSON.stringify({ megabytes: bytes / 1e6, rss, observations, seconds }));
