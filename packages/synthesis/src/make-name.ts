/** Names of synthetic firms: they sound like firms and say that they are none. */

import type { LocalizedText } from "@fenji/kernel";
import type { DivisionProfile } from "./division-profiles.ts";
import { pick, type Random } from "./random.ts";

const first: readonly (readonly [zh: string, en: string])[] = [
  ["恒", "Heng"],
  ["瑞", "Rui"],
  ["鼎", "Ding"],
  ["嘉", "Jia"],
  ["宏", "Hong"],
  ["泰", "Tai"],
  ["锦", "Jin"],
  ["盛", "Sheng"],
  ["德", "De"],
  ["启", "Qi"],
  ["华", "Hua"],
  ["远", "Yuan"],
  ["卓", "Zhuo"],
  ["凌", "Ling"],
  ["汇", "Hui"],
  ["润", "Run"],
  ["腾", "Teng"],
  ["朗", "Lang"],
  ["旭", "Xu"],
  ["翰", "Han"],
  ["景", "Jing"],
  ["睿", "Rui"],
  ["博", "Bo"],
  ["屹", "Yi"],
];

const second: readonly (readonly [zh: string, en: string])[] = [
  ["通", "tong"],
  ["达", "da"],
  ["信", "xin"],
  ["源", "yuan"],
  ["丰", "feng"],
  ["隆", "long"],
  ["科", "ke"],
  ["峰", "feng"],
  ["海", "hai"],
  ["森", "sen"],
  ["诚", "cheng"],
  ["业", "ye"],
  ["晟", "sheng"],
  ["邦", "bang"],
  ["拓", "tuo"],
  ["川", "chuan"],
  ["和", "he"],
  ["岳", "yue"],
  ["昌", "chang"],
  ["宇", "yu"],
  ["康", "kang"],
  ["航", "hang"],
  ["联", "lian"],
  ["创", "chuang"],
];

/** Most are limited companies. */
const forms: readonly (readonly [zh: string, en: string])[] = [
  ["有限公司", "Co., Ltd."],
  ["有限公司", "Co., Ltd."],
  ["有限公司", "Co., Ltd."],
  ["股份有限公司", "Corp."],
  ["集团有限公司", "Group Co., Ltd."],
  ["厂", "Works"],
];

/** @param place Whose name the firm's begins with. */
export const makeName = (
  random: Random,
  place: LocalizedText,
  profile: DivisionProfile,
): LocalizedText => {
  const [a, b] = [pick(random, first), pick(random, second)];
  const product = pick(random, profile.products);
  const form = pick(random, forms);
  return {
    zh: `${place.zh.replace("市", "")}${a[0]}${b[0]}${product[0]}${form[0]}（合成）`,
    en: `${place.en} ${a[1]}${b[1]} ${product[1]} ${form[1]} (synthetic)`,
  };
};
