/** Words of results, severities, days and subjects in tables, in both languages. */

import { hostSubject } from "../host-subject.ts";
import { severityOf, severityOfScore } from "../finding-refs.ts";
import type { ObservationResult, Severity, Subject } from "../observation.ts";
import { dayOf } from "../questionnaire-words.ts";
import { wordTable } from "../word-table.ts";
import type { TableMapping } from "./table-mapping.ts";

export interface ResultWord {
  readonly result: ObservationResult;
  /** 部分符合: a fail that carries the ref `answer:partly`. */
  readonly partly: boolean;
}

const everybody = wordTable<ObservationResult>({
  符合: "pass",
  合规: "pass",
  通过: "pass",
  已修复: "pass",
  已整改: "pass",
  正常: "pass",
  pass: "pass",
  passed: "pass",
  compliant: "pass",
  ok: "pass",
  fixed: "pass",
  不符合: "fail",
  部分符合: "fail",
  不合规: "fail",
  未通过: "fail",
  不通过: "fail",
  未修复: "fail",
  未整改: "fail",
  存在: "fail",
  异常: "fail",
  fail: "fail",
  failed: "fail",
  "non-compliant": "fail",
  noncompliant: "fail",
  open: "fail",
  active: "fail",
  vulnerable: "fail",
  不适用: "notApplicable",
  "n/a": "notApplicable",
  na: "notApplicable",
  "not applicable": "notApplicable",
  检查失败: "error",
  未检查: "error",
  error: "error",
  info: "info",
  信息: "info",
});

/** Undefined for a word that nobody knows; a mapping's own words come first. */
export const resultWord = (text: string, mapping: TableMapping): ResultWord | undefined => {
  const word = text.trim().toLowerCase();
  if (word === "") return { result: mapping.rowMeans, partly: false };
  const own = Object.entries(mapping.words).find(([one]) => one.trim().toLowerCase() === word);
  const result = own?.[1] ?? everybody[word];
  return result === undefined ? undefined : { result, partly: word === "部分符合" };
};

const severities = wordTable<Severity>({
  紧急: "critical",
  严重: "critical",
  超危: "critical",
  危急: "critical",
  高: "high",
  中: "medium",
  低: "low",
  信息: "none",
  提示: "none",
  无: "none",
});

/** `高危`, `高风险` and `高级` are all `高`; a number is a CVSS score. */
export const tableSeverity = (text: string): Severity | null => {
  const word = text.trim();
  if (/^\d{1,2}(?:\.\d+)?$/.test(word)) return severityOfScore(Number(word));
  return (
    severities[word] ?? severities[word.replace(/(?:危|风险|级|漏洞)+$/, "")] ?? severityOf(word)
  );
};

/** ISO 8601 as far as the cell says; what is no time comes back as it is, and is warned of. */
export const tableTime = (text: string): string => {
  const plain = text.trim().slice(0, 60);
  const day = /^(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?/.exec(plain);
  const [whole = "", year = "", month = "", date = ""] = day ?? [];
  const written = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const iso = day === null ? plain : written + plain.slice(whole.length);
  return dayOf(iso) ?? iso;
};

const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:]+)$/i;
const mac = /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i;

/** `10.1.2.3 (hmi-3)` names one host twice. */
export const tableSubject = (text: string, kind: TableMapping["subjectKind"]): Subject => {
  const name = text.trim().slice(0, 300);
  if (kind !== "host") return { kind, id: name, identifiers: { name } };
  const parts = name.split(/[\s,;，；()（）]+/).filter((part) => part !== "");
  return hostSubject({
    machineIds: [],
    macs: parts.filter((part) => mac.test(part)),
    addresses: parts.filter((part) => address.test(part) && !mac.test(part)),
    names: parts.filter((part) => !address.test(part) && !mac.test(part)),
  }).subject;
};
