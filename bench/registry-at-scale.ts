/** Finding, paging and counting in a registry of many firms, and what one change of a grade costs its roll-ups. */

import { sql } from "kysely";
import { findEnterprises } from "../packages/server/src/features/enterprises/find-enterprises.ts";
import { packLibrary } from "../packages/server/src/features/packs/public.ts";
import { readProvince } from "../packages/server/src/features/province/queries.ts";
import { localActor, type Actor } from "../packages/server/src/platform/auth/actor.ts";
import { inSnapshot, inTransaction } from "../packages/server/src/platform/ctx.ts";
import type { TestNode } from "../packages/server/src/platform/testing/start-test-node.ts";
import { firmCode, firmName } from "./listed-firms.ts";

type Timed = readonly [name: string, ms: number];

const rounds = 20;

const p95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;

const repeat = async (act: (round: number) => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    await act(round);
    times.push(performance.now() - begun);
  }
  return p95(times);
};

const supervisor: Actor = {
  ...localActor,
  id: "bench",
  scope: { kind: "jurisdiction", codes: ["32"], lines: ["industry", "communications"] },
};

const elsewhere: Actor = {
  ...supervisor,
  scope: { kind: "jurisdiction", codes: ["33"], lines: ["industry"] },
};

type Filter = Parameters<typeof findEnterprises>[2]["filter"];

const searches: readonly (readonly [string, (round: number) => Filter])[] = [
  ["whole name", (round) => ({ search: firmName(round * 1_237) })],
  ["rare part of a name", (round) => ({ search: String.fromCharCode(0x4e00 + round) })],
  ["part that a tenth of all have", () => ({ search: "精密模具" })],
  ["part that nearly all have", () => ({ search: "有限公司" })],
  ["place that a thirtieth have", () => ({ search: "苏州" })],
  ["common part, filter that leaves none", () => ({ search: "有限公司", type: "identifier" })],
  ["part that none has", () => ({ search: "龘龘龘" })],
  [
    "initials of five",
    (round) => ({ search: ["szhyr", "wxrfh", "kshtt", "zjjha", "yzlxc"][round % 5] }),
  ],
  ["initials of two", (round) => ({ search: ["sz", "qq", "zj", "ww"][round % 4] })],
  ["initials that none has", () => ({ search: "vvuui" })],
  [
    "start of the pinyin",
    (round) => ({ search: ["suzhou", "wuxi", "kunshanhong", "zhangjia"][round % 4] }),
  ],
  ["one letter", (round) => ({ search: ["s", "x", "q", "z"][round % 4] })],
  ["start of a code", (round) => ({ search: firmCode(round * 977).slice(0, 14) })],
  ["rare part, grade 3 of a division", () => ({ search: "云", grade: 3, division: "C39" })],
  ["no words, grade 3", () => ({ grade: 3 })],
  [
    "no words, grade 3 of platforms in a division",
    () => ({ grade: 3, type: "platform", division: "C16" }),
  ],
];

/** p95 of one page with its total. */
export const measureSearches = async (node: TestNode): Promise<readonly Timed[]> => {
  const { header, grading } = (await packLibrary()).defaultRegime;
  const found: Timed[] = [];
  for (const [who, actor] of [
    ["ministry", localActor],
    ["province", supervisor],
    ["another province", elsewhere],
  ] as const)
    for (const [name, filterOf] of searches)
      found.push([
        `find: ${name}, as ${who}`,
        await repeat((round) =>
          inSnapshot(node.ctx(actor), (tx) =>
            findEnterprises(tx, header, {
              filter: filterOf(round),
              page: {
                order: (["creditCode", "name", "grade", "newest"] as const)[round % 4] ?? "name",
                limit: 50,
              },
            }),
          ),
        ),
      ]);
  found.push([
    "a province by grade, as province",
    await repeat(() =>
      inSnapshot(node.ctx(supervisor), (tx) =>
        readProvince(tx, { ...header, types: grading.types }, "32"),
      ),
    ),
  ]);
  return found;
};

/** p95 of one change in its own transaction, with all that follows from it: counts, highest grade, filing case. */
export const measureChanges = async (node: TestNode): Promise<readonly Timed[]> => {
  const { header } = (await packLibrary()).defaultRegime;
  const change = (round: number) =>
    inTransaction(node.ctx(), (tx) =>
      sql`update enterprise_grades set grade = ${1 + (round % 3)}
           where enterprise_id = (select enterprise_id from enterprises where credit_code = ${firmCode(round * 511)})
             and pack_id = ${header.id}`.execute(tx.db),
    );
  const move = (round: number) =>
    inTransaction(node.ctx(), (tx) =>
      sql`update enterprises set division = ${round % 2 === 0 ? "C31" : "C32"} where credit_code = ${firmCode(round * 513)}`.execute(
        tx.db,
      ),
    );
  return [
    ["roll-ups: one grade changes", await repeat(change)],
    ["roll-ups: one firm moves to another division", await repeat(move)],
  ];
};
