/** Grading and regrading a nation of 500,000 firms, against the same rules in DuckDB, zen-engine and PostgreSQL. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  compileKernel,
  copyLines,
  createTableSql,
  createTreeRegrader,
  editRules,
  gradeColumns,
  knownGradesSql,
  type Columns,
  type GradedColumn,
  type GradedColumns,
  type Kernel,
} from "@fenji/grading";
import { lendPostgres, openPack } from "@fenji/intake";
import { orderNodes, type Facts, type Grading } from "@fenji/regime";
import { generateNation } from "@fenji/synthesis";
import { copyIn } from "../packages/intake/src/rule-sql/copy-in.ts";
import { nationColumns } from "../packages/intake/src/rule-sql/testing/random-rules.ts";
import type { Bench, BenchRow } from "./bench-row.ts";
import { zenDecision } from "./grading-zen.ts";

const rows = 500_000;
const zenRows = 400;

const openGrading = async (): Promise<Grading> => {
  const folder = new URL("../packs/iiot-protection/2024-illustrative", import.meta.url).pathname;
  const opened = await openPack(decodeURIComponent(folder));
  if (!opened.ok || opened.value.kind !== "regime") throw new RangeError("the pack has problems");
  return opened.value.pack.grading;
};

/** Peers have no word for unknown: what was not answered counts as zero, none, or the first option. */
const answered = ({ rows: count, byFact }: Columns): Columns => ({
  rows: count,
  byFact: new Map([...byFact].map(([id, column]) => [id, { ...column, unknown: null }])),
});

/** Of the whole process: on a machine that others use too it says more than the clock. */
const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

const bestOf = async (runs: number, work: () => unknown): Promise<number> => {
  let best = Infinity;
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** How many rows of each type have which grade: what every peer must find too. */
const countsOf = (types: readonly GradedColumn[]): string =>
  types
    .map(({ grades }) => [1, 2, 3].map((rank) => grades.filter((one) => one === rank).length))
    .join(" ");

const countsSql = (types: number): string =>
  Array.from(
    { length: types },
    (_, type) =>
      `SELECT ${[1, 2, 3].map((rank) => `CAST(COUNT(*) FILTER (WHERE g${type} = ${rank}) AS integer)`).join(", ")} FROM graded`,
  ).join(" UNION ALL ");

const requireSame = (peer: string, ours: string, theirs: readonly (readonly unknown[])[]): void => {
  const found = theirs.map((row) => row.join()).join(" ");
  if (found !== ours) throw new RangeError(`${peer}: ${found}, not ${ours}`);
};

interface Nation {
  readonly grading: Grading;
  readonly columns: Columns;
  readonly graded: GradedColumns;
}

interface DuckDbModule {
  readonly DuckDBInstance: {
    readonly create: (path: string) => Promise<{
      readonly connect: () => Promise<{
        readonly run: (sql: string) => Promise<unknown>;
        readonly runAndReadAll: (
          sql: string,
        ) => Promise<{ readonly getRows: () => readonly (readonly unknown[])[] }>;
        readonly closeSync: () => void;
      }>;
    }>;
  };
}

const require = createRequire(import.meta.url);

const versionOf = (name: string): string => {
  const { version }: { readonly version: string } = require(`${name}/package.json`);
  return `${name} ${version}`;
};

const inDuckDb = async ({ grading, columns, graded }: Nation): Promise<number> => {
  const { DuckDBInstance }: DuckDbModule = require("@duckdb/node-api");
  const folder = mkdtempSync(join(tmpdir(), "fenji-duck-"));
  try {
    const file = join(folder, "firms.tsv");
    for (const lines of copyLines(grading, { columns, graded }, 1))
      writeFileSync(file, lines, { flag: "a" });
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run("SET threads = 2");
    await connection.run(createTableSql(grading, "firms"));
    await connection.run(`COPY firms FROM '${file}' (DELIMITER '\t', NULL '\\N', HEADER false)`);
    const text = knownGradesSql(grading, "firms");
    const ms = await bestOf(7, () =>
      connection.run(`CREATE OR REPLACE TEMP TABLE graded AS ${text}`),
    );
    const counts = await connection.runAndReadAll(countsSql(grading.types.length));
    requireSame("DuckDB", countsOf(graded.types), counts.getRows());
    connection.closeSync();
    return ms;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const inPostgres = ({ grading, columns, graded }: Nation): Promise<number> =>
  lendPostgres("", async (client) => {
    await client.query(createTableSql(grading, "firms"));
    await copyIn(client, "COPY firms FROM STDIN", copyLines(grading, { columns, graded }, 1));
    await client.query("ANALYZE firms");
    const text = knownGradesSql(grading, "firms");
    const ms = await bestOf(3, async () => {
      await client.query("DROP TABLE IF EXISTS graded");
      await client.query(`CREATE TEMPORARY TABLE graded AS ${text}`);
    });
    const { rows: counts } = await client.query({
      text: countsSql(grading.types.length),
      rowMode: "array",
    });
    requireSame("PostgreSQL", countsOf(graded.types), counts);
    return ms;
  });

/** Nanoseconds a row, on firms that have answered everything. */
const inZen = async (grading: Grading): Promise<number> => {
  const ordered = orderNodes(grading.nodes);
  if ("cycle" in ordered) throw new RangeError("rules in a circle");
  const zen = zenDecision(grading, ordered.order);
  const empty: Record<string, number | string | boolean | readonly string[]> = Object.fromEntries(
    grading.facts.map((fact) => {
      if (fact.kind === "choice") return [fact.id, fact.options[0]?.id ?? ""];
      return [fact.id, fact.kind === "set" ? [] : fact.kind === "boolean" ? false : 0];
    }),
  );
  const firms: Facts[] = Array.from(generateNation(11, zenRows), ({ facts }) => {
    const known = Object.entries(facts).filter(([, value]) => value !== null);
    return { ...empty, ...Object.fromEntries(known) };
  });
  const ms = await bestOf(3, async () => {
    for (const facts of firms) await zen.evaluate(facts);
  });
  return (ms * 1e6) / zenRows;
};

interface Move {
  readonly path: string;
  readonly values: readonly number[];
}

interface Times {
  readonly wall: number;
  readonly processor: number;
}

/** Medians from an edit to all grades: of the first time that each value is met, and of the times after. */
const editing = (
  grading: Grading,
  columns: Columns,
  { path, values }: Move,
): { readonly first: Times; readonly again: Times } => {
  const { regrade } = createTreeRegrader({ grading, sources: [] }, columns);
  regrade(grading);
  const round = (): readonly Times[] =>
    values.map((value) => {
      const [start, used] = [performance.now(), processorMs()];
      regrade(editRules(grading, [{ path, value }]));
      return { wall: performance.now() - start, processor: processorMs() - used };
    });
  const medians = (times: readonly Times[]): Times => ({
    wall: median(times.map(({ wall }) => wall)),
    processor: median(times.map(({ processor }) => processor)),
  });
  return { first: medians(round()), again: medians([...round(), ...round(), ...round()]) };
};

const round = (value: number): number => Number(value.toPrecision(3));

const against = (name: string, ms: number, peer: { version: string; ms: number }): BenchRow => ({
  name,
  ours: round(ms),
  peer: round(peer.ms),
  peerVersion: peer.version,
  unit: "ms",
  ratio: round(peer.ms / ms),
});

const within = (name: string, ms: number, limit: number): BenchRow => ({
  name,
  ours: round(ms),
  peer: null,
  peerVersion: `limit ${limit}`,
  unit: "ms",
  ratio: round(limit / ms),
});

/** Each row twice: by the clock, and in processor time. */
const both = (name: string, { wall, processor }: Times, limit: number): readonly BenchRow[] => [
  within(name, wall, limit),
  within(`${name}, processor time`, processor, limit),
];

const peersOf = async (nation: Nation, ms: number): Promise<readonly BenchRow[]> => {
  const name = "grade 500,000 firms that answered everything, from columns";
  const duck = {
    version: `${versionOf("@duckdb/node-api")}, 2 threads`,
    ms: await inDuckDb(nation),
  };
  const zen = {
    version: versionOf("@gorules/zen-engine"),
    ms: ((await inZen(nation.grading)) * rows) / 1e6,
  };
  const postgres = { version: "PostgreSQL 18, generated SQL", ms: await inPostgres(nation) };
  return [duck, zen, postgres].map((peer) => against(name, ms, peer));
};

/** Least of many runs. */
const measureKernel = (kernel: Kernel, columns: Columns): Times => {
  let [wall, processor] = [Infinity, Infinity];
  for (let run = 0; run < 25; run += 1) {
    const [start, used] = [performance.now(), processorMs()];
    gradeColumns(kernel, columns);
    wall = Math.min(wall, performance.now() - start);
    processor = Math.min(processor, processorMs() - used);
  }
  return { wall, processor };
};

const moves: readonly (Move & { readonly what: string })[] = [
  {
    what: "a threshold",
    path: "grading.thresholds.3",
    values: [71, 75, 68, 72, 76, 69, 73, 77],
  },
  {
    what: "a factor's points",
    path: "nodes.scope.values.national",
    values: [9, 8, 7, 11, 12, 13, 6, 14],
  },
  {
    what: "a fact's band",
    path: "nodes.connectedPoints.bands.4.from",
    values: [29, 28, 31, 32, 33, 27, 34, 35],
  },
];

export const run: Bench = async (): Promise<readonly BenchRow[]> => {
  const grading = await openGrading();
  const nation = nationColumns(grading, rows);
  const known = answered(nation);
  const kernel = compileKernel({ grading, sources: [] });
  const graded = gradeColumns(kernel, known);
  const complete = measureKernel(kernel, known);
  const open = measureKernel(compileKernel({ grading, sources: [] }), nation);
  const edits = moves.flatMap(({ what, ...move }) => {
    const { first, again } = editing(grading, nation, move);
    return [
      ...both(`regrade them, ${what} moved to where it has never been`, first, 16),
      ...both(`regrade them, ${what} moved to where it has been`, again, 16),
    ];
  });
  return [
    ...(await peersOf({ grading, columns: known, graded }, complete.wall)),
    ...both("the same, one core", complete, 40),
    ...both(
      "grade 500,000 firms of which most leave facts open, with sets of possible grades",
      open,
      40,
    ),
    ...edits,
  ];
};

if (import.meta.main) process.stdout.write(`${JSON.stringify(await run(), null, 2)}\n`);
