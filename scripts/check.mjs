/** `npm run check`: every gate of the house, side by side; `--only types,lint` runs a part. */

import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { ensureInstalled, environment, requireNode, root } from "./find-node.mjs";

/** Programs rather than packages: one that shares an environment is checked once, together. */
const projects = [
  "tsconfig.engines.json",
  "tsconfig.node.json",
  "packages/web/tsconfig.json",
  "tsconfig.json",
];

const bin = (name) => {
  const suffix = process.platform === "win32" ? ".cmd" : "";
  return join(root, "node_modules", ".bin", name + suffix);
};

const memoryOf = (project) =>
  join(
    root,
    "node_modules",
    ".cache",
    "fenji",
    "types",
    `${project.replaceAll("/", "-")}.tsbuildinfo`,
  );

/** What each gate holds, in the order of its report. */
const gates = {
  types: projects.map((project) => ({
    command: bin("tsc"),
    // What has not changed since the last run is not looked at again.
    args: [
      "-p",
      project,
      "--pretty",
      "false",
      "--incremental",
      "--tsBuildInfoFile",
      memoryOf(project),
    ],
    label: project,
  })),
  lint: [{ command: bin("oxlint"), args: ["--type-aware", "--deny-warnings"] }],
  format: [{ command: bin("oxfmt"), args: ["--check"] }],
  deps: [
    {
      command: bin("depcruise"),
      args: [
        "packages",
        "tests",
        "bench",
        "--config",
        ".dependency-cruiser.mjs",
        "--output-type",
        "err-long",
      ],
      mustSay: /\b[1-9]\d{2,} modules/,
    },
  ],
  unused: [{ command: bin("knip"), args: ["--no-progress"] }],
};

const runOne = (job) =>
  new Promise((resolve) => {
    const child = spawn(job.command, job.args, {
      cwd: root,
      env: { ...environment(requireNode()), FORCE_COLOR: "0" },
      shell: process.platform === "win32",
    });
    let output = "";
    const collect = (chunk) => (output += chunk);
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => resolve({ passed: false, output: error.message }));
    child.on("close", (code) => {
      // A gate that looked at nothing has not passed.
      const looked = job.mustSay === undefined || job.mustSay.test(output);
      resolve({
        passed: code === 0 && looked,
        output: looked ? output : `${output}\nlooked at too few modules`,
      });
    });
  });

const runGate = async ([name, jobs]) => {
  const started = Date.now();
  const failures = [];
  for (const job of jobs) {
    const { passed, output } = await runOne(job);
    if (!passed) failures.push(`${job.label ?? name}\n${output.trim()}`);
  }
  return { name, failures, seconds: (Date.now() - started) / 1000 };
};

const only = process.argv.includes("--only")
  ? process.argv[process.argv.indexOf("--only") + 1]?.split(",")
  : undefined;

ensureInstalled();
const queue = Object.entries(gates).filter(([name]) => only === undefined || only.includes(name));
if (queue.length === 0) throw new Error(`No such gate. Gates: ${Object.keys(gates).join(", ")}`);
let failed = 0;
const worker = async () => {
  for (let gate = queue.shift(); gate !== undefined; gate = queue.shift()) {
    const { name, failures, seconds } = await runGate(gate);
    process.stdout.write(
      `${failures.length === 0 ? "✓" : "✗"} ${name} (${seconds.toFixed(1)} s)\n`,
    );
    for (const failure of failures) process.stdout.write(`${failure}\n\n`);
    failed += failures.length;
  }
};
await Promise.all(Array.from({ length: availableParallelism() }, worker));
process.exit(failed === 0 ? 0 : 1);
