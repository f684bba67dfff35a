/** Settles a judged requirement by what people decided, at a moment; the machine's verdict always stays beside it. */

import { verdictOf, type ElementOutcome, type ElementState, type Verdict } from "../verdict.ts";
import type {
  Attestation,
  Decision,
  DecisionOutcome,
  DecisionState,
  Override,
  RiskDecision,
} from "./decision.ts";

export interface DecidedVerdict {
  /** By evidence and facts alone. */
  readonly machine: Verdict;
  /** What counts. */
  readonly verdict: Verdict;
  readonly by: "machine" | "attestation" | "override";
  /** Somebody lives with the gap until the decision's last day; the verdict and the score do not change. */
  readonly accepted: RiskDecision | null;
  /** Every decision on the requirement, the newest first, with what became of it. */
  readonly decisions: readonly DecisionOutcome[];
}

interface Decidable {
  readonly requirement: { readonly id: string };
  readonly verdict: Verdict;
  readonly elements: readonly (ElementOutcome & { readonly id: string })[];
}

const newestFirst = (a: Decision, b: Decision): number =>
  Date.parse(b.at) - Date.parse(a.at) || (a.id < b.id ? 1 : -1);

/** Why a decision cannot count at the moment, whatever the verdict; null where it can. */
const barred = (decision: Decision, asOf: string): DecisionState | null => {
  const now = Date.parse(asOf);
  const { withdrawnAt } = decision;
  if (Date.parse(decision.at) > now || Date.parse(`${decision.from}T00:00:00Z`) > now)
    return "notYet";
  if (withdrawnAt !== null && Date.parse(withdrawnAt) <= now) return "withdrawn";
  // A date that cannot be read never keeps a decision alive.
  if (!(now < Date.parse(`${decision.until}T00:00:00Z`) + 86_400_000)) return "expired";
  if (decision.kind !== "attestation") return null;
  const { reviewedAt, reviewedBy, by } = decision;
  const reviewed =
    reviewedBy !== null &&
    reviewedBy !== by &&
    reviewedAt !== null &&
    Date.parse(reviewedAt) <= now;
  return reviewed && decision.documents.length > 0 ? null : "unreviewed";
};

/** One more source: it proves what nothing speaks for or against, and disputes what says otherwise. */
const attested: Readonly<
  Record<Attestation["says"], Readonly<Record<ElementState, ElementState>>>
> = {
  met: {
    proven: "proven",
    missing: "proven",
    contradicted: "contested",
    mixed: "contested",
    contested: "contested",
    notApplicable: "notApplicable",
  },
  notMet: {
    proven: "contested",
    missing: "contradicted",
    contradicted: "contradicted",
    mixed: "mixed",
    contested: "contested",
    notApplicable: "contested",
  },
};

const speaksOf = ({ elements }: Attestation, id: string): boolean =>
  elements === null || elements.includes(id);

const attest = <T extends Decidable["elements"][number]>(element: T, by: Attestation): T => {
  if (!speaksOf(by, element.id)) return element;
  const state = attested[by.says][element.state];
  return { ...element, state, provenSomewhere: element.provenSomewhere || state === "proven" };
};

const isOverride = (one: Decision): one is Override => one.kind === "override";
const isAttestation = (one: Decision): one is Attestation => one.kind === "attestation";
const isRisk = (one: Decision): one is RiskDecision =>
  one.kind === "acceptance" || one.kind === "waiver";

/** What can be lived with: a gap. What is unknown is not known well enough to accept. */
const isGap = (verdict: Verdict): boolean => verdict === "notMet" || verdict === "partlyMet";

/** Of each author the newest word; two people who attest differently dispute each other whatever the order. */
const attestAll = (judged: Decidable, by: readonly Attestation[]): Verdict => {
  const notMetLast = by.toSorted((a, b) => (a.says === b.says ? 0 : a.says === "met" ? -1 : 1));
  const elements = judged.elements.map((element) =>
    notMetLast.reduce((held, one) => attest(held, one), element),
  );
  return verdictOf(elements);
};

/**
 * Attestations first, as one more source; then the newest override, if the machine still says what it overrode; then a
 * risk is accepted, if there is a gap. Decisions on other requirements are passed over, and what facts rule out
 * (`applies: "no"`) stays so. Order of the list changes nothing. `asOf`: ISO 8601 in UTC.
 */
export const settleByDecisions = <
  T extends Decidable & { readonly applies?: "yes" | "no" | "unknown" },
>(
  judged: T,
  decisions: readonly Decision[],
  asOf: string,
): T & DecidedVerdict => {
  const own = decisions
    .filter(({ requirement }) => requirement === judged.requirement.id)
    .toSorted(newestFirst);
  const states = new Map<Decision, DecisionState>();
  const live: Decision[] = [];
  for (const one of own) {
    const state = judged.applies === "no" ? (barred(one, asOf) ?? "idle") : barred(one, asOf);
    if (state === null) live.push(one);
    else states.set(one, state);
  }
  const machine = judged.verdict;
  const { verdict: said, states: ofAttestations } = byAttestations(judged, live);
  const override = live.find(isOverride);
  for (const one of live.filter(isOverride))
    states.set(one, one === override && one.over === machine ? "applied" : "overtaken");
  const overridden = override !== undefined && override.over === machine;
  const verdict = overridden ? override.verdict : said;
  const risks = live.filter(isRisk);
  const accepted = isGap(verdict) ? (risks[0] ?? null) : null;
  for (const one of risks)
    states.set(one, one === accepted ? "applied" : isGap(verdict) ? "overtaken" : "idle");
  for (const [one, state] of ofAttestations) states.set(one, overridden ? "overtaken" : state);
  return {
    ...judged,
    machine,
    verdict,
    by: overridden ? "override" : said === machine ? "machine" : "attestation",
    accepted,
    decisions: own.map((decision) => ({ decision, state: states.get(decision) ?? "idle" })),
  };
};

const byAttestations = (
  judged: Decidable,
  live: readonly Decision[],
): { verdict: Verdict; states: Map<Attestation, DecisionState> } => {
  const states = new Map<Attestation, DecisionState>();
  const newest = new Map<string, Attestation>();
  for (const one of live.filter(isAttestation)) {
    const key = `${one.by}\n${one.elements === null ? "*" : one.elements.toSorted().join(" ")}`;
    if (newest.has(key)) states.set(one, "overtaken");
    else newest.set(key, one);
  }
  const counting = [...newest.values()];
  if (counting.length === 0) return { verdict: judged.verdict, states };
  const verdict = attestAll(judged, counting);
  for (const one of counting) {
    const changes = judged.elements.some((element) => attest(element, one).state !== element.state);
    states.set(one, changes ? "applied" : "idle");
  }
  return { verdict, states };
};
