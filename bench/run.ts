/** Runs the benchmarks named on the command line, or all, one after another; keeps the rows of the others. */

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run as arbitration } from "./arbitration.ts";
import { run as authzen } from "./authzen.ts";
import { run as access } from "./access.ts";
import { run as crosswalk } from "./crosswalk.ts";
import { run as compare } from "./compare.ts";
import { run as evidenceFormats } from "./evidence-formats.ts";
import { run as evidence } from "./evidence-xml.ts";
import { run as grading } from "./grading.ts";
import { run as importing } from "./import.ts";
import { run as listImport } from "./list-import.ts";
import { run as observations } from "./observations-at-scale.ts";
import { run as page } from "./page.ts";
import { run as regrade } from "./regrade.ts";
import { run as revoke } from "./revoke.ts";
import { run as rowLevelSecurity } from "./row-level-security.ts";
import { run as startUp } from "./start-up.ts";
import { run as submissions } from "./submissions.ts";
import { run as whatIf } from "./what-if.ts";
import { run as worklists } from "./worklists.ts";
import { run as reports } from "./write-reports.ts";
import type { Bench, BenchRow } from "./bench-row.ts";

const benches: Readonly<Record<string, Bench>> = {
  grading,
  compare,
  regrade,
  evidence,
  "evidence-formats": evidenceFormats,
  import: importing,
  observations,
  "list-import": listImport,
  access,
  submissions,
  "start-up": startUp,
  page,
  authzen,
  revoke,
  "row-level-security": rowLevelSecurity,
  "what-if": whatIf,
  worklists,
  reports,
  arbitration,
  crosswalk,
};

const resultsPath = join(import.meta.dirname, "results.json");

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  process.stderr.write(
    `No benchmark ${unknown.join(", ")}. There are: ${Object.keys(benches).join(", ")}\n`,
  );
  process.exit(2);
}

interface StoredRow extends BenchRow {
  readonly bench: string;
}

const stored = (): StoredRow[] =>
  existsSync(resultsPath) ? (JSON.parse(readFileSync(resultsPath, "utf8")) as StoredRow[]) : [];

const shown = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

for (const name of asked.length > 0 ? asked : Object.keys(benches)) {
  process.stdout.write(`\n${name}\n`);
  const rows = (await benches[name]?.()) ?? [];
  for (const row of rows) {
    const peer = row.peer === null ? "" : ` · ${shown(row.peer)} ${row.unit} ${row.peerVersion}`;
    process.stdout.write(
      `  ${row.name}: ${shown(row.ours)} ${row.unit}${peer} · ratio ${shown(row.ratio)}\n`,
    );
  }
  const others = stored().filter((row) => row.bench !== name);
  const order = Object.keys(benches);
  const all = [...others, ...rows.map((row) => ({ bench: name, ...row }))];
  all.sort((a, b) => order.indexOf(a.bench) - order.indexOf(b.bench));
  writeFileSync(resultsPath, `${JSON.stringify(all, null, 2)}\n`);
}
