/** Converts one XCCDF or ARF file with @mitre/hdf-converters and prints how long it took and what it found. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { XCCDFResultsMapper } = createRequire(import.meta.url)("@mitre/hdf-converters");
const text = readFileSync(process.argv[2], "utf8");

const convertOnce = () => {
  const start = performance.now();
  const converted = new XCCDFResultsMapper(text).toHdf();
  const hdf = Array.isArray(converted) ? converted : [converted];
  const seconds = (performance.now() - start) / 1000;
  const controls = hdf.flatMap((one) => one.profiles.flatMap((profile) => profile.controls)).length;
  return { seconds, controls };
};

const runs = [convertOnce(), convertOnce(), convertOnce(), convertOnce()];
const seconds = Math.min(...runs.map((run) => run.seconds));
process.stdout.write(`${JSON.stringify({ seconds, controls: runs[0].controls })}\n`);
