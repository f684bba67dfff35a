/** How sources fared is kept with the verdicts, and every view of a requirement weighs them alike. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inSnapshot, inTransaction } from "../../platform/ctx.ts";
import { migrationsFolder } from "../../platform/db/open-database.ts";
import { startEvidenceNode, type EvidenceNode } from "../evidence/testing/evidence-node.ts";
import { samplePack } from "../evidence/testing/sample-pack.ts";
import { xccdfReport } from "../evidence/testing/sample-report.ts";
import { endTerms } from "./end-terms.ts";
import { getAssessment } from "./get-assessment.ts";
import { getRequirement } from "./get-requirement.ts";
import { listContested } from "./list-contested.ts";
import { recomputeVerdicts } from "./recompute-verdicts.ts";
import { findWeighing } from "./weighings.ts";

let plant: EvidenceNode;
let firm: Awaited<ReturnType<EvidenceNode["addFirm"]>>;

const at = "2026-05-01T00:00:00Z";
const hosts = 100;
const sourceBeside = ["second", "third", "fourth"] as const;

/** Others that see what the scan sees on every host, and one that calls everything well, also on a host of its own. */
const addSources = () =>
  inTransaction(plant.node.ctx(), async (tx) => {
    const columns = sql`scope, subject_kind, subject_identifiers, check_ref, refs, observed_at, received_at, last_seen_at, holds_at, place, file_sha256`;
    const copyAs = (family: string, result: ReturnType<typeof sql>) =>
      sql`insert into observations (enterprise_id, id, family, result, subject_id, ${columns})
          select enterprise_id, uuidv7(), ${family}, ${result}, subject_id, ${columns} from observations
          where enterprise_id = ${firm} and family not in (${sql.join(sourceBeside)}, 'flatterer')`.execute(
        tx.db,
      );
    for (const family of sourceBeside) await copyAs(family, sql`result`);
    await copyAs("flatterer", sql`'pass'`);
    await sql`insert into observations (enterprise_id, id, family, result, subject_id, ${columns})
              select enterprise_id, uuidv7(), family, 'pass', 'lonely', ${columns} from observations
              where enterprise_id = ${firm} and family = 'flatterer' limit 1`.execute(tx.db);
    await recomputeVerdicts(tx, firm, [samplePack]);
  });

/** One report of many hosts; of five, two pass. */
const scanOf = (numbers: readonly number[]): string => {
  const parts = numbers.map((host) => {
    const results = { three: host % 5 < 2 ? "pass" : "fail" };
    return xccdfReport({ host: `h${host}`, at, results }).replace('id="t"', `id="t-${host}"`);
  });
  const [whole = ""] = parts;
  const tests = parts.map((text) => /<TestResult[\s\S]*<\/TestResult>/.exec(text)?.[0] ?? "");
  return whole.replace(/<TestResult[\s\S]*<\/TestResult>/, tests.join("\n"));
};

beforeAll(async () => {
  plant = await startEvidenceNode();
  firm = await plant.addFirm();
  await plant.importText(firm, scanOf(Array.from({ length: hosts }, (_none, host) => host)));
});
afterAll(() => plant.node.close());

const read = <T>(of: (tx: Parameters<typeof findWeighing>[0]) => Promise<T>): Promise<T> =>
  inSnapshot(plant.node.ctx(), of);

const shownOf = () =>
  read((tx) =>
    getRequirement(tx, firm, { pack: samplePack, requirementId: "R3", evidenceShown: true }),
  );

describe("a proof that only a flatterer gives", () => {
  it("counts before anybody can know what the source is worth", async () => {
    expect(await plant.verdicts(firm)).toMatchObject({ R3: "partlyMet" });
    const before = await read((tx) => findWeighing(tx, firm, samplePack.header));
    expect(before).toMatchObject({
      weighed: { estimate: null, notEstimated: "few-sources" },
      changesAt: null,
    });
  });

  it("is doubted on every page once the others show how often it errs", async () => {
    await addSources();
    expect(await plant.verdicts(firm)).toMatchObject({ R3: "contested" });
    const shown = await shownOf();
    expect(shown).toMatchObject({ verdict: "contested", elements: [{ doubted: true }] });
    const contested = await read((tx) =>
      listContested(tx, firm, { pack: samplePack, evidenceShown: true }),
    );
    expect(
      contested.map(({ requirement, elements }) => [requirement, elements[0]?.doubted]),
    ).toEqual([["R3", true]]);
    const now = new Date().toISOString();
    const past = await read((tx) =>
      getRequirement(tx, firm, {
        pack: samplePack,
        requirementId: "R3",
        evidenceShown: true,
        moment: { at: now, by: "observed" },
      }),
    );
    expect(past.elements).toEqual(shown.elements);
  });

  it("is told with the sources beside the verdicts", async () => {
    const { sources } = await read((tx) =>
      getAssessment(tx, firm, { pack: samplePack, query: {} }),
    );
    const flatterer = sources.health.find(({ source }) => source === "flatterer");
    expect(flatterer).toMatchObject({ questions: hosts + 1, compared: hosts, dissents: 60 });
    expect(sources.health.filter(({ dissents }) => dissents > 0)).toHaveLength(1);
    expect(sources).toMatchObject({ copies: [], notEstimated: null });
  });

  it("is judged alike where the weighing is on record and where it must be made", async () => {
    const kept = await shownOf();
    const made = await inTransaction(plant.node.ctx(), async (tx) => {
      await sql`update source_weighings set pack_version = 'old' where enterprise_id = ${firm}`.execute(
        tx.db,
      );
      const shown = await getRequirement(tx, firm, {
        pack: samplePack,
        requirementId: "R3",
        evidenceShown: true,
      });
      await sql`update source_weighings set pack_version = ${samplePack.header.version} where enterprise_id = ${firm}`.execute(
        tx.db,
      );
      return shown;
    });
    expect(made).toEqual(kept);
  });

  it("is weighed by the next look where it was judged before sources were weighed", async () => {
    const before = await plant.addFirm();
    await plant.importText(before, scanOf([1]));
    const weighedOf = () => read((tx) => findWeighing(tx, before, samplePack.header));
    const upgrade = readFileSync(join(migrationsFolder, "0030_weigh_what_was_judged.sql"), "utf8");
    const held = await weighedOf();
    await inTransaction(plant.node.ctx(), async (tx) => {
      await sql`update source_weighings set pack_version = 'old' where enterprise_id = ${before}`.execute(
        tx.db,
      );
      await sql.raw(upgrade).execute(tx.db);
    });
    expect((await weighedOf())?.weighed.health).toEqual([]);
    expect(await endTerms(plant.node.ctx(), [samplePack])).toBe(1);
    const after = await weighedOf();
    expect(after?.changesAt).toBe(null);
    expect(after?.weighed.health).toEqual(held?.weighed.health);
    expect(after?.weighed.health).toHaveLength(1);
    expect(await endTerms(plant.node.ctx(), [samplePack])).toBe(0);
  });
});
