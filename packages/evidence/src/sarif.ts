/** Reads SARIF 2.1.0 (OASIS), the common report of source-code analysers, as a stream. */

import { AppError } from "@fenji/kernel";
import { selectJson, type JsonEvent, type JsonPath, type JsonValue } from "./json-select.ts";
import { jsonPointer, listAt, textAt } from "./json-value.ts";
import { openText } from "./open-text.ts";
import type { ByteStream, ReadContext, ReadEvent, Reader } from "./reader.ts";
import { emptyComponent, readRule, type SarifComponent } from "./sarif-rules.ts";
import {
  emptyRun,
  endRun,
  sarifLimits,
  takeInvocation,
  takeResult,
  tellHeld,
  type SarifRun,
} from "./sarif-run.ts";
import { selectSarif } from "./sarif-select.ts";
import { toolWords } from "./tool-words.ts";

/** An object whose `$schema` names SARIF, or that has `runs` whose first run looks like one. */
const detectSarif = (head: string): boolean => {
  if (!/^\s*\{/.test(head)) return false;
  if (/"\$schema"\s*:\s*"[^"]{0,300}sarif[^"]{0,100}"/i.test(head)) return true;
  const runs =
    /"runs"\s*:\s*\[\s*(?:\]|\{\s*"(?:tool|results|artifacts|automationDetails|invocations|columnKind)")/;
  return (
    runs.test(head) || (/"version"\s*:\s*"2\.\d+\.\d+/.test(head) && /"runs"\s*:\s*\[/.test(head))
  );
};

async function* readSarif(bytes: ByteStream, context: ReadContext): AsyncGenerator<ReadEvent> {
  const { encoding, text } = await openText(bytes, context);
  if (encoding.guessed)
    yield { kind: "warning", code: "encoding-guessed", at: "1:1", detail: encoding.label };
  const log: { run: SarifRun | undefined; runsPresent: boolean } = {
    run: undefined,
    runsPresent: false,
  };
  try {
    for await (const event of selectJson(text, selectSarif)) yield* takeEvent(log, event, context);
  } catch (error) {
    // What was read before the file broke off is good; its run tells it, but closes nothing.
    if (log.run?.toolComplete === true) yield* tellHeld(log.run, context);
    throw error;
  }
  if (!log.runsPresent) throw new AppError("evidence.field-missing", { at: "1:1", field: "runs" });
}

function* takeEvent(
  log: { run: SarifRun | undefined; runsPresent: boolean },
  event: JsonEvent,
  context: ReadContext,
): Generator<ReadEvent> {
  const { path } = event;
  if (path.length === 1) {
    if (event.kind === "value") requireVersion(event.value);
    else if (event.array) log.runsPresent = true;
  } else if (path.length === 2 && event.kind === "open") log.run = emptyRun(Number(path[1]));
  else if (path.length === 2 && event.kind === "close" && log.run !== undefined) {
    yield* endRun(log.run, context);
    log.run = undefined;
  } else if (log.run !== undefined) yield* takePart(log.run, event, context);
}

const requireVersion = (value: JsonValue): void => {
  if (typeof value === "string" && value.startsWith("2.1.0")) return;
  const version = typeof value === "string" ? toolWords(value, 40) : "?";
  throw new AppError("evidence.unsupported-version", {
    at: "/version",
    format: "SARIF",
    version,
    supported: "2.1.0",
  });
};

/** One part of a run, by the member of the run that it belongs to. */
function* takePart(run: SarifRun, event: JsonEvent, context: ReadContext): Generator<ReadEvent> {
  const part = event.path[2];
  if (event.kind === "open") {
    if (part === "results" && event.array) run.resultsPresent = true;
  } else if (event.kind === "close") {
    if (part === "tool" && event.path.length === 3) run.toolComplete = true;
  } else if (part === "results") yield* takeResult(run, event.value, context);
  else if (part === "tool") yield* takeToolPart(run, event.path, event.value);
  else if (part === "invocations") yield* takeInvocation(run, event.value, jsonPointer(event.path));
  else if (part === "artifacts") takeArtifact(run, event.path, event.value);
  else if (part === "taxonomies") takeTaxonomy(run, event.path, event.value);
  else if (part === "versionControlProvenance") run.identity.provenance = event.value;
  else if (part === "originalUriBaseIds") run.identity.baseIds = event.value;
  else if (part === "automationDetails") run.identity.automation = event.value;
  else if (listAt(event.value, "results").length > 0) {
    yield {
      kind: "warning",
      code: "results-elsewhere",
      at: jsonPointer(event.path),
      detail: "results",
    };
  }
}

/** `tool/driver/…` or `tool/extensions/N/…`: the component's own words, and its rules one by one. */
function* takeToolPart(run: SarifRun, path: JsonPath, value: JsonValue): Generator<ReadEvent> {
  const component = path[3] === "driver" ? run.driver : extensionOf(run, Number(path[4]));
  const member = path[path[3] === "driver" ? 4 : 5];
  if (member === "rules") yield* takeRule(run, component, { path, value });
  else if (typeof value !== "string" || value === "") return;
  else if (member === "name") component.name = value;
  else if (member === "guid") component.guid = value;
  else if (member === "version" || component.version === null) component.version = value;
}

/** Beyond the limit extensions share one nameless place. */
const extensionOf = (run: SarifRun, index: number): SarifComponent => {
  const number = Math.min(index, 1_000);
  while (run.extensions.length <= number) run.extensions.push(emptyComponent());
  return run.extensions[number] ?? emptyComponent();
};

function* takeRule(
  run: SarifRun,
  component: SarifComponent,
  found: { readonly path: JsonPath; readonly value: JsonValue },
): Generator<ReadEvent> {
  const at = jsonPointer(found.path);
  if (component.rules.length >= sarifLimits.maxRules) {
    if (component.rules.length > sarifLimits.maxRules) return;
    yield {
      kind: "warning",
      code: "skipped",
      at,
      detail: `rules > ${sarifLimits.maxRules}`,
    };
  }
  const rule = readRule(found.value, run.taxonomies);
  component.rules.push(rule);
  if (rule.id === null) return;
  if (component.byId.has(rule.id)) {
    yield { kind: "warning", code: "duplicate-id", at, detail: toolWords(rule.id, 200) };
  } else component.byId.set(rule.id, rule);
}

const takeArtifact = (run: SarifRun, path: JsonPath, value: JsonValue): void => {
  if (typeof value !== "string" || run.artifacts.size >= sarifLimits.maxArtifacts) return;
  run.artifacts.set(Number(path[3]), toolWords(value, 1_000));
};

const takeTaxonomy = (run: SarifRun, path: JsonPath, value: JsonValue): void => {
  const text = textAt(value)?.slice(0, 100);
  if (text === undefined || run.taxonomies.size >= 200) return;
  const key = String(path[3]);
  if (path[4] === "name") run.taxonomies.set(`name/${key}`, text);
  else run.taxonomies.set(`guid/${key}`, text.toLowerCase());
  const guid = run.taxonomies.get(`guid/${key}`);
  const name = run.taxonomies.get(`name/${key}`);
  if (guid !== undefined && name !== undefined) run.taxonomies.set(guid, name);
};

export const sarifReader: Reader = {
  format: "sarif",
  name: { zh: "SARIF 2.1.0（源代码分析）", en: "SARIF 2.1.0 (source-code analysis)" },
  versions: ["2.1.0"],
  media: ["application/sarif+json", "application/json"],
  detect: detectSarif,
  read: readSarif,
};
