/** Makes the firms of a synthetic nation one after another: the same seed gives the same firms, whatever the count. */

import type { LocalizedText, Sector } from "@fenji/kernel";
import type { Facts } from "@fenji/regime";
import { profiles, type DivisionProfile } from "./division-profiles.ts";
import { makeCreditCode } from "./make-credit-code.ts";
import { drawFirm } from "./make-facts.ts";
import { makeName } from "./make-name.ts";
import { makeRandom, makeWheel, type Random } from "./random.ts";
import { regions, type Region } from "./regions.ts";

export type SizeClass = "micro" | "small" | "medium" | "large";

export interface RegisteredFirm {
  readonly creditCode: string;
  readonly name: LocalizedText;
  /** Of the table of jurisdictions. */
  readonly jurisdiction: string;
  readonly city: string;
  readonly division: string;
  readonly sector: Sector;
  /** By people, as the size rule of 2017 has it for industry; known to the registry even where the firm has not said how many. */
  readonly size: SizeClass;
  readonly facts: Facts;
}

const sizeClasses: readonly SizeClass[] = ["micro", "small", "medium", "large"];

/** What is drawn in one region. */
interface Local {
  readonly region: Region;
  readonly city: (random: Random) => string;
  readonly profile: (random: Random) => DivisionProfile;
}

/** Later cities are smaller; divisions are as common as the nation's mix and the region's leaning make them. */
const localOf = (region: Region): Local => ({
  region,
  city: makeWheel(region.cities, (_city, index) => 1 / (index + 1.5)),
  profile: makeWheel(
    profiles.map((profile) => ({ ...profile, people: profile.people * region.scale })),
    ({ weight, division }) => weight * (region.leaning[division.sector] ?? 1),
  ),
});

/** More than there are credit codes cannot be told apart. */
const mostFirms = 20_000_000;

/**
 * Names repeat, as they do between cities; credit codes do not.
 * @throws RangeError for a count outside of 0 to 20,000,000.
 */
export function* generateNation(seed: number, count: number): Generator<RegisteredFirm> {
  if (!Number.isInteger(count) || count < 0 || count > mostFirms)
    throw new RangeError(`a synthetic nation has at most ${mostFirms} firms`);
  const random = makeRandom(seed);
  const local = makeWheel(regions.map(localOf), ({ region }) => region.weight);
  for (let n = 0; n < count; n += 1) {
    const { region, city, profile: drawProfile } = local(random);
    const profile = drawProfile(random);
    const { facts, size } = drawFirm(random, profile);
    yield {
      // A step that shares no factor with 10^8 visits every number once and scatters the codes.
      creditCode: makeCreditCode((n * 48_271 + 10_000_019) % 100_000_000, "nation"),
      name: makeName(random, region, profile),
      jurisdiction: region.code,
      city: city(random),
      division: profile.division.code,
      sector: profile.division.sector,
      size: sizeClasses[size] ?? "micro",
      facts,
    };
  }
}
