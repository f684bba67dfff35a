/** Gathers one XCCDF TestResult as it streams by, and tells its observations. */

import { isInFuture, parseInstant } from "./instant.ts";
import { hostSubject, type HostNames, type HostSubject } from "./host-subject.ts";
import type { CheckRef, Observation, ObservationResult } from "./observation.ts";
import { ownCopy } from "./own-copy.ts";
import type { ReadContext, WarningCode } from "./reader.ts";
import { toolWords } from "./tool-words.ts";
import { severityOf, type RuleTable } from "./xccdf-rules.ts";
import type { Emit } from "./xml-stream.ts";

/** Characters of a message that an observation keeps. */
const maxMessageLength = 2_000;

/** Rule results of one TestResult that are remembered to find duplicates. */
const maxRemembered = 20_000;

/** What is known of the whole file so far. */
export interface XccdfSetting {
  readonly rules: RuleTable;
  readonly emit: Emit;
  readonly context: ReadContext;
  benchmarkId: string | null;
  benchmarkVersion: string | null;
}

export interface TestResult {
  readonly at: string;
  readonly version: string | null;
  readonly startTime: string | null;
  readonly endTime: string | null;
  readonly system: string | null;
  benchmarkId: string | null;
  profile: string | null;
  readonly names: { [K in keyof HostNames]: string[] };
  scannerName: string | null;
  scannerVersion: string | null;
  begun: BegunResult | null;
  notSelected: number;
  /** The last time that was read, and what it says: thousands of rule results share a second. */
  readonly clock: { text: string; iso: string | null };
  /** Warnings told once per TestResult. */
  readonly told: Set<WarningCode>;
  readonly seen: Map<string, ObservationResult>;
}

/** Fixed when the first rule result is met. */
interface BegunResult {
  readonly host: HostSubject;
  readonly scope: string;
  readonly revision: string | null;
  readonly time: string | null;
}

export interface RuleResult {
  readonly at: string;
  readonly idref: string;
  readonly time: string | null;
  readonly severity: string | undefined;
  readonly version: string | null;
  result: string;
  readonly idents: CheckRef[];
  readonly messages: string[];
  readonly instances: string[];
  cut: boolean;
}

/** Tells tool and warnings of the TestResult; from here on its head is fixed. */
export const beginResult = (test: TestResult, setting: XccdfSetting): BegunResult => {
  if (test.begun !== null) return test.begun;
  const { emit } = setting;
  const benchmark = test.benchmarkId ?? setting.benchmarkId ?? "unnamed";
  emit({ kind: "tool", tool: toolOf(test), family: familyOf(benchmark) });
  const host = hostSubject(test.names);
  if (host.unclear !== null) warn(test, setting, ["subject-unclear", test.at, host.unclear]);
  const scope = toolWords(`xccdf:${benchmark}/${test.profile ?? "default"}`, 300);
  const revision = revisionOf(test.version ?? setting.benchmarkVersion);
  const time = instantOf(test.endTime ?? test.startTime, test, setting);
  test.begun = { host, scope, revision, time };
  return test.begun;
};

/** Tells what the rule result says; unselected rules are only counted. */
export const tellRuleResult = (rule: RuleResult, test: TestResult, setting: XccdfSetting): void => {
  if (rule.result === "notselected") {
    test.notSelected += 1;
    return;
  }
  const begun = beginResult(test, setting);
  const outcome = outcomes.get(rule.result);
  if (outcome === undefined) {
    const detail = `${toolWords(rule.idref, 200)}: result “${toolWords(rule.result, 40)}”`;
    setting.emit({ kind: "warning", code: "result-unknown", at: rule.at, detail });
    return;
  }
  if (isRepeated(rule, outcome.result, { test, setting })) return;
  if (rule.cut || rule.messages.some((message) => message.length > maxMessageLength))
    setting.emit({ kind: "warning", code: "field-too-long", at: rule.at, detail: "message" });
  const known = setting.rules.find(rule.idref);
  const observation: Observation = {
    subject: begun.host.subject,
    check: checkOf(rule.idref),
    revision: begun.revision ?? revisionOf(rule.version),
    title: known?.title ?? null,
    refs: joinedRefs(known?.refs ?? [], rule.idents),
    result: outcome.result,
    severity: severityOf(rule.severity) ?? known?.severity ?? null,
    observedAt: rule.time === null ? begun.time : instantOf(rule.time, test, setting),
    at: rule.at,
    message: messageOf(rule, outcome.note),
  };
  setting.emit({ kind: "observation", observation, scope: begun.scope });
};

const messageOf = ({ instances, messages }: RuleResult, note: string): string | null => {
  const parts = [note, ...instances.map((name) => `[${name}]`), ...messages];
  return toolWords(parts.filter((part) => part !== "").join(" ")) || null;
};

/** The end of a TestResult: only a whole one speaks for its scope. */
export const endResult = (test: TestResult, setting: XccdfSetting): void => {
  const begun = beginResult(test, setting);
  if (begun.time === null && !test.told.has("time-missing"))
    warn(test, setting, ["time-missing", test.at, "the test result names no time"]);
  if (test.notSelected > 0) {
    const detail = `${test.notSelected} rules that the profile does not select`;
    warn(test, setting, ["skipped", test.at, detail]);
  }
  const { host, scope, time: observedAt } = begun;
  setting.emit({ kind: "scope", subject: host.subject, scope, observedAt });
};

/** XCCDF 1.2 (NISTIR 7275r4) table 26. `notchecked` and `informational` judge nothing; `unknown` could not be judged. */
const outcomes: ReadonlyMap<string, { readonly result: ObservationResult; readonly note: string }> =
  new Map([
    ["pass", { result: "pass", note: "" }],
    ["fixed", { result: "pass", note: "[fixed]" }],
    ["fail", { result: "fail", note: "" }],
    ["error", { result: "error", note: "" }],
    ["unknown", { result: "error", note: "[unknown]" }],
    ["notapplicable", { result: "notApplicable", note: "" }],
    ["notchecked", { result: "info", note: "[notchecked]" }],
    ["informational", { result: "info", note: "[informational]" }],
  ]);

/** A repetition with the same result is dropped; a contradictory one is told too, and the worse counts downstream. */
const isRepeated = (
  rule: RuleResult,
  result: ObservationResult,
  { test, setting }: { readonly test: TestResult; readonly setting: XccdfSetting },
): boolean => {
  const key = rule.instances.length === 0 ? rule.idref : [rule.idref, ...rule.instances].join("\n");
  const before = test.seen.get(key);
  if (before === undefined) {
    if (test.seen.size < maxRemembered) test.seen.set(ownCopy(key), result);
    else if (!test.told.has("duplicate-id"))
      warn(test, setting, [
        "duplicate-id",
        rule.at,
        `not looked for beyond ${maxRemembered} results`,
      ]);
    return false;
  }
  const detail = `${toolWords(rule.idref, 200)} again${before === result ? "" : `: ${before}, now ${result}`}`;
  setting.emit({ kind: "warning", code: "duplicate-id", at: rule.at, detail });
  return before === result;
};

const ssgRule = "xccdf_org.ssgproject.content_rule_";

const checkOf = (idref: string): CheckRef =>
  idref.startsWith(ssgRule)
    ? `ssg:${idref.slice(ssgRule.length)}`
    : `xccdf:${toolWords(idref, 300) || "unnamed"}`;

const revisionOf = (version: string | null): string | null =>
  version === null ? null : toolWords(version, 200);

const joinedRefs = (refs: readonly CheckRef[], more: readonly CheckRef[]): readonly CheckRef[] =>
  more.every((ref) => refs.includes(ref)) ? refs : [...new Set([...refs, ...more])];

/** Content decides the lineage: whichever scanner runs it, the same content gives one vote. */
const familyOf = (benchmark: string): string => {
  if (benchmark.includes("ssgproject")) return "ssg-oval";
  if (benchmark.includes("mil.disa.stig")) return "disa-stig-oval";
  return `xccdf:${toolWords(benchmark, 200)}`;
};

/** The scanner's facts, else the test system's CPE name (`cpe:/a:redhat:openscap:1.3.7`). */
const toolOf = (test: TestResult): { readonly name: string; readonly version: string | null } => {
  const cpe = /^cpe:(?:\/a|2\.3:a):[^:]*:([^:]+)(?::([^:]+))?/.exec(test.system ?? "");
  const name = test.scannerName ?? cpe?.[1] ?? test.system ?? "XCCDF";
  const version = test.scannerVersion ?? cpe?.[2] ?? null;
  return { name: toolWords(name, 200), version: version === null ? null : toolWords(version, 100) };
};

const warn = (
  test: TestResult,
  setting: XccdfSetting,
  [code, at, detail]: readonly [WarningCode, string, string],
): void => {
  if (test.told.has(code)) return;
  test.told.add(code);
  setting.emit({ kind: "warning", code, at, detail });
};

const instantOf = (text: string | null, test: TestResult, setting: XccdfSetting): string | null => {
  if (text === null) return null;
  if (test.clock.text !== text) {
    test.clock.text = text;
    test.clock.iso = readClock(text, test, setting);
  }
  return test.clock.iso;
};

const readClock = (text: string, test: TestResult, setting: XccdfSetting): string | null => {
  const instant = parseInstant(text);
  const said = toolWords(text, 40);
  if (instant === undefined) {
    warn(test, setting, ["time-missing", test.at, `not a time: ${said}`]);
    return null;
  }
  if (!instant.zoned)
    warn(test, setting, ["time-missing", test.at, `no time zone, taken as UTC: ${said}`]);
  if (isInFuture(instant.iso, setting.context.now))
    warn(test, setting, ["time-in-future", test.at, instant.iso]);
  return instant.iso;
};
