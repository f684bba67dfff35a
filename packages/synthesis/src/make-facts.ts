/** Facts of one synthetic firm, plausible for its division and size, with about eight in a hundred left unknown. */

import type { FactValue, Facts } from "@fenji/regime";
import type { DivisionProfile } from "./division-profiles.ts";
import { chance, logNormal, pick, type Random } from "./random.ts";

interface Firm {
  readonly random: Random;
  readonly profile: DivisionProfile;
  readonly employees: number;
  /** 0 micro, 1 small, 2 medium, 3 large: by people, as the size rule of 2017 has it for industry. */
  readonly size: number;
  readonly types: readonly string[];
}

/** Some firms have answered nearly everything, others leave much open; on average a tenth of what is asked of them. */
const diligent = { firms: 0.55, unknown: 0.02 } as const;
const careless = { unknown: 0.2 } as const;
/** Who a firm is, is known more often than what it does. */
const unknownIdentityShare = 0.02;

const sizeOf = (employees: number): number =>
  [20, 300, 1_000].filter((least) => employees >= least).length;

const drawTypes = (random: Random): readonly string[] => {
  const types = [
    ...(chance(random, 0.965) ? ["connected"] : []),
    ...(chance(random, 0.03) ? ["platform"] : []),
    ...(chance(random, 0.022) ? ["identifier"] : []),
  ];
  return types.length > 0 ? types : ["connected"];
};

/** Each item with its own chance, so that none at all is possible too. */
const drawSet = (random: Random, chances: Readonly<Record<string, number>>): readonly string[] => {
  const drawn: string[] = [];
  for (const item of Object.keys(chances)) if (chance(random, chances[item] ?? 0)) drawn.push(item);
  return drawn;
};

/** The later items of a scale are for the larger firms. */
const byScale = ({ random, size }: Firm, scale: readonly string[]): string => {
  const step = Math.floor(logNormal(random, 0.35 + 0.5 * size, 0.7));
  return scale[Math.min(step, scale.length - 1)] ?? "";
};

/** Divisions that run continuous or dangerous processes: fuel, chemicals, metals, power, gas. */
const processDivisions = new Set([
  "B07",
  "C25",
  "C26",
  "C27",
  "C28",
  "C30",
  "C31",
  "C32",
  "D44",
  "D45",
]);
const hazardDivisions = new Set(["B07", "C25", "C26", "C27", "C28", "D45"]);

const isProcess = (firm: Firm): boolean => processDivisions.has(firm.profile.division.code);

const drawSystems = (firm: Firm): readonly string[] => {
  const process = isProcess(firm);
  const larger = firm.size / 3;
  return drawSet(firm.random, {
    sis: process ? 0.15 + 0.5 * larger : 0.02,
    dcs: process ? 0.35 + 0.5 * larger : 0.04,
    scada: 0.15 + 0.35 * larger,
    plc: process ? 0.5 : 0.6 + 0.3 * larger,
    mes: 0.05 + 0.75 * larger,
    historian: process ? 0.1 + 0.6 * larger : 0.02 + 0.2 * larger,
  });
};

const drawHazard = ({ random, profile, size }: Firm): string => {
  if (!hazardDivisions.has(profile.division.code) || chance(random, 0.6)) return "none";
  const levels = ["level-4", "level-3", "level-2", "level-1"];
  return levels[Math.min(Math.floor(logNormal(random, 0.3 + 0.4 * size, 0.8)), 3)] ?? "none";
};

const drawChainRole = ({ random, size }: Firm): string => {
  if (size === 3 && chance(random, 0.18)) return "leader";
  return chance(random, 0.04 + 0.1 * size) ? "key-supplier" : "ordinary";
};

const plantFacts = (firm: Firm): Readonly<Record<string, FactValue>> => {
  const { random, size } = firm;
  return {
    connectedDeviceShare: Math.min(100, Math.round(logNormal(random, 8 + 10 * size, 0.9))),
    remoteControl: chance(random, 0.05 + 0.08 * size),
    internetApplications: drawSet(random, {
      monitoring: 0.2 + 0.15 * size,
      energy: 0.15 + 0.15 * size,
      quality: 0.1 + 0.15 * size,
      scheduling: 0.08 + 0.15 * size,
      maintenance: 0.03 + 0.1 * size,
      "supply-chain": 0.05 + 0.12 * size,
    }),
    importantSystems: drawSystems(firm),
    downtimeTolerance: isProcess(firm)
      ? pick(random, ["minutes", "hours", "hours", "days"])
      : pick(random, ["hours", "days", "days", "longer"]),
    majorHazard: drawHazard(firm),
  };
};

const businessFacts = (firm: Firm): Readonly<Record<string, FactValue>> => {
  const { random, size } = firm;
  return {
    operatingScope: byScale(firm, ["site", "city", "province", "national"]),
    dataCategories: drawSet(random, {
      process: 0.5 + 0.12 * size,
      production: 0.6 + 0.1 * size,
      research: 0.15 + 0.2 * size,
      supply: 0.2 + 0.2 * size,
      customer: 0.3 + 0.15 * size,
    }),
    importantDataFiled: chance(random, 0.002 + 0.03 * size),
    chainRole: drawChainRole(firm),
    soleSupplier: chance(random, 0.003 + 0.008 * size),
    incidentReach: byScale(firm, ["site", "city", "province", "nation"]),
  };
};

/** Facts of platforms and of identifier nodes; other firms are not asked. */
const serviceFacts = ({ random, types }: Firm): Readonly<Record<string, FactValue>> => ({
  ...(types.includes("platform") && {
    platformClients: Math.round(logNormal(random, 260, 1.8)),
    platformDevicesWan: Math.round(logNormal(random, 3, 1.8) * 100) / 100,
    platformControlsPlants: chance(random, 0.25),
  }),
  ...(types.includes("identifier") && {
    identifierNode: pick(random, ["enterprise", "enterprise", "enterprise", "secondary"]),
    resolutionsWanPerDay: Math.round(logNormal(random, 8, 1.6) * 10) / 10,
  }),
});

/** Of facts just made: leaving them open in place spares half a million copies. */
const forget = (random: Random, facts: Record<string, FactValue>, share: number): void => {
  for (const id of Object.keys(facts)) if (chance(random, share)) facts[id] = null;
};

export interface DrawnFirm {
  readonly facts: Facts;
  /** 0 micro to 3 large, whether or not the facts tell. */
  readonly size: number;
}

/** Fact ids and options are those of the regime pack that the node opens with; a test holds them to it. */
export const drawFirm = (random: Random, profile: DivisionProfile): DrawnFirm => {
  const employees = Math.max(1, Math.round(logNormal(random, profile.people, 1.15)));
  const perHead = logNormal(random, profile.revenue, 0.5);
  const types = drawTypes(random);
  const firm: Firm = { random, profile, employees, size: sizeOf(employees), types };
  const identity: Record<string, FactValue> = {
    enterpriseTypes: types,
    division: profile.division.code,
    employees,
    annualRevenueWanYuan: Math.round(employees * perHead),
  };
  const rest = { ...plantFacts(firm), ...businessFacts(firm), ...serviceFacts(firm) };
  forget(random, identity, unknownIdentityShare);
  forget(random, rest, (chance(random, diligent.firms) ? diligent : careless).unknown);
  return { facts: { ...identity, ...rest }, size: firm.size };
};
