/** A weighing that was kept as JSON decides every question as the one it was made of. */

import fc from "fast-check";
import { expect, it } from "vitest";
import { arbitrate } from "./arbitrate.ts";
import { openBallotBox, type Votes } from "./ballots.ts";
import { weighSources } from "./weigh-sources.ts";
import { recordWeighing, restoreWeighing, type WeighingRecord } from "./weighing-record.ts";

const sources = ["a", "b", "c", "careless", "copy"] as const;

/** Three that hardly err; one that errs often, and another that says the same. */
const votesOf = (question: number): Votes => {
  const met = question % 3 !== 0;
  const careless = question % 4 === 0 ? !met : met;
  return new Map([
    ["a", question % 29 === 0 ? !met : met],
    ["b", question % 31 === 0 ? !met : met],
    ["c", question % 37 === 0 ? !met : met],
    ["careless", careless],
    ["copy", careless],
  ]);
};

const weighed = (() => {
  const box = openBallotBox();
  for (let question = 0; question < 600; question += 1) box.add(votesOf(question));
  return weighSources(box.ballots());
})();

const kept = (): WeighingRecord =>
  JSON.parse(JSON.stringify(recordWeighing(weighed))) as WeighingRecord;

it("knows the copy and estimates the others", () => {
  expect(kept().copies.map((pair) => pair.sources)).toEqual([["careless", "copy"]]);
  expect(kept().groups).toEqual({ copy: "careless" });
  expect(Object.keys(kept().estimate?.qualities ?? {}).toSorted()).toEqual([
    "a",
    "b",
    "c",
    "careless",
  ]);
});

it("arbitrates as before", () => {
  const restored = restoreWeighing(kept());
  const anyVotes = fc.dictionary(fc.constantFrom(...sources, "stranger"), fc.boolean());
  fc.assert(
    fc.property(anyVotes, (said) => {
      const votes = new Map(Object.entries(said));
      expect(arbitrate(votes, restored)).toEqual(arbitrate(votes, weighed));
    }),
  );
  expect(recordWeighing(restored)).toEqual(recordWeighing(weighed));
});
