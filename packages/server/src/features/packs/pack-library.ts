/** The packs that this node has checked and loaded, and which of them it opens with. */

import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { openInstalledPack } from "@fenji/intake";
import { AppError } from "@fenji/kernel";
import { bothInForce, workingCalendar } from "@fenji/regime";
import type {
  CalendarPack,
  Pack,
  PackProblem,
  PlanPack,
  TechniquePack,
  WorkingCalendar,
} from "@fenji/regime";
import { parse } from "yaml";
import { z } from "zod";
import { installationFolder } from "../../platform/config.ts";

export interface PackLibrary {
  readonly regimes: readonly Pack[];
  readonly plans: readonly PlanPack[];
  readonly calendars: readonly CalendarPack[];
  /** Attack techniques; of one id the later version last. */
  readonly techniques: readonly TechniquePack[];
  /** Holidays of every year that a calendar pack tells of. */
  readonly workingDays: WorkingCalendar;
  readonly defaultRegime: Pack;
  readonly defaultPlan: PlanPack;
}

const cacheFolder = join(installationFolder, "node_modules", ".cache", "fenji", "packs");

const reference = z.object({ id: z.string(), version: z.string() });

const defaultsSchema = z.object({ regime: reference, plan: reference });

type Reference = z.infer<typeof reference>;

const foldersIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name))
    .toSorted();
};

const named = <T extends { readonly header: Reference }>(
  packs: readonly T[],
  { id, version }: Reference,
): T => {
  const found = packs.find((pack) => pack.header.id === id && pack.header.version === version);
  if (found === undefined) throw new AppError("pack.not-found", { pack: `${id}@${version}` });
  return found;
};

const invalid = (folder: string, problems: readonly PackProblem[]): AppError => {
  const [first] = problems;
  return new AppError("pack.invalid", {
    pack: folder,
    count: problems.length,
    place: `${first?.file ?? ""}:${first?.line ?? 1} ${first?.path ?? ""}`.trim(),
    detail: first?.message.en ?? "",
    detailZh: first?.message.zh ?? "",
  });
};

const load = async (folder: string): Promise<PackLibrary> => {
  const defaults = defaultsSchema.parse(
    parse(await readFile(join(folder, "defaults.yaml"), "utf8")),
  );
  const regimes: Pack[] = [];
  const plans: PlanPack[] = [];
  const calendars: CalendarPack[] = [];
  const techniques: TechniquePack[] = [];
  for (const family of await foldersIn(folder)) {
    for (const version of await foldersIn(family)) {
      const opened = await openInstalledPack(version, cacheFolder);
      if (!opened.ok) throw invalid(version, opened.error);
      if (opened.value.kind === "regime") regimes.push(opened.value.pack);
      else if (opened.value.kind === "plan") plans.push(opened.value.plan);
      else if (opened.value.kind === "calendar") calendars.push(opened.value.calendar);
      else techniques.push(opened.value.techniques);
    }
  }
  const clash = bothInForce(regimes.map(({ header }) => header));
  if (clash !== undefined)
    throw new AppError("pack.both-in-force", {
      pack: clash[0].id,
      one: clash[0].version,
      other: clash[1].version,
    });
  return {
    regimes,
    plans,
    calendars,
    techniques,
    workingDays: workingCalendar(calendars),
    defaultRegime: named(regimes, defaults.regime),
    defaultPlan: named(plans, defaults.plan),
  };
};

let loaded: Promise<PackLibrary> | undefined;

/** Packs are part of the installation, so they are read once per process. @throws AppError `pack.*` at the first fault. */
export const packLibrary = (): Promise<PackLibrary> => {
  loaded ??= load(join(installationFolder, "packs"));
  return loaded;
};

/** `id@version`, or the regime that the node opens with. @throws AppError `pack.not-found`. */
export const findRegime = (library: PackLibrary, asked: string | undefined): Pack => {
  if (asked === undefined) return library.defaultRegime;
  const [id = "", version = ""] = asked.split("@");
  return named(library.regimes, { id, version });
};

/** @throws AppError `pack.not-found`. */
export const findPlan = (library: PackLibrary, asked: Reference): PlanPack =>
  named(library.plans, asked);
