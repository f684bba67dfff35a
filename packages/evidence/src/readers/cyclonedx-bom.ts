/** What a CycloneDX bill of materials says, in whichever of its formats: parts, models, vulnerabilities and their analysis. */

import { AppError } from "@fenji/kernel";
import {
  identifierRef,
  identifierRefs,
  ownRef,
  severityOf,
  severityOfScore,
} from "../finding-refs.ts";
import type { ObservationResult, Severity, Subject } from "../observation.ts";
import type { ReadContext, ReadEvent } from "../reader.ts";
import type { ReportHead } from "../report-head.ts";
import {
  reportLimits,
  reportWriter,
  type HeldFinding,
  type ReportWriter,
} from "../report-writer.ts";
import { slug } from "../tool-words.ts";
import {
  billFinding,
  billSubject,
  partFinding,
  partName,
  type BillPart,
  type BillRoot,
} from "./bill-subject.ts";
import { wordTable } from "../word-table.ts";

export interface CdxComponent extends Omit<BillPart, "observedAt"> {
  /** What vulnerabilities call it by. */
  readonly ref?: string | undefined;
  /** Of a machine-learning model; of data only `governance`. */
  readonly model?: CdxModel | undefined;
}

export interface CdxModel {
  readonly card: boolean | undefined;
  readonly considerations: boolean | undefined;
  readonly governance: boolean;
}

export interface CdxVulnerability {
  readonly id: string;
  readonly ratings: readonly {
    readonly severity: string | undefined;
    readonly score: number | undefined;
    readonly method: string | undefined;
  }[];
  readonly cwes: readonly string[];
  /** Other identifiers of the same vulnerability. */
  readonly references: readonly string[];
  readonly description: string | undefined;
  readonly state: string | undefined;
  /** Justification, response and detail of the analysis. */
  readonly words: readonly string[];
  readonly affects: readonly { readonly ref: string; readonly at: string }[];
  readonly at: string;
}

export interface CdxMetadata {
  readonly tool: { readonly name: string; readonly version: string | null } | undefined;
  readonly timestamp: string | undefined;
  readonly root: BillRoot | undefined;
  readonly at: string;
}

export interface CdxState {
  readonly writer: ReportWriter;
  subject: Subject | undefined;
  observedAt: string | null;
  /** Parts by the name that vulnerabilities call them by. */
  readonly parts: Map<string, { readonly name: string; readonly purl: string | undefined }>;
  readonly waiting: HeldFinding[];
  /** Components so far. */
  count: number;
  /** A scanner's own finding is there: the bill is a report of a run, not only a statement. */
  scanned: boolean;
}

const headOf = (tool: CdxMetadata["tool"]): ReportHead => ({
  tool: tool ?? { name: "cyclonedx", version: null },
  // A bill written by a scanner is that scanner's word.
  family: slug(tool?.name ?? "cyclonedx"),
  scope: `cyclonedx:${slug(tool?.name ?? "unnamed")}`,
  kinds: ["vulnerable-component"],
});

export const cdxState = (context: ReadContext): CdxState => ({
  writer: reportWriter(headOf(undefined), context),
  subject: undefined,
  observedAt: null,
  parts: new Map(),
  waiting: [],
  count: 0,
  scanned: false,
});

/** Parts may come before the bill says whose they are. */
function* tell(state: CdxState, finding: HeldFinding): Generator<ReadEvent> {
  const { writer, subject, waiting } = state;
  if (subject !== undefined)
    yield* writer.finding({ ...finding, subject, observedAt: state.observedAt });
  else if (waiting.length < reportLimits.maxHeld) waiting.push(finding);
  else
    throw new AppError("evidence.too-many-observations", {
      at: finding.at,
      limit: reportLimits.maxHeld,
    });
}

export function* takeMetadata(state: CdxState, metadata: CdxMetadata): Generator<ReadEvent> {
  state.writer.setHead(headOf(metadata.tool));
  const subject = billSubject(metadata.root, slug(metadata.tool?.name ?? "cyclonedx"));
  state.subject = subject;
  state.observedAt = metadata.timestamp ?? null;
  yield* state.writer.covered(subject, metadata.at, metadata.timestamp);
  if (subject.id.startsWith("unnamed:"))
    yield state.writer.warning("subject-unclear", metadata.at, "metadata.component");
  for (const finding of state.waiting.splice(0)) yield* tell(state, finding);
}

export function* takeComponent(state: CdxState, component: CdxComponent): Generator<ReadEvent> {
  const part = { ...component, observedAt: null };
  if (component.ref !== undefined && state.parts.size < reportLimits.maxHeld)
    state.parts.set(component.ref, { name: partName(part), purl: component.purl });
  state.count += 1;
  yield* tell(state, partFinding(part));
  if (component.model === undefined) return;
  const said = [
    ["model-card", component.model.card],
    ["considerations", component.model.considerations],
    ["dataset-governance", component.model.governance],
  ] as const;
  for (const [name, isThere] of said) {
    if (isThere === undefined) continue;
    yield* tell(state, {
      check: `ml-bom:${name}`,
      title: partName(part),
      refs: [partFinding(part).check],
      kinds: [],
      result: "info",
      at: component.at,
      message: isThere ? "present" : "absent",
    });
  }
}

/** A scanner's finding that nobody has analysed yet stands (Grype marks all of its findings so). */
const results = wordTable<ObservationResult>({
  exploitable: "fail",
  in_triage: "fail",
  resolved: "pass",
  resolved_with_pedigree: "pass",
  false_positive: "info",
  not_affected: "info",
});

const order: readonly Severity[] = ["none", "low", "medium", "high", "critical"];

/** The worst word; where no word is given, the worst score of CVSS 3 or 4. */
const worstOf = ({ ratings }: CdxVulnerability): Severity | null => {
  const words = ratings.map(({ severity }) => severityOf(severity));
  const scores = ratings.map(({ score, method }) =>
    /v[34]/i.test(method ?? "") ? severityOfScore(score) : null,
  );
  const found = words.some((word) => word !== null) ? words : scores;
  return found.reduce<Severity | null>(
    (worst, one) =>
      one !== null && (worst === null || order.indexOf(one) > order.indexOf(worst)) ? one : worst,
    null,
  );
};

/** A reference into the same bill, or a link of the form `urn:cdx:<serial>/<version>#<reference>`. */
const affectedPart = (state: CdxState, ref: string) => {
  const inner = ref.startsWith("urn:cdx:") ? ref.slice(ref.indexOf("#") + 1) : ref;
  const known = state.parts.get(inner);
  if (known !== undefined) return known;
  const purl = inner.startsWith("pkg:") ? inner.replace(/[?&]package-id=[^&]*$/, "") : undefined;
  return { name: purl ?? inner, purl };
};

export function* takeVulnerability(
  state: CdxState,
  vulnerability: CdxVulnerability,
): Generator<ReadEvent> {
  const { id, state: analysed, at } = vulnerability;
  const result = analysed === undefined ? "fail" : results[analysed];
  if (result === undefined) {
    yield state.writer.warning("result-unknown", at, `${id}: ${analysed ?? ""}`);
    return;
  }
  if (analysed === undefined || analysed === "in_triage") state.scanned = true;
  const severity = worstOf(vulnerability);
  const refs = identifierRefs([id, ...vulnerability.references, ...vulnerability.cwes]);
  const words = [analysed, ...vulnerability.words].filter((word) => word !== undefined);
  const message = [words.join(", "), vulnerability.description ?? ""]
    .filter((part) => part !== "")
    .join(": ");
  const affected = vulnerability.affects.length === 0 ? [undefined] : vulnerability.affects;
  for (const each of affected) {
    const part = each === undefined ? undefined : affectedPart(state, each.ref);
    yield* tell(state, {
      check: identifierRef(id) ?? ownRef("cyclonedx", id),
      title: part === undefined ? id : `${id}: ${part.name}`,
      refs: [...refs, ...(part?.purl === undefined ? [] : [ownRef("purl", part.purl)])],
      result,
      severity,
      at: each?.at ?? at,
      message,
    });
  }
}

/** A bill without vulnerabilities says nothing of them; one that only states analyses is no run. */
export function* endBill(state: CdxState, at: string): Generator<ReadEvent> {
  if (state.subject === undefined)
    yield* takeMetadata(state, { tool: undefined, timestamp: undefined, root: undefined, at });
  for (const finding of billFinding(state.count, { at, observedAt: state.observedAt }))
    yield* tell(state, finding);
  if (state.scanned) yield* state.writer.conclude();
}

/** @throws AppError `evidence.unsupported-version` */
export const requireVersion = (version: string, at: string): void => {
  if (/^1\.\d{1,2}$/.test(version)) return;
  throw new AppError("evidence.unsupported-version", {
    at,
    format: "CycloneDX",
    version: version.slice(0, 40),
    supported: "1.0-1.7",
  });
};
