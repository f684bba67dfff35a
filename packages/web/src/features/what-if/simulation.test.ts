/** Counts of the picture are those of grading each firm by itself, and every mover has its reason. */

import { join } from "node:path";
import {
  columnsFromRows,
  compileKernel,
  dictionaryColumn,
  editRules,
  gradeObject,
} from "@fenji/grading";
import type { Pack } from "@fenji/regime";
import { generateNation, type RegisteredFirm } from "@fenji/synthesis";
import { beforeAll, expect, test } from "vitest";
import { openPack } from "../../../../intake/src/open-pack.ts";
import { layOutFlow } from "./flow-layout.ts";
import { matricesBy, matrixOf, movesIn, totalsOf, type GradeClass } from "./picture.ts";
import { openSimulation, type Simulation } from "./simulation.ts";
import { tiles } from "./tiles.ts";

let pack: Pack;
let simulation: Simulation;
const firms: readonly RegisteredFirm[] = [...generateNation(3, 400)];
const asked = { type: "connected", edits: [{ path: "connected.thresholds.3", value: 55 }] };

beforeAll(async () => {
  const folder = join(
    import.meta.dirname,
    "../../../../../packs/iiot-protection/2024-illustrative",
  );
  const opened = await openPack(folder);
  if (!opened.ok || opened.value.kind !== "regime") throw new Error(JSON.stringify(opened));
  ({ pack } = opened.value);
  const kernel = compileKernel({ grading: pack.grading, sources: [] });
  const columns = columnsFromRows(
    kernel,
    firms.map(({ facts }) => facts),
  );
  const attribute = (of: (firm: RegisteredFirm) => string) => dictionaryColumn(firms.map(of));
  simulation = openSimulation(
    {
      pack: { id: pack.header.id, version: pack.header.version, hash: null },
      synthetic: { seed: 3 },
      notice: null,
      columns,
      attributes: new Map([
        ["jurisdiction", attribute(({ jurisdiction }) => jurisdiction)],
        ["sector", attribute(({ sector }) => sector)],
        ["size", attribute(({ size }) => size)],
      ]),
    },
    { grading: pack.grading, sources: pack.header.sources },
  );
}, 60_000);

/** Each firm by itself, by the whole pack. */
const classesBy = (edits: typeof asked.edits): readonly GradeClass[] => {
  const grading = editRules(pack.grading, edits);
  const kernel = compileKernel({ grading, sources: [] });
  return firms.map(({ facts }) => {
    const found = gradeObject(kernel, facts).find(({ type }) => type === "connected");
    return found === undefined ? "none" : (found.grade ?? "undetermined");
  });
};

test("counts by class, place and movement are those of each firm by itself", () => {
  const [before, after] = [classesBy([]), classesBy(asked.edits)];
  const picture = simulation.regrade(asked);
  const moves = movesIn(picture.classes, matrixOf(picture, null));
  const expected = new Map<string, number>();
  for (const [row, from] of before.entries()) {
    const key = `${from} → ${after[row]}`;
    expected.set(key, (expected.get(key) ?? 0) + 1);
  }
  expect(new Map(moves.map(({ from, to, count }) => [`${from} → ${to}`, count]))).toEqual(expected);
  const place = firms[0]?.jurisdiction ?? "";
  const own = matricesBy(picture, "jurisdiction", null).get(place);
  if (own === undefined) throw new Error("no such place");
  expect(own.reduce((sum, count) => sum + count, 0)).toBe(
    firms.filter(({ jurisdiction }) => jurisdiction === place).length,
  );
  const totals = totalsOf(picture.classes, matrixOf(picture, null));
  expect(totals.moved).toBeGreaterThan(0);
  expect(totals.down).toBe(0);
});

test("movers are those rows, each with the rule that makes the difference", () => {
  const [before, after] = [classesBy([]), classesBy(asked.edits)];
  const found = simulation.findMovers({
    ...asked,
    from: null,
    to: null,
    filter: null,
    offset: 0,
    limit: 100,
  });
  const expected = before.flatMap((from, row) => (from === after[row] ? [] : [row]));
  expect(found.movers.map(({ row }) => row)).toEqual(expected.slice(0, 100));
  expect(found.total).toBe(expected.length);
  expect(new Set(found.movers.flatMap(({ why }) => why.map(({ factor }) => factor)))).toContain(
    "connectedByScore",
  );
  expect(found.movers.every(({ why }) => why.length > 0)).toBe(true);
});

test("the flow shows every firm of the type once on each side", () => {
  const picture = simulation.regrade(asked);
  const moves = movesIn(picture.classes, matrixOf(picture, null));
  const flow = layOutFlow(picture.classes, moves, { height: 200, gap: 10 });
  const { firms: all } = totalsOf(picture.classes, matrixOf(picture, null));
  for (const side of ["before", "after"])
    expect(
      flow.nodes.filter((node) => node.side === side).reduce((sum, { count }) => sum + count, 0),
    ).toBe(all);
});

test("the grid has all 34 provincial-level areas, each in a place of its own", () => {
  expect(new Set(tiles.map(({ code }) => code)).size).toBe(34);
  expect(new Set(tiles.map(({ column, row }) => `${column} ${row}`)).size).toBe(34);
});
