/** How often arbitration is right, and how often it says met wrongly, beside the plain majority and Dawid-Skene alone. */

import {
  average,
  scenarios,
  type Scenario,
} from "../packages/assessment/testing/simulate-sources.ts";
import type { Bench, BenchRow } from "./bench-row.ts";

const seeds = 100;

const percent = (share: number): number => Math.round(share * 10_000) / 100;

/** Over 100 seeds: the advice counts where a question is left to a person. */
const rowsOf = (scenario: Scenario): BenchRow[] => {
  const { majority, dawidSkene, ours } = average(scenario, seeds);
  const name = `arbitration, ${scenario.en}`;
  const alone = `${percent(dawidSkene.accuracy)} right, ${percent(dawidSkene.falseMet)} wrongly met`;
  const peerVersion = `majority; Dawid-Skene alone ${alone}`;
  return [
    {
      name: `${name}: right (${percent(ours.toPeople)} % left to people)`,
      ours: percent(ours.accuracy),
      peer: percent(majority.accuracy),
      peerVersion,
      unit: "%",
      ratio: ours.accuracy / majority.accuracy,
    },
    {
      name: `${name}: wrongly met`,
      ours: percent(ours.falseMet),
      peer: percent(majority.falseMet),
      peerVersion,
      unit: "%",
      // Of what was not wrongly met: that stays a number where nothing was.
      ratio: (1 - ours.falseMet) / (1 - majority.falseMet),
    },
  ];
};

export const run: Bench = () => Promise.resolve(scenarios.flatMap(rowsOf));
