/** Makes a reader from the description of a JSON report that is lists of findings, with the words on tool and subject before or after. */

import { AppError, type WarningCode } from "@fenji/kernel";
import { matchesPattern, patternSteps, selectPatterns } from "./json-pattern.ts";
import { jsonReader, type JsonReport } from "./json-report.ts";
import type { JsonEvent, JsonPath, JsonValue } from "./json-select.ts";
import { jsonPointer } from "./json-value.ts";
import type { Subject } from "./observation.ts";
import { ownCopy } from "./own-copy.ts";
import type { ReadContext, ReadEvent, Reader } from "./reader.ts";
import type { ReportHead } from "./report-head.ts";
import { reportLimits, reportWriter, type Finding, type ReportWriter } from "./report-writer.ts";
import { toolWords } from "./tool-words.ts";

/** The kept value at a pattern, of those containers in which the finding lies; undefined where there is none. */
export type Around = (pattern: string) => JsonValue | undefined;

export type ListedFinding = Omit<Finding, "subject" | "at"> & {
  /** Where one report speaks of several subjects. */
  readonly subject?: Subject;
  /** Which scanner of the tool it is from, where the report holds several: each speaks only for its own findings. */
  readonly part?: string;
  /** Pointer from the element to the place of the finding; default: the element itself. */
  readonly within?: string;
};

export interface ListedWarning {
  readonly warning: WarningCode;
  readonly detail: string;
}

/** A scanner of the tool that looked, even if it found nothing. */
export interface ListedPart {
  readonly covers: string;
}

export type Listed = ListedFinding | ListedWarning | ListedPart;

export interface FindingList {
  /** Pattern of its elements. */
  readonly at: string;
  /** Pattern of a container: its elements are read only when it ends, because it tells of them after them. */
  readonly after?: string;
  readonly take: (element: JsonValue, around: Around) => readonly Listed[];
}

/** What the words around the findings say of the run. */
export interface ListedRun {
  readonly head: ReportHead;
  /** Scope and kinds of each part, by its name. */
  readonly parts?: Readonly<Record<string, Pick<ReportHead, "scope" | "kinds">>>;
  readonly subject: Subject;
  /** Null when the subject is sure, else what the report lacks or what alone names it. */
  readonly unclear?: string | null;
  readonly observedAt?: string | null;
  /** False where the report says that the tool broke off, or is one page of several. */
  readonly complete?: boolean;
  /** Failed findings that the report itself says it holds. */
  readonly declared?: number | undefined;
  readonly warnings?: readonly (ListedWarning & { readonly at: string })[];
}

export interface ListedGroup {
  readonly path: JsonPath;
  readonly findings: number;
  /** Checks that could not be made. */
  readonly errors: number;
  readonly parts: ReadonlySet<string>;
}

export interface ListReport extends Pick<
  JsonReport<never>,
  "format" | "name" | "versions" | "detect"
> {
  /** Several documents follow one another (JSON lines): patterns begin with a step for the document. */
  readonly sequence?: boolean;
  /** Kept words around the findings. */
  readonly heads: readonly string[];
  readonly lists: readonly FindingList[];
  /** Parts of findings that are large and not looked at. */
  readonly left?: readonly string[];
  /** Containers each of which is a report of its own; default: the file is one. */
  readonly groups?: readonly string[];
  readonly run: (around: Around, group: ListedGroup) => ListedRun | undefined;
}

/** UTF-16 units of messages that may wait for the end of the report; later ones are left out. */
const maxHeldCharacters = 64_000_000;
const maxMessage = 2_000;
/** Elements that may wait for the end of their container; more are read without what follows them. */
const maxWaiting = 20_000;

type Place = Readonly<{ path: JsonPath; list: FindingList; element: JsonValue }>;

interface ListState {
  readonly context: ReadContext;
  readonly heads: Map<string, { readonly path: JsonPath; readonly value: JsonValue }>;
  readonly waiting: Place[];
  held: (ListedFinding & { readonly at: string })[];
  parts: Set<string>;
  characters: number;
}

interface Compiled {
  readonly report: ListReport;
  readonly heads: readonly (readonly [string, readonly string[]])[];
  readonly lists: readonly (readonly [FindingList, readonly string[]])[];
  readonly groups: readonly (readonly string[])[];
}

export const listReader = (report: ListReport): Reader => {
  const compiled: Compiled = {
    report,
    heads: report.heads.map((pattern) => [pattern, patternSteps(pattern)]),
    lists: report.lists.map((list) => [list, patternSteps(list.at)]),
    groups: (report.groups ?? []).map(patternSteps),
  };
  return jsonReader<ListState>({
    ...report,
    select: selectPatterns(
      [...report.heads, ...report.lists.map(({ at }) => at)],
      report.left ?? [],
    ),
    start: (context) => ({
      context,
      heads: new Map(),
      waiting: [],
      held: [],
      parts: new Set(),
      characters: 0,
    }),
    take: (state, event) => takeEvent(compiled, state, event),
    *end(state) {
      if (compiled.groups.length === 0) yield* endGroup(compiled, state, []);
    },
  });
};

function* takeEvent(compiled: Compiled, state: ListState, event: JsonEvent): Generator<ReadEvent> {
  const { path } = event;
  if (event.kind === "open") return;
  if (event.kind === "close") {
    if (state.waiting.length > 0) yield* endWaiting(state, path);
    if (compiled.groups.some((steps) => matchesPattern(steps, path)))
      yield* endGroup(compiled, state, path);
    return;
  }
  for (const [pattern, steps] of compiled.heads)
    if (matchesPattern(steps, path)) state.heads.set(pattern, { path, value: event.value });
  for (const [list, steps] of compiled.lists) {
    if (!matchesPattern(steps, path)) continue;
    const place = { path, list, element: event.value };
    if (list.after !== undefined && state.waiting.length < maxWaiting) state.waiting.push(place);
    else yield* takeElement(state, place);
  }
}

function* endWaiting(state: ListState, path: JsonPath): Generator<ReadEvent> {
  const [first] = state.waiting;
  if (first?.list.after === undefined || !matchesPattern(patternSteps(first.list.after), path))
    return;
  for (const place of state.waiting.splice(0)) yield* takeElement(state, place);
}

const aroundOf =
  (state: ListState, path: JsonPath): Around =>
  (pattern) => {
    const kept = state.heads.get(pattern);
    if (kept === undefined) return undefined;
    const same = patternSteps(pattern).every(
      (step, index) =>
        (step !== "*" && step !== "#") || index >= path.length || kept.path[index] === path[index],
    );
    return same ? kept.value : undefined;
  };

function* takeElement(state: ListState, place: Place): Generator<ReadEvent> {
  const pointer = jsonPointer(place.path);
  for (const told of place.list.take(place.element, aroundOf(state, place.path))) {
    if ("covers" in told) state.parts.add(told.covers);
    else if ("warning" in told)
      yield {
        kind: "warning",
        code: told.warning,
        at: pointer,
        detail: toolWords(told.detail, 300),
      };
    else hold(state, told, pointer + (told.within ?? ""));
  }
}

const hold = (state: ListState, finding: ListedFinding, at: string): void => {
  if (state.held.length >= reportLimits.maxHeld)
    throw new AppError("evidence.too-many-observations", { at, limit: reportLimits.maxHeld });
  const room = state.characters < maxHeldCharacters;
  const message = room ? cut(finding.message ?? "") : "";
  state.characters += message.length;
  if (finding.part !== undefined) state.parts.add(finding.part);
  state.held.push({ ...finding, at, message });
};

const cut = (text: string): string =>
  text.length <= maxMessage ? text : ownCopy(text.slice(0, maxMessage + 1));

function* endGroup({ report }: Compiled, state: ListState, path: JsonPath): Generator<ReadEvent> {
  const { held, parts, context } = state;
  state.held = [];
  state.parts = new Set();
  state.characters = 0;
  const run = report.run(aroundOf(state, path), {
    path,
    parts,
    findings: held.length,
    errors: held.filter(({ result }) => result === "error").length,
  });
  if (run === undefined) return;
  const at = path.length === 0 ? "1:1" : jsonPointer(path);
  yield* tellAround(run, { held, at });
  if (run.parts === undefined) {
    yield* tellRun(reportWriter(run.head, context), run, { held, at });
    return;
  }
  for (const part of parts) {
    const head = { ...run.head, ...run.parts[part] };
    const own = held.filter((finding) => finding.part === part);
    yield* tellRun(reportWriter(head, context), run, { held: own, at });
  }
}

interface Group {
  readonly held: ListState["held"];
  readonly at: string;
}

/** A report whose findings all name their own subjects says nothing of one that none of them names. */
const speaks = (held: Group["held"]): boolean =>
  held.length === 0 || held.some((finding) => finding.subject === undefined);

function* tellAround(
  { unclear = null, warnings = [] }: ListedRun,
  { held, at }: Group,
): Generator<ReadEvent> {
  const told = warnings.map((warning) => ({ code: warning.warning, ...warning }));
  if (speaks(held) && unclear !== null)
    yield { kind: "warning", code: "subject-unclear", at, detail: toolWords(unclear, 300) };
  for (const { code, at: place, detail } of told)
    yield { kind: "warning", code, at: place, detail: toolWords(detail, 300) };
}

function* tellRun(
  writer: ReportWriter,
  { subject, observedAt = null, declared, complete = true }: ListedRun,
  { held, at }: Group,
): Generator<ReadEvent> {
  if (speaks(held)) yield* writer.covered(subject, at, observedAt);
  for (const finding of held) yield* writer.finding({ subject, observedAt, ...finding });
  if (declared !== undefined) writer.declared(declared, at);
  if (complete) yield* writer.conclude();
}
