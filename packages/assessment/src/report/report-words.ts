/** The words of a report in both languages: results, severities, roles, headings. */

import type { LocalizedText } from "@fenji/kernel";
import type { Verdict } from "../verdict.ts";
import type { ComparedAs, FindingSeverity, SignatureStep, TeamRole } from "./assessment-report.ts";

const words = (zh: string, en: string): LocalizedText => ({ zh, en });

export const verdictWords: Readonly<Record<Verdict, LocalizedText>> = {
  met: words("符合", "met"),
  partlyMet: words("部分符合", "partly met"),
  notMet: words("不符合", "not met"),
  notApplicable: words("不适用", "not applicable"),
  notEvidenced: words("未取证", "not evidenced"),
  contested: words("有争议", "contested"),
};

export const severityWords: Readonly<Record<FindingSeverity, LocalizedText>> = {
  low: words("低", "low"),
  medium: words("中", "medium"),
  high: words("高", "high"),
  critical: words("严重", "critical"),
};

export const roleWords: Readonly<Record<TeamRole, LocalizedText>> = {
  lead: words("组长", "lead"),
  assessor: words("评测员", "assessor"),
  reviewer: words("审核人", "reviewer"),
  approver: words("批准人", "approver"),
};

export const stepWords: Readonly<Record<SignatureStep, LocalizedText>> = {
  prepared: words("编制", "prepared"),
  reviewed: words("审核", "reviewed"),
  approved: words("批准", "approved"),
};

export const comparedWords: Readonly<Record<ComparedAs, LocalizedText>> = {
  better: words("变好", "better"),
  worse: words("变差", "worse"),
  same: words("不变", "same"),
  new: words("新增", "new"),
  gone: words("不再适用", "gone"),
};

export const answerWords = {
  yes: words("是", "yes"),
  partly: words("部分", "partly"),
  no: words("否", "no"),
  notApplicable: words("不适用", "not applicable"),
  unknown: words("不清楚", "unknown"),
} as const;

export const recordWords = {
  interview: words("访谈", "interview"),
  document: words("查阅", "document"),
  observation: words("观察", "observation"),
} as const;

export const basisWords = {
  determined: words("自评结果，以核查为准", "self-assessed, subject to verification"),
  "highest-possible": words("未定，按可能的最高级", "open; the highest possible"),
  asked: words("按要求的级别", "as asked"),
} as const;

export const rectificationWords = {
  planned: words("已计划", "planned"),
  inProgress: words("进行中", "in progress"),
  done: words("已完成", "done"),
} as const;

export const findingWords = {
  open: words("未关闭", "open"),
  closed: words("已关闭", "closed"),
} as const;

export const sampleWords = {
  all: words("全部", "all"),
  root: words("平方根，至少三个", "square root, at least three"),
  fixed: words("定数", "fixed number"),
} as const;
