/** A pack goes out to a file and comes back the same; what is wrong in a file is told by its place and leaves nothing. */

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "./testing/run.ts";

const root = join(import.meta.dirname, "../../..");
const shipped = join(root, "packs/enterprise-size/2017");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fenji-exchange-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);

describe.each(["xlsx", "csv"])("%s", (format) => {
  test.each(["enterprise-size/2017", "mlps-2019/2019"])(
    "%s comes back without a difference",
    async (name) => {
      const pack = join(root, "packs", name);
      const [file, back] = [
        at(`${format}-${name.replace("/", "-")}.${format}`),
        at(`${format}-${name.replace("/", "-")}`),
      ];
      expect((await run("pack", "export", pack, "--format", format, "--out", file)).code).toBe(0);
      expect(await run("pack", "import", file, "--out", back)).toMatchObject({ code: 0, err: "" });
      expect(await run("pack", "diff", pack, back)).toMatchObject({
        code: 0,
        out: "no difference\n",
      });
    },
    60_000,
  );
});

test("an export overwrites nothing, and a plan is no table", async () => {
  const file = at("there.csv");
  writeFileSync(file, "mine");
  const { code, err } = await run("pack", "export", shipped, "--format", "csv", "--out", file);
  expect([code, readFileSync(file, "utf8")]).toEqual([2, "mine"]);
  expect(err).toContain("file-exists");
  const plan = await run(
    "pack",
    "export",
    "action-plan@2021-2023-draft",
    "--format",
    "csv",
    "--out",
    at("plan.csv"),
  );
  expect(plan.err).toContain("pack.not-exportable");
});

describe("the folder of an import", () => {
  test("must be empty, or hold a pack that --force replaces", async () => {
    const file = at("for-folder.csv");
    await run("pack", "export", shipped, "--format", "csv", "--out", file);
    const taken = at("taken");
    mkdirSync(taken);
    writeFileSync(join(taken, "letter.txt"), "mine");
    expect((await run("pack", "import", file, "--out", taken)).err).toContain(
      "pack.folder-not-empty",
    );
    expect((await run("pack", "import", file, "--out", taken, "--force")).err).toContain(
      "pack.folder-no-pack",
    );
    expect(readdirSync(taken)).toEqual(["letter.txt"]);
    const pack = at("replaced");
    mkdirSync(pack);
    expect((await run("pack", "import", file, "--out", pack)).code).toBe(0);
    expect((await run("pack", "import", file, "--out", pack)).code).toBe(2);
    expect((await run("pack", "import", file, "--out", pack, "--force")).code).toBe(0);
    expect((await run("pack", "diff", shipped, pack)).code).toBe(0);
  });

  test("stays away when the file is none that a pack can be made of", async () => {
    const file = at("letter.csv");
    writeFileSync(file, 'a,"b\n');
    const { code, err } = await run("pack", "import", file, "--out", at("never"));
    expect([code, existsSync(at("never"))]).toEqual([2, false]);
    expect(err).toContain("pack.csv-broken");
  });
});
