/** Moving numbers: one value a place, whole drags as one step, refusals that change nothing, addresses there and back. */

import { join } from "node:path";
import type { Grading } from "@fenji/regime";
import { beforeAll, expect, test } from "vitest";
import { openPack } from "../../../../intake/src/open-pack.ts";
import { readEdits, reduceEdits, startEdits, writeEdits, type EditAction } from "./edits.ts";

let grading: Grading;

beforeAll(async () => {
  const folder = join(
    import.meta.dirname,
    "../../../../../packs/iiot-protection/2024-illustrative",
  );
  const opened = await openPack(folder);
  if (!opened.ok || opened.value.kind !== "regime") throw new Error(JSON.stringify(opened));
  grading = opened.value.pack.grading;
}, 60_000);

const after = (...actions: readonly EditAction[]) =>
  actions.reduce(reduceEdits(grading), startEdits([]));

const set = (path: string, value: number): EditAction => ({ kind: "set", path, value });

test("a drag is one step back, and back again", () => {
  const dragged = [71, 72, 73].map((value) => set("connected.thresholds.3", value));
  const done = after(...dragged, { kind: "settle" }, set("connected.thresholds.3", 80));
  expect(done.edits).toEqual([{ path: "connected.thresholds.3", value: 80 }]);
  const back = after(...dragged, { kind: "settle" }, set("connected.thresholds.3", 80), {
    kind: "undo",
  });
  expect(back.edits).toEqual([{ path: "connected.thresholds.3", value: 73 }]);
  const all = after(...dragged, { kind: "undo" }, { kind: "redo" });
  expect(all.edits).toEqual([{ path: "connected.thresholds.3", value: 73 }]);
  expect(after(...dragged, { kind: "undo" }).edits).toEqual([]);
});

test("two names of one number are one number; its first value is no change", () => {
  const named = after(
    set("connected.thresholds.3", 75),
    set("nodes.connectedByScore.bands.3.from", 76),
  );
  expect(named.edits).toEqual([{ path: "nodes.connectedByScore.bands.3.from", value: 76 }]);
  expect(after(set("connected.thresholds.3", 75), set("connected.thresholds.3", 70)).edits).toEqual(
    [],
  );
  const reset = after(set("grading.thresholds.3", 75), {
    kind: "reset",
    path: "connected.thresholds.3",
  });
  expect(reset.edits).toEqual([]);
});

test("what the rules do not take changes nothing and says why", () => {
  const refused = after(set("connected.thresholds.3", 75), set("connected.thresholds.3", 10));
  expect(refused.edits).toEqual([{ path: "connected.thresholds.3", value: 75 }]);
  expect(refused.refusal?.code).toBe("rules.edit-range");
});

test("an address holds all edits and no more than can be read", () => {
  const edits = [
    { path: "connected.thresholds.3", value: 75 },
    { path: "nodes.systems.terms.systemKind.weight", value: -2.5 },
  ];
  expect(readEdits(writeEdits(edits))).toEqual(edits);
  expect(writeEdits([])).toBeUndefined();
  expect(readEdits("a*x*b*3*c")).toEqual([
    { path: "a", value: Number.NaN },
    { path: "b", value: 3 },
    { path: "c", value: Number.NaN },
  ]);
  expect(new URLSearchParams({ set: writeEdits(edits) ?? "" }).toString()).not.toContain("%");
});
