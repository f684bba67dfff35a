/** Converts one report with a class of @mitre/hdf-converters and prints how long it took and what it found. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [file, mapper] = process.argv.slice(2);
const Mapper = createRequire(import.meta.url)("@mitre/hdf-converters")[mapper];
const text = readFileSync(file, "utf8");

const convertOnce = async () => {
  const start = performance.now();
  const converted = await new Mapper(text).toHdf();
  const seconds = (performance.now() - start) / 1000;
  const whole = "profiles" in converted ? [converted] : Object.values(converted);
  const controls = whole.flatMap((one) => one.profiles.flatMap((profile) => profile.controls));
  return { seconds, results: controls.flatMap((control) => control.results).length };
};

const runs = [await convertOnce(), await convertOnce(), await convertOnce()];
const seconds = Math.min(...runs.map((run) => run.seconds));
const rss = process.resourceUsage().maxRSS / 1000;
process.stdout.write(`${JSON.stringify({ seconds, results: runs[0].results, rss })}\n`);
