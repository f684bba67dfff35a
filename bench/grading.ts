/** The grading kernel against rule engines on the same rules, giving the same grades. */

import { createRequire } from "node:module";
import {
  columnsFromRows,
  compileKernel,
  gradeColumns,
  gradeObject,
  type Columns,
  type GradedColumns,
  type Kernel,
} from "@fenji/grading";
import { openPack } from "@fenji/intake";
import {
  orderNodes,
  type FactDefinition,
  type Facts,
  type FactValue,
  type Grading,
} from "@fenji/regime";
import type { BenchRow } from "./bench-row.ts";
import { jsonRules } from "./grading-json-rules.ts";
import { zenDecision } from "./grading-zen.ts";

const rows = 100_000;
const peerRows = 400;

/** A fixed linear congruential generator: every run measures the same rows. */
const random = ((state: number) => () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 4_294_967_296;
})(2024);

const tops: Readonly<Record<string, number>> = {
  employees: 3_000,
  annualRevenueWanYuan: 80_000,
  platformClients: 20_000,
  platformDevicesWan: 200,
  resolutionsWanPerDay: 2_000,
};

const randomValue = (fact: FactDefinition): FactValue => {
  if (fact.kind === "boolean") return random() < 0.5;
  if (fact.kind === "choice")
    return fact.options[Math.floor(random() * fact.options.length)]?.id ?? null;
  if (fact.kind === "set")
    return fact.options.filter(() => random() < 0.5).map((option) => option.id);
  const value = random() * (tops[fact.id] ?? fact.max ?? 1_000);
  return fact.integer ? Math.floor(value) : value;
};

const randomRow = (facts: readonly FactDefinition[], unknownShare: number): Facts =>
  Object.fromEntries(
    facts.map((fact) => {
      const value = randomValue(fact);
      return [fact.id, random() < unknownShare ? null : value];
    }),
  );

/** Best of several runs, in nanoseconds a row: what the code costs when nothing else runs. */
const bestOf = async (runs: number, count: number, work: () => unknown): Promise<number> => {
  let best = Infinity;
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await work();
    best = Math.min(best, performance.now() - start);
  }
  return (best * 1e6) / count;
};

type PeerGrades = (facts: Facts) => Promise<Readonly<Record<string, number>>>;

interface Peer {
  readonly version: string;
  readonly ns: number;
}

/** The first rows one by one, each compared with ours. @throws RangeError where grades differ. */
const measurePeer = async (
  peer: { readonly version: string; readonly grade: PeerGrades },
  kernel: Kernel,
  complete: readonly Facts[],
): Promise<Peer> => {
  const some = complete.slice(0, peerRows);
  const { types } = gradeColumns(kernel, columnsFromRows(kernel, some));
  for (const [row, facts] of some.entries()) {
    const theirs = await peer.grade(facts);
    for (const { type, grades } of types)
      if (theirs[type] !== grades[row])
        throw new RangeError(
          `${peer.version}: ${type} of row ${row}: ${theirs[type]}, not ${grades[row]}`,
        );
  }
  const ns = await bestOf(3, some.length, async () => {
    for (const facts of some) await peer.grade(facts);
  });
  return { version: peer.version, ns };
};

const versionOf = (name: string): string => {
  const require = createRequire(import.meta.url);
  const { version }: { readonly version: string } = require(`${name}/package.json`);
  return `${name} ${version}`;
};

const round = (value: number): number => Number(value.toPrecision(3));

const openGrading = async (): Promise<Grading> => {
  const folder = new URL("../packs/iiot-protection/2024-illustrative", import.meta.url).pathname;
  const opened = await openPack(decodeURIComponent(folder));
  if (!opened.ok || opened.value.kind !== "regime") throw new RangeError("the pack has problems");
  return opened.value.pack.grading;
};

const peersOf = async (
  grading: Grading,
  kernel: Kernel,
  complete: readonly Facts[],
): Promise<readonly Peer[]> => {
  const ordered = orderNodes(grading.nodes);
  if (!("order" in ordered)) throw new RangeError("rules in a circle");
  const zen = zenDecision(grading, ordered.order);
  const zenGrade: PeerGrades = async (facts) => (await zen.evaluate(facts)).result;
  const jsonGrade = jsonRules(grading, ordered.order);
  return [
    await measurePeer(
      { version: versionOf("@gorules/zen-engine"), grade: zenGrade },
      kernel,
      complete,
    ),
    await measurePeer(
      { version: versionOf("json-rules-engine"), grade: jsonGrade },
      kernel,
      complete,
    ),
  ];
};

interface Measured {
  readonly name: string;
  readonly ns: number;
}

const measureOurs = async (
  grading: Grading,
  {
    complete,
    partial,
  }: { readonly complete: readonly Facts[]; readonly partial: readonly Facts[] },
): Promise<{ readonly measured: readonly Measured[]; readonly first: number }> => {
  const kernel = compileKernel({ grading, sources: [] });
  const known = columnsFromRows(kernel, complete);
  const open = columnsFromRows(kernel, partial);
  const first = await bestOf(1, rows, () => gradeColumns(kernel, open));
  const measured = [
    {
      name: "grade a batch of 100,000 from columns",
      ns: await bestOf(15, rows, () => gradeColumns(kernel, known)),
    },
    {
      name: "the same, 10 % of facts unknown, with sets of possible grades",
      ns: await bestOf(15, rows, () => gradeColumns(kernel, open)),
    },
    {
      name: "the same from row objects, checked",
      ns: await bestOf(5, rows, () => gradeColumns(kernel, columnsFromRows(kernel, complete))),
    },
  ];
  return { measured, first };
};

const bytesOf = (columns: Columns, graded: GradedColumns): number => {
  const held = [
    ...[...columns.byFact.values()].flatMap(({ values, unknown }) => [values, unknown]),
    ...graded.codes,
    ...graded.types.flatMap(({ grades, possible, applies }) => [grades, possible, applies]),
  ];
  return held.reduce((sum, array) => sum + (array?.byteLength ?? 0), 0);
};

const limitRow = (row: Omit<BenchRow, "peer" | "ratio">, limit: number): BenchRow => ({
  ...row,
  ours: round(row.ours),
  peer: null,
  ratio: round(limit / row.ours),
});

export const run = async (): Promise<readonly BenchRow[]> => {
  const grading = await openGrading();
  const complete = Array.from({ length: rows }, () => randomRow(grading.facts, 0));
  const partial = Array.from({ length: rows }, () => randomRow(grading.facts, 0.1));
  const started = performance.now();
  const kernel = compileKernel({ grading, sources: [] });
  const compileMs = performance.now() - started;
  const peers = await peersOf(grading, kernel, complete);
  const { measured, first } = await measureOurs(grading, { complete, partial });
  const against = measured.flatMap(({ name, ns }) =>
    peers.map((peer): BenchRow => ({
      name,
      ours: round(ns),
      peer: round(peer.ns),
      peerVersion: peer.version,
      unit: "ns/row",
      ratio: round(peer.ns / ns),
    })),
  );
  const columns = columnsFromRows(kernel, partial);
  const bytes = bytesOf(columns, gradeColumns(kernel, columns)) / rows;
  const one = await bestOf(50, 1, () => gradeObject(kernel, complete[0] ?? {}));
  return [
    ...against,
    limitRow(
      {
        name: "first batch with unknown facts, tables built on the way",
        ours: first,
        peerVersion: "limit 20,000",
        unit: "ns/row",
      },
      20_000,
    ),
    limitRow(
      {
        name: "grade one object with reasons",
        ours: one / 1e6,
        peerVersion: "limit 10",
        unit: "ms",
      },
      10,
    ),
    limitRow(
      { name: "compile the first regime", ours: compileMs, peerVersion: "limit 200", unit: "ms" },
      200,
    ),
    limitRow(
      {
        name: "columns, codes, grades and sets in memory",
        ours: bytes,
        peerVersion: "limit 250",
        unit: "bytes/row",
      },
      250,
    ),
  ];
};

if (import.meta.main) process.stdout.write(`${JSON.stringify(await run(), null, 2)}\n`);
