/** Packs over HTTP. */

import { getPack, listPacks, type ReplyOf } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { CalendarPack, Pack, PlanPack, TechniquePack } from "@fenji/regime";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { packLibrary } from "./pack-library.ts";

type Summary = ReplyOf<typeof listPacks>["packs"][number];

const summarizeRegime = ({ header, grading, requirements }: Pack): Summary => ({
  id: header.id,
  version: header.version,
  kind: "regime",
  title: header.title,
  summary: header.summary,
  standing: header.standing,
  object: header.object.name,
  effectiveFrom: header.effectiveFrom,
  effectiveTo: header.effectiveTo,
  facts: grading.facts.length,
  requirements: requirements.length,
});

const summarizePlan = ({ header }: PlanPack): Summary => ({
  id: header.id,
  version: header.version,
  kind: "plan",
  title: header.title,
  summary: header.summary,
  standing: null,
  object: null,
  effectiveFrom: String(header.firstYear),
  effectiveTo: String(header.lastYear),
  facts: 0,
  requirements: 0,
});

const summarizeCalendar = ({ header, year }: CalendarPack): Summary => ({
  id: header.id,
  version: header.version,
  kind: "calendar",
  title: header.title,
  summary: header.summary,
  standing: header.standing,
  object: null,
  effectiveFrom: `${year}-01-01`,
  effectiveTo: `${year}-12-31`,
  facts: 0,
  requirements: 0,
});

const summarizeTechniques = ({ header }: TechniquePack): Summary => ({
  id: header.id,
  version: header.version,
  kind: "techniques",
  title: header.title,
  summary: header.summary,
  standing: header.standing,
  object: null,
  effectiveFrom: null,
  effectiveTo: null,
  facts: 0,
  requirements: 0,
});

export const registerPacks: FeatureRegistrar = (app) => {
  mountEndpoint(app, listPacks, async () => {
    const library = await packLibrary();
    return {
      packs: [
        ...library.plans.map(summarizePlan),
        ...library.regimes.map(summarizeRegime),
        ...library.calendars.map(summarizeCalendar),
        ...library.techniques.map(summarizeTechniques),
      ],
    };
  });
  mountEndpoint(app, getPack, async (_ctx, { path }) => {
    const { regimes } = await packLibrary();
    const pack = regimes.find(
      ({ header }) => header.id === path.packId && header.version === path.version,
    );
    if (pack === undefined)
      throw new AppError("pack.not-found", { pack: `${path.packId}@${path.version}` });
    return { pack };
  });
};
