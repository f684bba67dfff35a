/** What an engagement reads of evidence is as old as it is at its cut-off, for a requirement and for each subject. */

import { compileAssessment } from "@fenji/assessment";
import type { Pack } from "@fenji/regime";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inSnapshot, inTransaction } from "../../platform/ctx.ts";
import { startEvidenceNode, type EvidenceNode } from "../evidence/testing/evidence-node.ts";
import { samplePack } from "../evidence/testing/sample-pack.ts";
import { xccdfReport } from "../evidence/testing/sample-report.ts";
import { judgeAsOf } from "./machine-standing.ts";
import { subjectStates } from "./subject-states.ts";

const pack: Pack = {
  ...samplePack,
  freshness: {
    rules: [
      {
        kind: "configuration",
        freshDays: 30,
        expiresDays: 90,
        citation: null,
        standing: "illustrative",
      },
    ],
  },
};

let plant: EvidenceNode;
let firm: Awaited<ReturnType<EvidenceNode["addFirm"]>>;

beforeAll(async () => {
  plant = await startEvidenceNode();
  firm = await plant.addFirm();
  const at = "2026-05-01T00:00:00Z";
  await plant.importText(firm, xccdfReport({ host: "h1", at, results: { three: "pass" } }));
  // As if the node had run since then.
  await inTransaction(plant.node.ctx(), (tx) =>
    tx.db
      .updateTable("observations")
      .set({ received_at: at })
      .where("enterprise_id", "=", firm)
      .execute(),
  );
});
afterAll(() => plant.node.close());

const judgedAt = (asOf: string) =>
  inSnapshot(plant.node.ctx(), async (tx) => {
    const index = compileAssessment(pack.requirements, pack.crosswalks);
    const judged = await judgeAsOf(tx, { enterpriseId: firm, pack, index, asOf }, 0);
    const asked = { enterpriseId: firm, pack, requirement: "R3", asOf };
    const states = await subjectStates(tx, asked);
    return {
      verdict: judged.find(({ requirement }) => requirement.id === "R3")?.verdict,
      proven: states.map(({ id, proven }) => [id, [...proven]]),
    };
  });

it("proves at a cut-off before it expires, and not at one after", async () => {
  expect(await judgedAt("2026-07-29T23:59:59.000Z")).toEqual({
    verdict: "met",
    proven: [["hostname:h1", ["R3.1"]]],
  });
  expect(await judgedAt("2026-07-30T00:00:00.000Z")).toEqual({
    verdict: "notEvidenced",
    proven: [["hostname:h1", []]],
  });
});
