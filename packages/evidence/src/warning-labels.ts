/** What each warning of a reader means, in both languages. */

import type { LocalizedText } from "@fenji/kernel";
import type { WarningCode } from "./reader.ts";

export const warningLabels: Readonly<Record<WarningCode, LocalizedText>> = {
  "subject-unclear": {
    zh: "文件没有写明说的是哪个对象，请核对归属",
    en: "The file does not say clearly whom it speaks of; check the subject",
  },
  "time-in-future": {
    zh: "时间晚于现在，请核对扫描机器的时钟",
    en: "The time lies in the future; check the clock of the scanning machine",
  },
  "time-missing": {
    zh: "没有可用的观测时间或时区",
    en: "There is no usable time of observation, or no time zone",
  },
  "duplicate-id": { zh: "编号重复", en: "An id occurs twice" },
  "result-unknown": {
    zh: "不认识的结果，没有采用",
    en: "A result that is not known and was not used",
  },
  skipped: { zh: "这部分没有采用", en: "This part was not used" },
  "field-too-long": { zh: "内容过长，已截断", en: "Too long; the rest was cut off" },
  "encoding-guessed": {
    zh: "字符编码是推断的，请核对文字",
    en: "The character encoding was inferred; check the text",
  },
};
