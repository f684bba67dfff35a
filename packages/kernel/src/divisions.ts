/** Industrial divisions of GB/T 4754-2017 and the ministry's four sectors that they fall into. */

import type { LocalizedText } from "./localized-text.ts";

export const sectors = [
  "raw-materials",
  "equipment",
  "consumer",
  "electronics",
  "outside",
] as const;

/** 原材料, 装备制造, 消费品, 电子信息; `outside` is industry beyond the four. */
export type Sector = (typeof sectors)[number];

export interface Division {
  /** Section letter and two digits, e.g. `C31`. */
  readonly code: string;
  readonly name: LocalizedText;
  readonly sector: Sector;
}

const division = (code: string, sector: Sector, name: LocalizedText): Division => ({
  code,
  name,
  sector,
});

/** Sections B to D, in order of code. */
export const divisions: readonly Division[] = [
  division("B06", "outside", { zh: "煤炭开采和洗选业", en: "Coal mining and washing" }),
  division("B07", "outside", { zh: "石油和天然气开采业", en: "Oil and natural gas extraction" }),
  division("B08", "raw-materials", { zh: "黑色金属矿采选业", en: "Ferrous metal ore mining" }),
  division("B09", "raw-materials", { zh: "有色金属矿采选业", en: "Non-ferrous metal ore mining" }),
  division("B10", "raw-materials", { zh: "非金属矿采选业", en: "Non-metal ore mining" }),
  division("B11", "outside", { zh: "开采专业及辅助性活动", en: "Mining support activities" }),
  division("B12", "outside", { zh: "其他采矿业", en: "Other mining" }),
  division("C13", "consumer", { zh: "农副食品加工业", en: "Agricultural food processing" }),
  division("C14", "consumer", { zh: "食品制造业", en: "Food manufacturing" }),
  division("C15", "consumer", {
    zh: "酒、饮料及精制茶制造业",
    en: "Alcohol, beverages and refined tea",
  }),
  division("C16", "consumer", { zh: "烟草制品业", en: "Tobacco products" }),
  division("C17", "consumer", { zh: "纺织业", en: "Textiles" }),
  division("C18", "consumer", { zh: "纺织服装、服饰业", en: "Garments and apparel" }),
  division("C19", "consumer", {
    zh: "皮革、毛皮、羽毛及其制品和制鞋业",
    en: "Leather, fur, feather products and footwear",
  }),
  division("C20", "consumer", {
    zh: "木材加工和木、竹、藤、棕、草制品业",
    en: "Wood, bamboo, rattan, palm and straw products",
  }),
  division("C21", "consumer", { zh: "家具制造业", en: "Furniture" }),
  division("C22", "consumer", { zh: "造纸和纸制品业", en: "Paper and paper products" }),
  division("C23", "consumer", {
    zh: "印刷和记录媒介复制业",
    en: "Printing and reproduction of recorded media",
  }),
  division("C24", "consumer", {
    zh: "文教、工美、体育和娱乐用品制造业",
    en: "Culture, education, arts, sports and entertainment goods",
  }),
  division("C25", "raw-materials", {
    zh: "石油、煤炭及其他燃料加工业",
    en: "Petroleum, coal and other fuel processing",
  }),
  division("C26", "raw-materials", {
    zh: "化学原料和化学制品制造业",
    en: "Chemical raw materials and products",
  }),
  division("C27", "consumer", { zh: "医药制造业", en: "Pharmaceuticals" }),
  division("C28", "consumer", { zh: "化学纤维制造业", en: "Chemical fibres" }),
  division("C29", "raw-materials", { zh: "橡胶和塑料制品业", en: "Rubber and plastic products" }),
  division("C30", "raw-materials", { zh: "非金属矿物制品业", en: "Non-metallic mineral products" }),
  division("C31", "raw-materials", {
    zh: "黑色金属冶炼和压延加工业",
    en: "Ferrous metal smelting and rolling",
  }),
  division("C32", "raw-materials", {
    zh: "有色金属冶炼和压延加工业",
    en: "Non-ferrous metal smelting and rolling",
  }),
  division("C33", "equipment", { zh: "金属制品业", en: "Fabricated metal products" }),
  division("C34", "equipment", { zh: "通用设备制造业", en: "General-purpose machinery" }),
  division("C35", "equipment", { zh: "专用设备制造业", en: "Special-purpose machinery" }),
  division("C36", "equipment", { zh: "汽车制造业", en: "Automobiles" }),
  division("C37", "equipment", {
    zh: "铁路、船舶、航空航天和其他运输设备制造业",
    en: "Railway, ship, aerospace and other transport equipment",
  }),
  division("C38", "equipment", {
    zh: "电气机械和器材制造业",
    en: "Electrical machinery and apparatus",
  }),
  division("C39", "electronics", {
    zh: "计算机、通信和其他电子设备制造业",
    en: "Computers, communication and other electronic equipment",
  }),
  division("C40", "equipment", { zh: "仪器仪表制造业", en: "Instruments and meters" }),
  division("C41", "consumer", { zh: "其他制造业", en: "Other manufacturing" }),
  division("C42", "consumer", { zh: "废弃资源综合利用业", en: "Recycling of waste resources" }),
  division("C43", "equipment", {
    zh: "金属制品、机械和设备修理业",
    en: "Repair of metal products, machinery and equipment",
  }),
  division("D44", "outside", {
    zh: "电力、热力生产和供应业",
    en: "Production and supply of electricity and heat",
  }),
  division("D45", "outside", { zh: "燃气生产和供应业", en: "Production and supply of gas" }),
  division("D46", "outside", { zh: "水的生产和供应业", en: "Production and supply of water" }),
];

const byCode = new Map(divisions.map((entry) => [entry.code, entry]));

export const divisionOf = (code: string): Division | undefined => byCode.get(code);
