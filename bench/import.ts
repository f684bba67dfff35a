/** Taking 13,000 and 200,000 observations into a real node, first and again, against PostgreSQL's own COPY of the same rows. */

import { join } from "node:path";
import { openSecrets, recordedAddress } from "@fenji/intake";
import type { EnterpriseId } from "@fenji/kernel";
import {
  startEvidenceNode,
  type EvidenceNode,
} from "../packages/server/src/features/evidence/testing/evidence-node.ts";
import { openPool } from "../packages/server/src/platform/db/connect.ts";
import type { Bench, BenchRow } from "./bench-row.ts";

const rulesPerHost = 500;
const sizes = [26, 400].map((hosts) => ({ hosts, observations: hosts * rulesPerHost }));
const rounds = 3;

type Size = (typeof sizes)[number];

interface Scan {
  /** ISO 8601. */
  readonly at: string;
  /** Of ten results, how many differ from the first scan. */
  readonly changedOfTen: number;
}

const resultOf = (n: number, { changedOfTen }: Scan): string =>
  (n % 3 === 0) === n % 10 < changedOfTen ? "fail" : "pass";

/** One XCCDF file of many hosts, host by host, so that it never stands in memory. */
async function* scanFile(scan: Scan, { hosts }: Size): AsyncGenerator<Uint8Array> {
  yield Buffer.from(
    '<?xml version="1.0" encoding="UTF-8"?><Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"><version>1.0</version>',
  );
  for (let host = 0; host < hosts; host += 1) {
    let text = `<TestResult id="t-${host}" version="1.0" end-time="${scan.at}"><profile idref="p"/><target>host-${host}</target>`;
    for (let rule = 0; rule < rulesPerHost; rule += 1) {
      const n = host * rulesPerHost + rule;
      text += `<rule-result idref="rule_${rule}" time="${scan.at}" severity="medium"><result>${resultOf(n, scan)}</result><message severity="info">found ${n} in /etc/some/file</message></rule-result>\n`;
    }
    yield Buffer.from(`${text}</TestResult>\n`);
  }
  yield Buffer.from("</Benchmark>");
}

interface Counts {
  readonly added: number;
  readonly closed: number;
  readonly unchanged: number;
}

interface Plant {
  readonly plant: EvidenceNode;
  readonly firm: EnterpriseId;
  readonly size: Size;
}

const importOnce = async (
  { plant, firm, size }: Plant,
  { scan, expected }: Step,
): Promise<number> => {
  const begun = performance.now();
  const reply = await plant.importBytes(firm, scanFile(scan, size));
  const seconds = (performance.now() - begun) / 1000;
  if (JSON.stringify(reply.observations) !== JSON.stringify(expected))
    throw new Error(`imported ${JSON.stringify(reply.observations)}`);
  return seconds;
};

/** Seconds of COPY into a table with the same columns and no index or check: rows that are only written. */
const copyOnce = async (plant: EvidenceNode, firm: EnterpriseId): Promise<number[]> => {
  const folder = join(plant.node.dataFolder, "postgres");
  const address = recordedAddress(folder);
  if (address === undefined) throw new Error("the node's database has no address");
  const pool = openPool({
    ...address,
    user: "postgres",
    password: openSecrets(folder).superuser,
    database: "fenji",
    max: 1,
  });
  const file = join(folder, "cluster", "copied.tsv");
  const seconds: number[] = [];
  try {
    await pool.query("create table copied as select * from observations limit 0");
    await pool.query(
      `copy (select * from observations where enterprise_id = '${firm}' and closed_at is null) to '${file}'`,
    );
    for (let round = 0; round < rounds; round += 1) {
      await pool.query("truncate copied");
      const begun = performance.now();
      await pool.query(`copy copied from '${file}'`);
      seconds.push((performance.now() - begun) / 1000);
    }
  } finally {
    await pool.end();
  }
  return seconds;
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

interface Step {
  readonly name: string;
  readonly scan: Scan;
  readonly expected: Counts;
}

const stepsOf = ({ observations: all }: Size): readonly Step[] => [
  {
    name: "first",
    scan: { at: "2026-05-01T00:00:00Z", changedOfTen: 0 },
    expected: { added: all, closed: 0, unchanged: 0 },
  },
  {
    name: "the identical file again",
    scan: { at: "2026-05-01T00:00:00Z", changedOfTen: 0 },
    expected: { added: 0, closed: 0, unchanged: 0 },
  },
  {
    name: "a newer report, same results",
    scan: { at: "2026-06-01T00:00:00Z", changedOfTen: 0 },
    expected: { added: 0, closed: 0, unchanged: all },
  },
  {
    name: "a newer report, 40 % of results changed",
    scan: { at: "2026-07-01T00:00:00Z", changedOfTen: 4 },
    expected: { added: all * 0.4, closed: all * 0.4, unchanged: all * 0.6 },
  },
];

const measure = async (plant: EvidenceNode, size: Size): Promise<readonly BenchRow[]> => {
  const { observations } = size;
  const steps = stepsOf(size);
  const taken = steps.map((): number[] => []);
  let firm = await plant.addFirm();
  for (let round = 0; round < rounds; round += 1) {
    if (round > 0) firm = await plant.addFirm();
    for (const [index, step] of steps.entries())
      taken[index]?.push(await importOnce({ plant, firm, size }, step));
  }
  const peer = observations / median(await copyOnce(plant, firm));
  return steps.map(({ name }, index) => {
    const ours = observations / median(taken[index] ?? []);
    return {
      name: `import ${observations.toLocaleString("en")} observations, ${name}`,
      ours: Math.round(ours),
      peer: Math.round(peer),
      peerVersion: "PostgreSQL 18 COPY of the rows, no index, not read, not merged",
      unit: "observations/s",
      ratio: Number((ours / peer).toPrecision(3)),
    };
  });
};

/** Hashing, storing, reading, merging and judging included, as behind an upload. */
export const run: Bench = async () => {
  const rows: BenchRow[] = [];
  for (const size of sizes) {
    const plant = await startEvidenceNode();
    try {
      rows.push(...(await measure(plant, size)));
    } finally {
      await plant.node.close();
    }
  }
  return rows;
};
