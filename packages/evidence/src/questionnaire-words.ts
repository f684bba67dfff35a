/** The words that people write into a questionnaire, in either language, and what they mean. */

import { midnightOf, parseInstant } from "./instant.ts";
import type { Subject, SubjectKind } from "./observation.ts";
import { keptSubject } from "./subjects.ts";

/** `unknown` is an answer: the person asked does not know. */
export type Answer = "yes" | "no" | "partly" | "notApplicable" | "unknown";

const answers: Readonly<Record<Answer, readonly string[]>> = {
  yes: ["yes", "y", "true", "met", "conforming", "是", "符合", "有", "已落实", "√", "✓"],
  no: [
    "no",
    "n",
    "false",
    "not met",
    "nonconforming",
    "否",
    "不符合",
    "没有",
    "无",
    "未落实",
    "×",
    "✗",
  ],
  partly: ["partly", "partial", "partially", "partly met", "部分", "部分符合", "部分落实"],
  notApplicable: ["na", "n/a", "not applicable", "不适用"],
  unknown: ["unknown", "don't know", "do not know", "不知道", "不清楚", "未知"],
};

export type AttestationMethod = "interview" | "document" | "observation";

const methods: Readonly<Record<AttestationMethod, readonly string[]>> = {
  interview: ["interview", "访谈", "询问"],
  document: ["document", "documents", "examine", "查阅", "文档", "文档查阅", "核查"],
  observation: ["observation", "observe", "site visit", "观察", "现场查看", "实地察看"],
};

const subjectKinds: Readonly<Record<SubjectKind, readonly string[]>> = {
  host: ["host", "主机"],
  image: ["image", "镜像"],
  repository: ["repository", "代码库"],
  network: ["network", "网络"],
  organisation: ["organisation", "organization", "单位"],
  product: ["产品", "product"],
};

/** Looks a word up in a table of synonyms; full-width forms count as their plain ones. */
const meaningIn = <Name extends string>(
  table: Readonly<Record<Name, readonly string[]>>,
  text: string,
): Name | undefined => {
  const word = text.normalize("NFKC").trim().toLowerCase();
  for (const name in table) if (table[name].includes(word)) return name;
  return undefined;
};

export const answerOf = (text: string): Answer | undefined =>
  meaningIn(answers, text.replace(/[.。]\s*$/, ""));

export const methodOf = (text: string): AttestationMethod | undefined => meaningIn(methods, text);

/** The organisation itself, unless the cell names another; `host: scada-hist-01` says what kind of thing it is. */
export const subjectNamed = (text: string): Subject => {
  const name = text.trim().slice(0, 200);
  if (name === "") return { kind: "organisation", id: "self", identifiers: {} };
  const [, prefix = "", rest = ""] = /^([^:：]{1,20})[:：]\s*(.+)$/s.exec(name) ?? [];
  const kind = meaningIn(subjectKinds, prefix);
  return keptSubject(
    kind === undefined
      ? { kind: "organisation", id: name, identifiers: { name } }
      : { kind, id: rest, identifiers: { name: rest } },
  );
};

/** A calendar day stands for its midnight in UTC: the questionnaire says no time of day. */
export const dayOf = (text: string): string | undefined => {
  const match = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(
    text.normalize("NFKC").trim(),
  );
  if (match === null) return parseInstant(text)?.iso;
  const ms = midnightOf(Number(match[1]), Number(match[2]), Number(match[3]));
  return ms === undefined ? undefined : new Date(ms).toISOString();
};

/** Somewhere on earth a day begins 14 hours before it does in UTC; only later than that is the future. */
const earliestZoneMs = 14 * 3_600_000;

export const isDayInFuture = (day: string, now: string): boolean =>
  Date.parse(day) - earliestZoneMs > Date.parse(now);
