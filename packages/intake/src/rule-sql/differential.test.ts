/** Two executors of the same rules, the kernel and PostgreSQL, over random rule sets and firms: no row may differ. */

import { fileURLToPath } from "node:url";
import type { Grading } from "@fenji/regime";
import { describe, expect, it } from "vitest";
import { diceOf } from "../../../grading/src/dice.ts";
import { openPack } from "../open-pack.ts";
import { checkWithSql } from "./check-with-sql.ts";
import { lendPostgres } from "./lend-postgres.ts";
import { nationColumns, randomCase } from "./testing/random-rules.ts";

const folder = new URL("../../../../packs/iiot-protection/2024-illustrative", import.meta.url);

const openGrading = async (): Promise<Grading> => {
  const opened = await openPack(fileURLToPath(folder));
  if (!opened.ok || opened.value.kind !== "regime") throw new RangeError("the pack has problems");
  return opened.value.pack.grading;
};

describe("kernel and SQL", () => {
  it("find the same grades, and a kernel that lies is found out", async () => {
    const pack = await openGrading();
    const rows = 5_000;
    const nation = nationColumns(pack, rows);
    const differing: string[] = [];
    const seen = new Set<string>();
    let whole = 0;
    let checked = 0;
    await lendPostgres("", async (client) => {
      for (let seed = 0; seed < 12; seed += 1) {
        const random = randomCase(diceOf(seed), { pack, nation, rows });
        seen.add(random.what);
        for (const check of await checkWithSql(client, { ...random, step: 1 })) {
          expect(check.rows).toBe(rows);
          whole += check.whole;
          checked += check.rows;
          if (check.differing > 0)
            differing.push(
              `${seed} ${random.what} ${check.type}: ${check.differing} ${check.shown.join()}`,
            );
        }
      }
      const lie = randomCase(diceOf(0), { pack, nation, rows });
      const [first] = lie.graded.types;
      if (first?.possible[7] !== undefined) first.possible[7] ^= 2;
      const checks = await checkWithSql(client, { ...lie, step: 1 });
      expect(checks[0]).toMatchObject({ differing: 1, shown: [7] });
    });
    expect(differing).toEqual([]);
    expect([...seen].toSorted()).toEqual(["derived", "graph", "pack"]);
    expect(whole / checked).toBeGreaterThan(0.5);
  }, 240_000);
});
