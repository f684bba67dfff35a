/** The part of each page's view that lives in the address after `?`, read without trusting it. */

import { organisationKind, type OrganisationKind } from "@fenji/contract";
import { sectors, type Sector } from "@fenji/kernel";

export const planShows = ["all", "live", "acts", "awaiting"] as const;
export type PlanShow = (typeof planShows)[number];

export interface PlanSearch {
  readonly show?: PlanShow;
  readonly q?: string;
}

export const registryOrders = ["creditCode", "name", "grade", "newest"] as const;

export interface RegistrySearch {
  readonly q?: string;
  readonly city?: string;
  readonly sector?: Sector;
  readonly type?: string;
  readonly grade?: number | "undetermined";
  /** By credit code where it says nothing. */
  readonly order?: (typeof registryOrders)[number];
  readonly after?: string;
}

export const verdicts = [
  "notMet",
  "partlyMet",
  "contested",
  "notEvidenced",
  "met",
  "notApplicable",
] as const;
export type Verdict = (typeof verdicts)[number];

export interface AssessmentSearch {
  readonly type?: string;
  readonly grade?: number;
  readonly verdict?: Verdict;
  readonly domain?: string;
  readonly from?: number;
  readonly q?: string;
  readonly req?: string;
  /** The state at the end of a day, `YYYY-MM-DD`; now where it says nothing. */
  readonly asOf?: string;
  /** By the tools' clocks where it says nothing. */
  readonly by?: "received";
}

export interface ObjectSearch {
  /** Day of evaluation, `YYYY-MM-DD`. */
  readonly date?: string;
  /** `id@version`. */
  readonly pack?: string;
  /** Facts that cannot change, with commas between. */
  readonly fixed?: string;
}

export interface ResultSearch {
  readonly type?: string;
}

export const outcomes = ["allowed", "denied", "disagreed"] as const;

export interface DecisionsSearch {
  readonly outcome?: (typeof outcomes)[number];
  readonly permission?: string;
  readonly actor?: string;
}

export const messageDirections = ["in", "out"] as const;

export const messageStates = [
  "queued",
  "sent",
  "acknowledged",
  "refused",
  "held",
  "received",
] as const;

export const messageKinds = [
  "enrolment",
  "enrolled",
  "filing",
  "receipt",
  "returned",
  "verified",
  "registered",
  "task",
  "task-receipt",
  "notice",
  "inspection",
  "release",
  "refusal",
  "aggregate",
  "key-rotation",
  "revoked",
] as const;

export interface MessagesSearch {
  readonly direction?: (typeof messageDirections)[number];
  readonly kind?: (typeof messageKinds)[number];
  readonly state?: (typeof messageStates)[number];
}

export const filingStates = [
  "submitted",
  "returned",
  "verified",
  "registered",
  "superseded",
] as const;

export interface FilingsSearch {
  readonly state?: (typeof filingStates)[number];
  readonly q?: string;
  /** `yes`: only where regrading disagrees. */
  readonly differs?: "yes";
  /** `all`: earlier revisions too. */
  readonly revisions?: "all";
}

/** A set of changed rules: everything that the picture hangs on. */
export interface WhatIfSearch {
  /** `id@version`; absent: the regime in force. */
  readonly pack?: string;
  readonly type?: string;
  /** Paths and values, see `writeEdits`. */
  readonly set?: string;
}

/** A list of inspections or tasks in one state. */
export interface StateSearch {
  readonly state?: string;
}

/** What is supposed in the explorer; anything left out is the first choice of its list. */
export const explainNames = [
  "permission",
  "who",
  "role",
  "program",
  "manager",
  "jurisdiction",
  "line",
  "limited",
  "on",
  "enterprise",
  "relation",
  "place",
  "lines",
  "grade",
  "met",
  "notMet",
  "contested",
  "notEvidenced",
  "kind",
  "factor",
  "kept",
  "risk",
  "device",
] as const;

export type ExplainSearch = { readonly [Name in (typeof explainNames)[number]]?: string };

/** What the sign-in page was opened with. */
export interface SignInSearch {
  /** The page that was wanted. */
  readonly to?: string;
  readonly note?: SignInNote;
}

const signInNotes = ["out", "reset"] as const;
type SignInNote = (typeof signInNotes)[number];

export interface OrganisationsSearch {
  readonly kind?: OrganisationKind;
}

export interface UsersSearch {
  readonly q?: string;
}

type Raw = Record<string, unknown>;

export const readPlanSearch = (raw: Raw): PlanSearch =>
  compact({ show: oneOf(planShows, raw["show"]), q: text(raw["q"]) });

export const readRegistrySearch = (raw: Raw): RegistrySearch =>
  compact({
    q: text(raw["q"] ?? raw["search"]),
    city: text(raw["city"]),
    sector: oneOf(sectors, raw["sector"]),
    type: text(raw["type"]),
    grade: raw["grade"] === "undetermined" ? ("undetermined" as const) : integer(raw["grade"]),
    order: oneOf(registryOrders, raw["order"]),
    after: text(raw["after"], 400),
  });

const day = (value: unknown): string | undefined =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;

export const readAssessmentSearch = (raw: Raw): AssessmentSearch =>
  compact({
    type: text(raw["type"]),
    grade: integer(raw["grade"]),
    verdict: oneOf(verdicts, raw["verdict"]),
    domain: text(raw["domain"]),
    from: integer(raw["from"]),
    q: text(raw["q"]),
    req: text(raw["req"]),
    asOf: day(raw["asOf"]),
    by: oneOf(["received"] as const, raw["by"]),
  });

export const readResultSearch = (raw: Raw): ResultSearch => compact({ type: text(raw["type"]) });

export const readObjectSearch = (raw: Raw): ObjectSearch =>
  compact({
    date: day(raw["date"]),
    pack: text(raw["pack"], 200),
    fixed: text(raw["fixed"], 2000),
  });

export const readDecisionsSearch = (raw: Raw): DecisionsSearch =>
  compact({
    outcome: oneOf(outcomes, raw["outcome"]),
    permission: text(raw["permission"]),
    actor: text(raw["actor"]),
  });

export const readExplainSearch = (raw: Raw): ExplainSearch =>
  compact(Object.fromEntries(explainNames.map((name) => [name, text(raw[name], 1000)])));

export const readSignInSearch = (raw: Raw): SignInSearch =>
  compact({ to: text(raw["to"], 2000), note: oneOf(signInNotes, raw["note"]) });

export const readOrganisationsSearch = (raw: Raw): OrganisationsSearch =>
  compact({ kind: oneOf(organisationKind.options, raw["kind"]) });

export const readUsersSearch = (raw: Raw): UsersSearch => compact({ q: text(raw["q"]) });

export const readMessagesSearch = (raw: Raw): MessagesSearch =>
  compact({
    direction: oneOf(messageDirections, raw["direction"]),
    kind: oneOf(messageKinds, raw["kind"]),
    state: oneOf(messageStates, raw["state"]),
  });

export const readFilingsSearch = (raw: Raw): FilingsSearch =>
  compact({
    state: oneOf(filingStates, raw["state"]),
    q: text(raw["q"]),
    differs: oneOf(["yes"] as const, raw["differs"]),
    revisions: oneOf(["all"] as const, raw["revisions"]),
  });

export const readWhatIfSearch = (raw: Raw): WhatIfSearch =>
  compact({ pack: text(raw["pack"], 200), type: text(raw["type"]), set: text(raw["set"], 20_000) });

export const readStateSearch = (raw: Raw): StateSearch =>
  compact({ state: text(raw["state"], 20) });

type Compact<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Drops what is not set, so that the address stays short. */
const compact = <const T extends Raw>(values: T): Compact<T> =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Compact<T>;

const text = (value: unknown, limit = 100): string | undefined => {
  const words = typeof value === "number" ? String(value) : value;
  return typeof words === "string" && words !== "" ? words.slice(0, limit) : undefined;
};

const integer = (value: unknown): number | undefined => {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) ? number : undefined;
};

const oneOf = <const T extends string>(known: readonly T[], value: unknown): T | undefined =>
  known.find((candidate) => candidate === value);
