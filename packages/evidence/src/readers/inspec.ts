/** Reads InSpec's JSON and HDF: profiles of controls with their results, as one report or one control a line. */

import { jsonItems, type JsonItems } from "../json-items.ts";
import { jsonReader } from "../json-report.ts";
import type { JsonValue } from "../json-select.ts";
import { jsonPointer, objectIn, textAt, valueAt } from "../json-value.ts";
import type { ReadEvent } from "../reader.ts";
import { reportLimits } from "../report-writer.ts";
import { reportWriters, type ReportWriters } from "../report-writers.ts";
import { inspecFinding, inspecHead, inspecHost } from "./inspec-control.ts";
import { AppError } from "@fenji/kernel";

interface Profile {
  name: string | undefined;
  version: string | undefined;
}

interface InspecState {
  readonly writers: ReportWriters;
  /** Controls wait for the platform where the file names it late. */
  readonly held: { readonly at: string; readonly profile: number; readonly control: JsonValue }[];
  readonly profiles: Map<number, Profile>;
  platform: JsonValue | undefined;
  version: string | null;
  withoutResults: number;
  lastWithout: string;
}

const profileAt = (state: InspecState, index: number): Profile => {
  const known = state.profiles.get(index);
  if (known !== undefined) return known;
  const profile: Profile = { name: undefined, version: undefined };
  state.profiles.set(index, profile);
  return profile;
};

function* tellControl(
  state: InspecState,
  { at, profile: index, control }: InspecState["held"][number],
): Generator<ReadEvent> {
  const profile = profileAt(state, index);
  const converted = (textAt(state.platform, "name") ?? "").startsWith("Heimdall");
  const head = inspecHead({ name: profile.name ?? "unnamed", converted, version: state.version });
  const writer = state.writers.of(head, at);
  const finding = inspecFinding(at, control);
  if (finding === null) {
    state.withoutResults += 1;
    state.lastWithout = at;
  } else if (finding === undefined) yield writer.warning("id-missing", at, "id");
  else {
    const { subject, unclear } = inspecHost(state.platform ?? null);
    const first = !state.profiles.has(-1);
    if (first && unclear !== null) yield writer.warning("subject-unclear", "/platform", unclear);
    if (first) profileAt(state, -1);
    yield* writer.finding({ ...finding, revision: profile.version ?? null, subject });
    if (finding.result === "info" || finding.result === "error") writer.unfinished(subject, at);
  }
}

function* releaseControls(state: InspecState): Generator<ReadEvent> {
  for (const held of state.held.splice(0)) yield* tellControl(state, held);
}

function* concludeAll(state: Pick<InspecState, "writers">): Generator<ReadEvent> {
  for (const writer of state.writers.all()) yield* writer.conclude();
}

const untold = new Set(["code", "source_location", "descriptions", "backtrace", "desc", "refs"]);

export const inspecReader = jsonReader<InspecState>({
  format: "inspec",
  name: { zh: "InSpec / HDF（JSON）", en: "InSpec / HDF (JSON)" },
  versions: ["4", "5", "hdf-1"],
  detect: (root) =>
    Array.isArray(valueAt(root, "profiles")) &&
    (objectIn(valueAt(root, "platform")) !== undefined ||
      Array.isArray(valueAt(root, "profiles", 0, "controls"))),
  select: ([top, index, key, control, member]) => {
    if (top === undefined) return "enter";
    if (top === "platform" || top === "version") return "value";
    if (top !== "profiles") return "skip";
    if (index === undefined || key === undefined) return "enter";
    if (key === "name" || key === "version") return "value";
    if (key !== "controls") return "skip";
    if (control === undefined) return "enter";
    return untold.has(String(member)) ? "skip" : "value";
  },
  start: (context) => ({
    writers: reportWriters(context),
    held: [],
    profiles: new Map(),
    platform: undefined,
    version: null,
    withoutResults: 0,
    lastWithout: "/profiles",
  }),
  *take(state, event) {
    if (event.kind === "close" && event.path[0] === "profiles" && event.path.length === 2) {
      if (state.platform !== undefined) yield* releaseControls(state);
      return;
    }
    if (event.kind !== "value") return;
    const [top, index, key] = event.path;
    if (top === "platform") state.platform = event.value;
    else if (top === "version") state.version = textAt(event.value) ?? null;
    if (top !== "profiles" || typeof index !== "number") return;
    const profile = profileAt(state, index);
    if (key === "name") profile.name = textAt(event.value);
    else if (key === "version") profile.version = textAt(event.value);
    else if (key === "controls") {
      const held = { at: jsonPointer(event.path), profile: index, control: event.value };
      if (state.platform !== undefined && profile.name !== undefined) {
        yield* tellControl(state, held);
        return;
      }
      if (state.held.length >= reportLimits.maxHeld)
        throw new AppError("evidence.too-many-observations", {
          at: held.at,
          limit: reportLimits.maxHeld,
        });
      state.held.push(held);
    }
  },
  *end(state) {
    yield* releaseControls(state);
    if (state.withoutResults > 0)
      yield {
        kind: "warning",
        code: "skipped",
        at: state.lastWithout,
        detail: `${state.withoutResults} controls without results`,
      };
    yield* concludeAll(state);
  },
});

interface LinesState {
  readonly writers: ReportWriters;
  readonly items: JsonItems;
  readonly unclear: Set<string>;
}

function* tellLine(state: LinesState, at: string, control: JsonValue): Generator<ReadEvent> {
  const name = textAt(control, "profile", "name") ?? "unnamed";
  const writer = state.writers.of(inspecHead({ name, converted: false, version: null }), at);
  const { subject, unclear } = inspecHost(valueAt(control, "platform") ?? null);
  if (unclear !== null && !state.unclear.has(subject.id)) {
    state.unclear.add(subject.id);
    yield writer.warning("subject-unclear", at, unclear);
  }
  const finding = inspecFinding(at, control);
  if (finding === undefined) yield writer.warning("id-missing", at, "id");
  else if (finding === null) yield writer.warning("skipped", at, "a control without results");
  else {
    const revision = textAt(control, "profile", "version") ?? null;
    yield* writer.finding({ ...finding, revision, subject });
    if (finding.result === "info" || finding.result === "error") writer.unfinished(subject, at);
  }
}

export const inspecLinesReader = jsonReader<LinesState>({
  format: "inspec-lines",
  name: { zh: "InSpec（每行一项控制）", en: "InSpec (one control a line)" },
  versions: ["*"],
  media: ["application/x-ndjson", "application/json"],
  sequence: true,
  detect: (root) => {
    const first = Array.isArray(root) ? root[0] : root;
    return (
      objectIn(valueAt(first, "profile")) !== undefined &&
      textAt(first, "id") !== undefined &&
      textAt(valueAt(first, "results", 0), "code_desc") !== undefined
    );
  },
  select: (path) => jsonItems([]).select(path),
  start: (context) => ({
    writers: reportWriters(context),
    items: jsonItems([]),
    unclear: new Set(),
  }),
  *take(state, event) {
    const item = state.items.take(event);
    if (item !== undefined) yield* tellLine(state, item.at, item.value);
  },
  end: concludeAll,
});
