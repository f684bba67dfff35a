/** Makes the firms of a province that does not exist: the same seed and count give the same firms everywhere. */

import { uuidV7, type EnterpriseId, type LocalizedText, type Sector } from "@fenji/kernel";
import type { Facts } from "@fenji/regime";
import { cities, type City } from "./cities.ts";
import { profiles, type DivisionProfile } from "./division-profiles.ts";
import { makeCreditCode } from "./make-credit-code.ts";
import { drawFirm } from "./make-facts.ts";
import { makeName } from "./make-name.ts";
import { makeRandom, pickWeighted, type Random, type Weighted } from "./random.ts";

export interface SyntheticFirm {
  readonly enterpriseId: EnterpriseId;
  readonly factsId: string;
  readonly creditCode: string;
  readonly name: LocalizedText;
  readonly city: string;
  readonly division: string;
  readonly sector: Sector;
  readonly facts: Facts;
}

/** Ids carry a fixed moment, so that they depend on the seed alone. */
const idsSinceMs = Date.UTC(2024, 3, 1);

const makeId = (random: Random, n: number): string => {
  const bytes = Uint8Array.from({ length: 10 }, () => Math.floor(random() * 256));
  return uuidV7(idsSinceMs + n, bytes);
};

interface LocalProfile extends Weighted {
  readonly profile: DivisionProfile;
}

/** Divisions as common in a city as the province's mix and the city's leaning make them. */
const localMix = (city: City): readonly LocalProfile[] =>
  profiles.map((profile) => ({
    profile,
    weight: profile.weight * (city.leaning[profile.division.sector] ?? 1),
  }));

/** A name that no earlier firm has; names are drawn again until one is free. */
const freshName = (taken: Set<string>, draw: () => LocalizedText): LocalizedText => {
  for (;;) {
    const name = draw();
    if (taken.has(name.zh)) continue;
    taken.add(name.zh);
    return name;
  }
};

/** @throws RangeError for more firms than there are credit codes or names. */
export const generateProvince = (seed: number, count: number): readonly SyntheticFirm[] => {
  if (count > 50_000) throw new RangeError("names are enough for 50,000 synthetic firms");
  const random = makeRandom(seed);
  const mixes = new Map(cities.map((city) => [city.code, localMix(city)]));
  const taken = new Set<string>();
  return Array.from({ length: count }, (_value, n) => {
    const city = pickWeighted(random, cities);
    const { profile } = pickWeighted(random, mixes.get(city.code) ?? []);
    return {
      enterpriseId: makeId(random, n) as EnterpriseId,
      factsId: makeId(random, n),
      // A step that shares no factor with 10^8 visits every number once and scatters the codes.
      creditCode: makeCreditCode((n * 48_271 + 10_000_019) % 100_000_000),
      name: freshName(taken, () => makeName(random, city, profile)),
      city: city.code,
      division: profile.division.code,
      sector: profile.division.sector,
      facts: drawFirm(random, profile).facts,
    };
  });
};
