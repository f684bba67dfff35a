/** Writes what a report finds as events that every reader tells alike: tool, scope, findings, and the run as a whole. */

import { AppError, type WarningCode } from "@fenji/kernel";
import type { FindingKind } from "./finding-kinds.ts";
import { foundOneMore, nothingFound, type FoundOfKind } from "./found-of-kind.ts";
import { isInFuture, parseInstant } from "./instant.ts";
import type { CheckRef, ObservationResult, Severity, Subject } from "./observation.ts";
import type { ReadContext, ReadEvent, Tool } from "./reader.ts";
import { keptHead, type ReportHead } from "./report-head.ts";
import { scanRun } from "./scan-run.ts";
import { keptSubject } from "./subjects.ts";
import { placeOf, slug, toolWords, wordsOrNull } from "./tool-words.ts";

export const reportLimits = {
  maxObservations: 5_000_000,
  maxSubjects: 100_000,
  /** Findings that wait for the file to name their subject. */
  maxHeld: 200_000,
} as const;

export interface Finding {
  readonly subject: Subject;
  readonly check: CheckRef;
  readonly revision?: string | null;
  readonly title?: string | null;
  readonly refs?: readonly CheckRef[];
  /** Which kinds of trouble it belongs to; default: those of the head, when that names one only. */
  readonly kinds?: readonly FindingKind[];
  readonly result: ObservationResult;
  readonly severity?: Severity | null;
  /** As the tool wrote it; ISO 8601 with or without zone, or already UTC. */
  readonly observedAt?: string | null;
  readonly at: string;
  readonly message?: string | null;
}

export type HeldFinding = Omit<Finding, "subject">;

export interface ReportWriter {
  /** For files that name the tool's version late; to be called before anything is told. */
  readonly setTool: (tool: Tool) => void;
  /** For files whose maker decides lineage and scope; to be called before anything is told. */
  readonly setHead: (head: ReportHead) => void;
  /** Keeps a finding until the file has named its subject. @throws AppError `evidence.too-many-observations` */
  readonly hold: (finding: HeldFinding) => void;
  /** Tells all that was held, in order; `observedAt` is for those without a time of their own. */
  readonly release: (subject: Subject, observedAt?: string | null) => Generator<ReadEvent>;
  /** The tool; the first time the subject is met, what the file speaks for; the finding. */
  readonly finding: (finding: Finding) => Generator<ReadEvent>;
  /** A subject that the tool looked at, even if it found nothing there. */
  readonly covered: (
    subject: Subject,
    at: string,
    observedAt?: string | null,
  ) => Generator<ReadEvent>;
  /** How many failed findings the report itself says that it holds; `conclude` warns where they are not so many. */
  readonly declared: (fails: number, at: string) => void;
  readonly warning: (code: WarningCode, at: string, detail: string) => ReadEvent;
  /** The tool did not look everywhere on this subject: what it found stands, that it found nothing proves nothing. */
  readonly unfinished: (subject: Subject, at: string) => void;
  /** Another writer's events came between: the tool is told again before the next of this one. */
  readonly interrupted: () => void;
  /**
   * One observation per covered subject and kind, `scan-run:<tool>/<kind>` (`@<place>`) with ref `scan:<kind>`: a pass where the tool looked
   * to its end and found nothing of that kind, else a fail. Not to be called for a report that broke off or says that it failed.
   */
  readonly conclude: () => Generator<ReadEvent>;
}

interface Covered {
  readonly subject: Subject;
  readonly at: string;
  /** Newest time told of it. */
  observedAt: string | null;
  readonly fails: Map<FindingKind, FoundOfKind>;
  told: boolean;
}

interface Writing {
  head: ReportHead;
  readonly held: HeldFinding[];
  readonly context: ReadContext;
  readonly subjects: Map<string, Covered>;
  readonly unfinished: Set<Covered>;
  fails: number;
  declared: { readonly fails: number; readonly at: string } | null;
  toolTold: boolean;
  timeWarned: boolean;
  observations: number;
}

export const reportWriter = (head: ReportHead, context: ReadContext): ReportWriter => {
  const writing: Writing = {
    head: keptHead(head),
    held: [],
    context,
    subjects: new Map(),
    unfinished: new Set(),
    fails: 0,
    declared: null,
    toolTold: false,
    timeWarned: false,
    observations: 0,
  };
  return {
    setTool: (tool) => {
      writing.head = { ...writing.head, tool };
    },
    setHead: (known) => {
      writing.head = keptHead(known);
    },
    hold: (finding) => {
      if (writing.held.length >= reportLimits.maxHeld)
        throw new AppError("evidence.too-many-observations", {
          at: finding.at,
          limit: reportLimits.maxHeld,
        });
      writing.held.push(finding);
    },
    *release(subject, observedAt = null) {
      for (const finding of writing.held.splice(0))
        yield* tellFinding(writing, {
          ...finding,
          subject,
          observedAt: finding.observedAt ?? observedAt,
        });
    },
    finding: (finding) => tellFinding(writing, finding),
    covered: (subject, at, observedAt) => tellCovered(writing, { subject, at, observedAt }),
    declared: (fails, at) => {
      writing.declared = { fails, at: placeOf(at) };
    },
    unfinished: (subject, at) => {
      writing.unfinished.add(coveredBy(writing, subject, at));
    },
    interrupted: () => {
      writing.toolTold = false;
    },
    warning: (code, at, detail) => ({
      kind: "warning",
      code,
      at: placeOf(at),
      detail: toolWords(detail, 300),
    }),
    conclude: () => tellRuns(writing),
  };
};

function* tellTool(writing: Writing): Generator<ReadEvent> {
  if (writing.toolTold) return;
  writing.toolTold = true;
  const { tool, family } = writing.head;
  yield {
    kind: "tool",
    tool: {
      name: toolWords(tool.name, 100),
      version: tool.version === null ? null : toolWords(tool.version, 100),
    },
    family,
  };
}

const subjectKey = ({ kind, id }: Subject): string => `${kind}\n${id}`;

const coveredBy = (writing: Writing, subject: Subject, at: string): Covered => {
  const key = subjectKey(subject);
  const known = writing.subjects.get(key);
  if (known !== undefined) return known;
  if (writing.subjects.size >= reportLimits.maxSubjects)
    throw new AppError("evidence.too-many-observations", { at, limit: reportLimits.maxSubjects });
  const covered: Covered = {
    subject: keptSubject(subject),
    at: placeOf(at),
    observedAt: null,
    fails: new Map(),
    told: false,
  };
  writing.subjects.set(key, covered);
  return covered;
};

function* tellCovered(
  writing: Writing,
  told: {
    readonly subject: Subject;
    readonly at: string;
    readonly observedAt?: string | null | undefined;
  },
): Generator<ReadEvent> {
  yield* tellTool(writing);
  const covered = coveredBy(writing, told.subject, told.at);
  const observedAt = yield* instantOf(writing, told.observedAt ?? null, told.at);
  if (observedAt !== null && (covered.observedAt ?? "") < observedAt)
    covered.observedAt = observedAt;
}

/** UTC, and a warning (once a file) for a time without a zone, in the future or not understood. */
function* instantOf(
  writing: Writing,
  text: string | null,
  at: string,
): Generator<ReadEvent, string | null> {
  if (text === null || text === "") return null;
  const parsed = parseInstant(text);
  const wrong =
    parsed === undefined
      ? "time-missing"
      : isInFuture(parsed.iso, writing.context.now)
        ? "time-in-future"
        : parsed.zoned
          ? null
          : "time-missing";
  if (wrong !== null && !writing.timeWarned) {
    writing.timeWarned = true;
    yield { kind: "warning", code: wrong, at: placeOf(at), detail: toolWords(text, 80) };
  }
  return parsed?.iso ?? null;
}

function* tellFinding(writing: Writing, finding: Finding): Generator<ReadEvent> {
  yield* tellTool(writing);
  const { head } = writing;
  const covered = coveredBy(writing, finding.subject, finding.at);
  const observedAt = yield* instantOf(writing, finding.observedAt ?? null, finding.at);
  if (observedAt !== null && (covered.observedAt ?? "") < observedAt)
    covered.observedAt = observedAt;
  if (head.scope !== null && !covered.told) {
    covered.told = true;
    yield { kind: "scope", subject: covered.subject, scope: head.scope };
  }
  writing.observations += 1;
  if (writing.observations > reportLimits.maxObservations)
    throw new AppError("evidence.too-many-observations", {
      at: finding.at,
      limit: reportLimits.maxObservations,
    });
  const kinds = finding.kinds ?? (head.kinds.length === 1 ? head.kinds : []);
  if (finding.result === "fail") writing.fails += 1;
  if (finding.result === "fail")
    for (const kind of kinds) {
      const found = covered.fails.get(kind) ?? nothingFound;
      covered.fails.set(kind, foundOneMore(found, finding.severity ?? null));
    }
  yield observationOf(writing, { ...finding, subject: covered.subject, observedAt, kinds });
}

const observationOf = (
  { head }: Writing,
  finding: Finding & { readonly observedAt: string | null; readonly kinds: readonly FindingKind[] },
): ReadEvent => {
  const refs = new Set(finding.refs);
  for (const kind of finding.kinds) refs.add(`finding:${kind}`);
  refs.delete(finding.check);
  return {
    kind: "observation",
    scope: head.scope ?? `${slug(head.tool.name)}:listed`,
    observation: {
      subject: finding.subject,
      check: finding.check,
      revision: wordsOrNull(finding.revision, 200),
      title: wordsOrNull(finding.title, 300),
      refs: [...refs],
      result: finding.result,
      severity: finding.severity ?? null,
      observedAt: finding.observedAt,
      at: placeOf(finding.at),
      message: wordsOrNull(finding.message, 2_000),
    },
  };
};

function* tellRuns(writing: Writing): Generator<ReadEvent> {
  yield* tellTool(writing);
  const { head, declared, fails: found } = writing;
  if (declared !== null && declared.fails !== found) {
    const detail = `${declared.fails} ≠ ${found}`;
    yield { kind: "warning", code: "counts-differ", at: declared.at, detail };
  }
  // A report that says that it found more than it lists clears nothing.
  const hidden = declared !== null && declared.fails > found;
  for (const covered of writing.subjects.values()) {
    const { subject, at, observedAt, fails, told } = covered;
    const unfinished = hidden || writing.unfinished.has(covered);
    if (head.scope !== null && !told && !unfinished)
      yield { kind: "scope", subject, scope: head.scope, observedAt };
    for (const kind of head.kinds) {
      const { count, worst } = fails.get(kind) ?? nothingFound;
      if (unfinished && count === 0) continue;
      // What was not looked at may be worse than what was.
      const told = { subject, at, observedAt, kind, count, worst: unfinished ? null : worst };
      yield scanRun(head, told);
    }
  }
}
