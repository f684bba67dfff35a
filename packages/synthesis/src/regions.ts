/** Where the firms of a synthetic nation lie: mainland provinces, separately planned cities and the corps. */

import type { Sector } from "@fenji/kernel";

export interface Region {
  /** Of the table of jurisdictions. */
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Relative number of firms. */
  readonly weight: number;
  /** How much larger firms are than in the middle of the nation. */
  readonly scale: number;
  /** Codes of cities, the largest first; the firms of a region without them lie in the region itself. */
  readonly cities: readonly string[];
  readonly leaning: Readonly<Partial<Record<Sector, number>>>;
}

/** Numbers of prefecture-level cities of a province, without those that are planned separately or no longer exist. */
const numbered = (
  province: string,
  last: number,
  absent: readonly number[] = [],
): readonly string[] =>
  Array.from({ length: last }, (_value, index) => index + 1)
    .filter((number) => !absent.includes(number))
    .map((number) => province + String(number).padStart(2, "0"));

type Row = readonly [
  code: string,
  names: readonly [zh: string, en: string],
  size: readonly [weight: number, scale: number],
  cities: readonly string[],
  leaning: Region["leaning"],
];

const coal = { outside: 2.2, "raw-materials": 1.4 } as const;
const metals = { "raw-materials": 1.6, equipment: 1.1 } as const;
const machines = { equipment: 1.5 } as const;
const chips = { electronics: 2, equipment: 1.2 } as const;
const goods = { consumer: 1.4 } as const;

const rows: readonly Row[] = [
  ["11", ["北京", "Beijing"], [1.2, 1.7], [], { electronics: 2.2, "raw-materials": 0.4 }],
  ["12", ["天津", "Tianjin"], [1.6, 1.3], [], { equipment: 1.4, electronics: 1.3 }],
  ["13", ["河北", "Hebei"], [4.2, 1], numbered("13", 11), metals],
  ["14", ["山西", "Shanxi"], [1.8, 1.4], numbered("14", 11), coal],
  ["15", ["内蒙古", "Inner Mongolia"], [0.9, 1.4], numbered("15", 9), coal],
  ["21", ["辽宁", "Liaoning"], [1.8, 1.1], numbered("21", 14, [2]), metals],
  ["22", ["吉林", "Jilin"], [0.8, 1.2], numbered("22", 8), machines],
  ["23", ["黑龙江", "Heilongjiang"], [1, 1.1], numbered("23", 12), { consumer: 1.2, outside: 1.5 }],
  ["31", ["上海", "Shanghai"], [2.4, 1.4], [], chips],
  ["32", ["江苏", "Jiangsu"], [13, 1.1], numbered("32", 13), chips],
  [
    "33",
    ["浙江", "Zhejiang"],
    [11.2, 0.8],
    numbered("33", 11, [2]),
    { equipment: 1.3, consumer: 1.2 },
  ],
  ["34", ["安徽", "Anhui"], [4.6, 0.9], numbered("34", 18, [9, 14]), machines],
  ["35", ["福建", "Fujian"], [4.3, 0.9], numbered("35", 9, [2]), goods],
  [
    "36",
    ["江西", "Jiangxi"],
    [3.6, 0.9],
    numbered("36", 11),
    { "raw-materials": 1.3, electronics: 1.2 },
  ],
  ["37", ["山东", "Shandong"], [7.6, 1.1], numbered("37", 17, [2, 12]), metals],
  ["41", ["河南", "Henan"], [5.4, 1], numbered("41", 17), { "raw-materials": 1.3, consumer: 1.2 }],
  ["42", ["湖北", "Hubei"], [3.8, 1], numbered("42", 13, [4]), machines],
  ["43", ["湖南", "Hunan"], [4.4, 0.9], numbered("43", 13), machines],
  [
    "44",
    ["广东", "Guangdong"],
    [11.5, 1],
    numbered("44", 20, [3, 10, 11]),
    { electronics: 1.8, consumer: 1.2 },
  ],
  ["45", ["广西", "Guangxi"], [1.8, 1], numbered("45", 14), metals],
  ["46", ["海南", "Hainan"], [0.2, 1], numbered("46", 4), goods],
  ["50", ["重庆", "Chongqing"], [1.9, 1.2], [], { equipment: 1.5, electronics: 1.3 }],
  [
    "51",
    ["四川", "Sichuan"],
    [4, 1],
    numbered("51", 20, [2, 12]),
    { consumer: 1.2, electronics: 1.1 },
  ],
  ["52", ["贵州", "Guizhou"], [1.2, 1], numbered("52", 6), coal],
  [
    "53",
    ["云南", "Yunnan"],
    [1.2, 1],
    numbered("53", 9, [2]),
    { "raw-materials": 1.5, consumer: 1.2 },
  ],
  ["54", ["西藏", "Tibet"], [0.05, 0.8], numbered("54", 6), { outside: 2 }],
  ["61", ["陕西", "Shaanxi"], [1.8, 1.2], numbered("61", 10), coal],
  ["62", ["甘肃", "Gansu"], [0.6, 1.2], numbered("62", 12), metals],
  ["63", ["青海", "Qinghai"], [0.15, 1.3], numbered("63", 2), metals],
  ["64", ["宁夏", "Ningxia"], [0.35, 1.2], numbered("64", 5), coal],
  [
    "65",
    ["新疆", "Xinjiang"],
    [0.9, 1.2],
    numbered("65", 5, [3]),
    { outside: 2.4, "raw-materials": 1.3 },
  ],
  ["2102", ["大连", "Dalian"], [0.6, 1.3], [], { equipment: 1.6, "raw-materials": 1.2 }],
  ["3302", ["宁波", "Ningbo"], [2.4, 0.9], [], { equipment: 1.4, "raw-materials": 1.2 }],
  ["3502", ["厦门", "Xiamen"], [0.8, 1.1], [], { electronics: 2, consumer: 1.1 }],
  ["3702", ["青岛", "Qingdao"], [1.3, 1.2], [], { consumer: 1.3, equipment: 1.3 }],
  ["4403", ["深圳", "Shenzhen"], [3.2, 1.3], [], { electronics: 3, "raw-materials": 0.4 }],
  ["XPCC", ["兵团", "XPCC"], [0.15, 1.2], [], { consumer: 1.5, outside: 1.3 }],
];

/** Weights, scales and leanings are made up to look like the nation; they are no statistics. Cities as GB/T 2260 numbers them. */
export const regions: readonly Region[] = rows.map(
  ([code, [zh, en], [weight, scale], cities, leaning]) => ({
    code,
    zh,
    en,
    weight,
    scale,
    cities: cities.length === 0 ? [code] : cities,
    leaning,
  }),
);
