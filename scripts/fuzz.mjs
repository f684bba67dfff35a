/** `npm run fuzz`: damaged files for every reader, 100,000 each; `-- --reader nessus --runs 5000 --seed 7 --minutes 2`. */

import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { ensureInstalled, environment, nodeFlags, requireNode, root } from "./find-node.mjs";

ensureInstalled();
const node = requireNode();
const fuzzed = join(root, "packages", "evidence", "testing", "fuzz");

/** A thousand small files take less than a second; one that takes so long hangs. */
const silenceMs = 120_000;

const { values } = parseArgs({
  options: {
    reader: { type: "string", multiple: true },
    runs: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    minutes: { type: "string", default: "0" },
  },
});

for (const name of ["runs", "seed", "minutes"])
  if (!/^\d{1,9}$/.test(values[name])) {
    process.stderr.write(`--${name} ${values[name]}：应为整数 · must be a whole number\n`);
    process.exit(2);
  }

const { readers } = await import("../packages/evidence/src/readers.ts");
const known = readers.map(({ format }) => format);
const unknown = (values.reader ?? []).filter((format) => !known.includes(format));
if (unknown.length > 0) {
  process.stderr.write(
    `没有读取器 · No reader ${unknown.join(", ")}: npx fenji evidence formats\n`,
  );
  process.exit(2);
}

const fuzz = (format) =>
  new Promise((resolve) => {
    let last = {
      runs: 0,
      read: 0,
      refused: 0,
      observations: 0,
      slowestMs: 0,
      rss: 0,
      problems: [],
    };
    let problem = null;
    const args = [format, values.seed, values.runs, values.minutes];
    const child = spawn(node, [...nodeFlags, join(fuzzed, "campaign.ts"), ...args], {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
      env: environment(node),
    });
    const give = () =>
      setTimeout(() => {
        problem = `hangs in the thousand after run ${Number(values.seed) + last.runs}`;
        child.kill("SIGKILL");
      }, silenceMs);
    let watch = give();
    createInterface(child.stdout).on("line", (line) => {
      clearTimeout(watch);
      watch = give();
      last = JSON.parse(line);
    });
    child.on("close", (code) => {
      clearTimeout(watch);
      if (code !== 0 && problem === null) problem = `ended with ${code}`;
      resolve({ format, ...last, problem });
    });
  });

const show = ({ format, runs, read, refused, observations, slowestMs, rss, problems, problem }) => {
  const said = [...problems.map(({ run, what }) => `run ${run}: ${what}`), problem].filter(
    (text) => text !== null,
  );
  process.stdout.write(
    `${format.padEnd(24)} ${String(runs).padStart(8)} files  ${String(read).padStart(8)} read  ${String(refused).padStart(8)} refused  ${String(observations).padStart(10)} observations  slowest ${slowestMs.toFixed(0).padStart(5)} ms  ${String(rss).padStart(5)} MB  ${said.length} problems\n`,
  );
  for (const text of said) process.stdout.write(`  ${text}\n`);
  return said.length;
};

const waiting = [...(values.reader ?? known)];
const done = { files: 0, problems: 0 };
const work = async () => {
  for (let format = waiting.shift(); format !== undefined; format = waiting.shift()) {
    const result = await fuzz(format);
    done.files += result.runs;
    done.problems += show(result);
  }
};
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
process.stdout.write(`${done.files} files, ${done.problems} problems\n`);
process.exit(done.problems > 0 ? 1 : 0);
