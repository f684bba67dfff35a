/** A list of synthetic firms with facts, as a province might send it. */

import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { creditCodeCheck, divisions } from "@fenji/kernel";

const places = "苏州无锡常州南通扬州徐州盐城镇江泰州宿迁淮安连云港昆山江阴张家港";
const words = "宏远瑞丰华盛金海天鸿博立信诚达恒通永安嘉禾盈科凌云铭泽昌隆启明旭东晟辉锦程";
const goods = [
  "机械制造",
  "电子科技",
  "精密模具",
  "化工",
  "纺织",
  "新材料",
  "汽车零部件",
  "电缆",
  "食品",
  "智能装备",
];
const kinds = ["有限公司", "股份有限公司", "有限责任公司", "厂"];

const at = <T>(items: ArrayLike<T>, n: number): T => {
  const item = items[n % items.length];
  if (item === undefined) throw new RangeError("an empty list");
  return item;
};

/** Different for each number below 10^6. */
export const firmName = (n: number): string => {
  const place = places.slice((n * 2) % 60, ((n * 2) % 60) + 2);
  const own = [7, 11, 13].map((step) => at(words, Math.floor(n / step) * step + n * step)).join("");
  return `${place}${own}${at(goods, n * 3)}${String.fromCharCode(0x4e00 + (n % 6_000))}${at(kinds, n)}`;
};

export const firmCode = (n: number): string => {
  const first17 = `91320000${String(n).padStart(9, "0")}`;
  return first17 + (creditCodeCheck(first17) ?? "");
};

const heading =
  "统一社会信用代码,企业名称,辖区,行业大类,enterpriseTypes,employees,annualRevenueWanYuan,connectedDeviceShare,remoteControl,majorHazard,chainRole,soleSupplier,importantDataFiled\n";

const rowOf = (n: number): string =>
  `${firmCode(n)},${firmName(n)},江苏省,${at(divisions, n * 7).code},${n % 20 === 0 ? "platform" : "connected"},"${(3 + ((n * 97) % 9_000)).toLocaleString("en")}",${(n * 131) % 90_000},${(n % 100) / 100},${n % 3 === 0 ? "是" : "否"},none,ordinary,${n % 11 === 0 ? "是" : "否"},否\n`;

const rowsAtOnce = 2_000;

export const writeList = async (path: string, firms: number): Promise<void> => {
  const pieces = function* () {
    yield heading;
    for (let start = 0; start < firms; start += rowsAtOnce) {
      const count = Math.min(rowsAtOnce, firms - start);
      yield Array.from({ length: count }, (_, index) => rowOf(start + index)).join("");
    }
  };
  await pipeline(Readable.from(pieces()), createWriteStream(path));
};
