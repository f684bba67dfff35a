/** The twelve fictional cities of the demonstration province, and what each is known for. */

import type { Sector } from "@fenji/kernel";

export interface City {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Relative number of firms. */
  readonly weight: number;
  /** How much more (or less) common a sector is here than in the province. */
  readonly leaning: Readonly<Partial<Record<Sector, number>>>;
}

export const cities: readonly City[] = [
  { code: "X001", zh: "澄澜市", en: "Chenglan", weight: 22, leaning: { electronics: 1.8 } },
  { code: "X002", zh: "岚港市", en: "Langang", weight: 16, leaning: { equipment: 1.4 } },
  { code: "X003", zh: "铁岩市", en: "Tieyan", weight: 11, leaning: { "raw-materials": 2.4 } },
  { code: "X004", zh: "云磐市", en: "Yunpan", weight: 9, leaning: { equipment: 1.8 } },
  { code: "X005", zh: "霁川市", en: "Jichuan", weight: 8, leaning: { consumer: 1.5 } },
  { code: "X006", zh: "禾湾市", en: "Hewan", weight: 8, leaning: { consumer: 1.9 } },
  { code: "X007", zh: "砺峤市", en: "Liqiao", weight: 6, leaning: { "raw-materials": 1.7 } },
  { code: "X008", zh: "星渚市", en: "Xingzhu", weight: 6, leaning: { electronics: 2.6 } },
  { code: "X009", zh: "柏津市", en: "Baijin", weight: 5, leaning: { outside: 1.8 } },
  { code: "X010", zh: "沅棠市", en: "Yuantang", weight: 4, leaning: { consumer: 1.6 } },
  { code: "X011", zh: "朔屏市", en: "Shuoping", weight: 3, leaning: { outside: 2.5 } },
  { code: "X012", zh: "鹭汀市", en: "Luting", weight: 2, leaning: { electronics: 1.2 } },
];
