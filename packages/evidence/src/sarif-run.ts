/** Gathers one SARIF run, whose parts may come in any order, and tells what it says. */

import { AppError, type WarningCode } from "@fenji/kernel";
import { isInFuture, parseInstant } from "./instant.ts";
import type { JsonValue } from "./json-select.ts";
import { textAt, valueAt } from "./json-value.ts";
import type { Observation } from "./observation.ts";
import type { ReadContext, ReadEvent, Tool } from "./reader.ts";
import { observationOf, type ResultSetting } from "./sarif-result.ts";
import { emptyComponent, type SarifComponent } from "./sarif-rules.ts";
import { automationCategory, subjectOf, type SarifIdentity } from "./sarif-subject.ts";
import { slug, toolWords } from "./tool-words.ts";

/**
 * Results are held until their run ends, since tool, rules and repository may legally follow them. Beyond these limits
 * what is held is told with what is known by then, and the rest as it comes: memory stays bounded.
 */
export const sarifLimits = {
  maxHeldResults: 100_000,
  maxHeldCharacters: 33_554_432,
  maxRules: 50_000,
  maxArtifacts: 100_000,
} as const;

export interface SarifRun {
  readonly index: number;
  readonly driver: SarifComponent;
  readonly extensions: SarifComponent[];
  readonly taxonomies: Map<string, string>;
  readonly artifacts: Map<number, string>;
  readonly identity: SarifIdentity;
  /** Results as JSON text, which holds on to nothing of the file. */
  readonly held: string[];
  heldCharacters: number;
  /** Number of the next result to be told. */
  told: number;
  failures: number;
  toolComplete: boolean;
  resultsPresent: boolean;
  executionFailed: boolean;
  endedAt: string | null;
  /** Set when the first event has been told; subject and tool are fixed from then on. */
  setting: (ResultSetting & { readonly scope: string; readonly fallbackUsed: boolean }) | undefined;
}

export const emptyRun = (index: number): SarifRun => ({
  index,
  driver: emptyComponent(),
  extensions: [],
  taxonomies: new Map(),
  artifacts: new Map(),
  identity: { provenance: null, baseIds: null, automation: null },
  held: [],
  heldCharacters: 0,
  told: 0,
  failures: 0,
  toolComplete: false,
  resultsPresent: false,
  executionFailed: false,
  endedAt: null,
  setting: undefined,
});

const warning = (code: WarningCode, at: string, detail: string): ReadEvent => ({
  kind: "warning",
  code,
  at,
  detail,
});

/** Notes an invocation (section 3.20): the run ended when the last of them did. */
export const takeInvocation = (run: SarifRun, invocation: JsonValue, at: string): ReadEvent[] => {
  if (valueAt(invocation, "executionSuccessful") === false) run.executionFailed = true;
  const text = textAt(invocation, "endTimeUtc") ?? textAt(invocation, "startTimeUtc");
  if (text === undefined) return [];
  const instant = parseInstant(text);
  if (instant === undefined) return [warning("time-missing", at, toolWords(text, 60))];
  if (run.endedAt === null || run.endedAt < instant.iso) run.endedAt = instant.iso;
  return [];
};

/** Holds a result; beyond the limits tells what is held. @throws AppError `evidence.results-before-tool` */
export function* takeResult(
  run: SarifRun,
  result: JsonValue,
  context: ReadContext,
): Generator<ReadEvent> {
  const text = JSON.stringify(result);
  run.held.push(text);
  run.heldCharacters += text.length;
  const full =
    run.held.length > sarifLimits.maxHeldResults ||
    run.heldCharacters > sarifLimits.maxHeldCharacters;
  if (run.setting === undefined && !full) return;
  if (!run.toolComplete) {
    throw new AppError("evidence.results-before-tool", {
      at: `/runs/${run.index}/results/${run.told + run.held.length - 1}`,
      limit: sarifLimits.maxHeldResults,
    });
  }
  yield* tellHeld(run, context);
}

/** Everything that is held, preceded once by the tool and what is unclear about the run. */
export function* tellHeld(run: SarifRun, context: ReadContext): Generator<ReadEvent> {
  if (run.setting === undefined) yield* beginTelling(run, context);
  const { setting } = run;
  if (setting === undefined) return;
  for (const text of run.held) {
    const at = `/runs/${run.index}/results/${run.told}`;
    run.told += 1;
    const observation = observationOf(JSON.parse(text), at, setting);
    if (observation.result === "fail") run.failures += 1;
    yield { kind: "observation", observation, scope: setting.scope };
  }
  run.held.length = 0;
  run.heldCharacters = 0;
}

const toolOf = (run: SarifRun): Tool => {
  const { name, version } = run.driver;
  if (name === null)
    throw new AppError("evidence.field-missing", {
      at: `/runs/${run.index}`,
      field: "tool.driver.name",
    });
  return { name: toolWords(name, 100), version: version === null ? null : toolWords(version, 100) };
};

function* beginTelling(run: SarifRun, context: ReadContext): Generator<ReadEvent> {
  const tool = toolOf(run);
  const at = `/runs/${run.index}`;
  const family = slug(tool.name);
  yield { kind: "tool", tool, family };
  const { subject, unclear } = subjectOf(run.identity, `unnamed:${family}/${run.index}`);
  if (unclear !== null) yield warning("subject-unclear", at, unclear);
  if (run.endedAt === null) yield warning("time-missing", at, "endTimeUtc");
  else if (isInFuture(run.endedAt, context.now)) yield warning("time-in-future", at, run.endedAt);
  const category = automationCategory(run.identity.automation);
  run.setting = {
    driver: { ...run.driver, version: tool.version },
    extensions: run.extensions,
    taxonomies: run.taxonomies,
    artifacts: run.artifacts,
    toolName: tool.name,
    subject,
    observedAt: run.endedAt,
    scope: `sarif:${family}${category === "" ? "" : `@${category}`}`,
    fallbackUsed: unclear !== null,
  };
}

/**
 * The end of a run: what is still held, whether the run as a whole was clean, and the scope that it speaks for. A run
 * without results did not scan (section 3.14.23), and one that failed did not finish: neither closes anything.
 */
export function* endRun(run: SarifRun, context: ReadContext): Generator<ReadEvent> {
  const late =
    run.setting !== undefined && run.setting.fallbackUsed && run.identity.provenance !== null;
  yield* tellHeld(run, context);
  const { setting } = run;
  if (setting === undefined) return;
  const at = `/runs/${run.index}`;
  if (late) yield warning("subject-unclear", at, "versionControlProvenance");
  if (!run.resultsPresent) {
    yield warning("no-results", at, toolWords(setting.toolName, 100));
    return;
  }
  yield {
    kind: "observation",
    observation: runObservation(run, setting, at),
    scope: setting.scope,
  };
  if (!run.executionFailed) yield { kind: "scope", subject: setting.subject, scope: setting.scope };
}

const runObservation = (run: SarifRun, setting: ResultSetting, at: string): Observation => ({
  subject: setting.subject,
  check: `sarif-run:${slug(setting.toolName)}`,
  revision: setting.driver.version,
  title: null,
  refs: [],
  result: run.executionFailed ? "error" : run.failures === 0 ? "pass" : "info",
  severity: null,
  observedAt: setting.observedAt,
  at,
  message: `results: ${run.told}, fail: ${run.failures}`,
});
