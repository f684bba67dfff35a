/** The grid of all 34 provincial-level areas, each one tile; what reports beside its province stands outside of it. */

import type { LocalizedText } from "@fenji/kernel";

export interface Tile {
  readonly code: string;
  readonly column: number;
  readonly row: number;
  readonly name: LocalizedText;
}

const tile = (code: string, [column, row]: readonly [number, number], names: string): Tile => {
  const [zh = "", en = ""] = names.split("|");
  return { code, column, row, name: { zh, en } };
};

export const gridColumns = 8;

export const tiles: readonly Tile[] = [
  tile("23", [8, 1], "黑龙江|Heilongjiang"),
  tile("65", [1, 2], "新疆|Xinjiang"),
  tile("15", [5, 2], "内蒙古|Inner Mongolia"),
  tile("11", [6, 2], "北京|Beijing"),
  tile("12", [7, 2], "天津|Tianjin"),
  tile("22", [8, 2], "吉林|Jilin"),
  tile("63", [2, 3], "青海|Qinghai"),
  tile("62", [3, 3], "甘肃|Gansu"),
  tile("64", [4, 3], "宁夏|Ningxia"),
  tile("14", [5, 3], "山西|Shanxi"),
  tile("13", [6, 3], "河北|Hebei"),
  tile("37", [7, 3], "山东|Shandong"),
  tile("21", [8, 3], "辽宁|Liaoning"),
  tile("61", [4, 4], "陕西|Shaanxi"),
  tile("41", [5, 4], "河南|Henan"),
  tile("34", [6, 4], "安徽|Anhui"),
  tile("32", [7, 4], "江苏|Jiangsu"),
  tile("31", [8, 4], "上海|Shanghai"),
  tile("54", [1, 5], "西藏|Tibet"),
  tile("51", [3, 5], "四川|Sichuan"),
  tile("50", [4, 5], "重庆|Chongqing"),
  tile("42", [5, 5], "湖北|Hubei"),
  tile("36", [6, 5], "江西|Jiangxi"),
  tile("33", [7, 5], "浙江|Zhejiang"),
  tile("53", [3, 6], "云南|Yunnan"),
  tile("52", [4, 6], "贵州|Guizhou"),
  tile("43", [5, 6], "湖南|Hunan"),
  tile("35", [6, 6], "福建|Fujian"),
  tile("71", [8, 6], "台湾|Taiwan"),
  tile("45", [4, 7], "广西|Guangxi"),
  tile("44", [5, 7], "广东|Guangdong"),
  tile("81", [6, 7], "香港|Hong Kong"),
  tile("46", [4, 8], "海南|Hainan"),
  tile("82", [5, 8], "澳门|Macao"),
];

/** The regime does not apply there. */
export const outsideRegime: ReadonlySet<string> = new Set(["71", "81", "82"]);

/** Separately planned cities and the corps: always shown, also where nothing is known of them. */
export const besideGrid: readonly { readonly code: string; readonly name: LocalizedText }[] = [
  { code: "2102", name: { zh: "大连", en: "Dalian" } },
  { code: "3302", name: { zh: "宁波", en: "Ningbo" } },
  { code: "3502", name: { zh: "厦门", en: "Xiamen" } },
  { code: "3702", name: { zh: "青岛", en: "Qingdao" } },
  { code: "4403", name: { zh: "深圳", en: "Shenzhen" } },
  { code: "XPCC", name: { zh: "兵团", en: "Corps" } },
];
