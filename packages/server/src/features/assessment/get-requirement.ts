/** One requirement of an enterprise: what it asks, its verdict, its elements and the observations behind each. */

import { freshnessStanding, type JudgedElement, type JudgedRequirement } from "@fenji/assessment";
import type { getRequirement as operation, ReplyOf } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { conditionReads, type EvidenceElement, type Pack, type Requirement } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import { findFacts, findFactsAt, requireEnterprise } from "../enterprises/public.ts";
import { crosswalkShown } from "./crosswalk-shown.ts";
import { findDecisions } from "./find-decisions.ts";
import { judgeSome } from "./judge-enterprise.ts";
import type { Moment } from "./moment.ts";
import { findObservations, type ObservationRow, type StoredItem } from "./queries.ts";
import { settleVerdict } from "./verdict-to-save.ts";

type Reply = ReplyOf<typeof operation>;
type ElementShown = Reply["elements"][number];

const maxShown = 100;

const questionsOf = (pack: Pack, element: EvidenceElement): ElementShown["questions"] => {
  const asked = new Set(element.selectors.map(({ check }) => check));
  return pack.questions
    .filter(({ id }) => asked.has(`question:${id}`))
    .map(({ id, text }) => ({ id, text }));
};

type Details = ReadonlyMap<string, ObservationRow>;

/** A tool that does not say when is not given a time: `observedAt` is its latest sighting only where it has one. */
const showObservations = (
  judged: JudgedElement<StoredItem>,
  details: Details,
): ElementShown["observations"] =>
  judged.observations.flatMap(({ item, says, age, path }) => {
    const row = details.get(item.id);
    if (row === undefined) return [];
    return [
      {
        id: item.id,
        file: { sha256: row.sha256, name: row.file_name },
        at: row.place,
        check: item.check,
        title: row.title,
        path: [...path],
        subject: item.subject.id,
        result: item.result,
        says,
        age,
        tool: row.tool ?? item.family,
        family: item.family,
        observedAt: row.observed_at === null ? null : item.observedAt,
        receivedAt: row.received_at,
        message: row.message,
      },
    ];
  });

const showElements = (
  pack: Pack,
  judged: JudgedRequirement<StoredItem>,
  details: Details,
): ElementShown[] =>
  judged.requirement.elements.flatMap((element, position) => {
    const one = judged.elements[position];
    if (one === undefined) return [];
    return [
      {
        id: element.id,
        text: element.text,
        state: one.state,
        doubted: one.subjects.some(({ doubted }) => doubted),
        age: one.age,
        expiresAt: one.expiresAt === null ? null : new Date(one.expiresAt).toISOString(),
        looksFor: element.selectors.map(({ check }) => check),
        questions: questionsOf(pack, element),
        observations: showObservations(one, details),
        observationsTotal: one.observationsTotal,
      },
    ];
  });

const sourceOf = (pack: Pack, { citation }: Requirement): Reply["source"] => {
  if (citation === null) return null;
  const source = pack.header.sources.find(({ id }) => id === citation.source);
  return source === undefined ? null : { title: source.title, clause: citation.clause };
};

/** The facts on which it hangs whether the requirement is asked at all. */
const factsBehind = (pack: Pack, { appliesWhen }: Requirement): Reply["appliesBy"] => {
  const read = new Set(appliesWhen === null ? [] : conditionReads(appliesWhen).facts);
  return pack.grading.facts
    .filter(({ id }) => read.has(id))
    .map(({ id, label }) => ({ id, label }));
};

export interface RequirementAsked {
  readonly pack: Pack;
  readonly requirementId: string;
  /** Whether observations are shown or only counted: evidence stays in the plant, verdicts travel. */
  readonly evidenceShown: boolean;
  /** null: now. */
  readonly moment?: Moment | null;
}

/** Judged afresh from the observations of this requirement alone. @throws AppError `request.not-found` */
export const getRequirement = async (
  tx: Ctx,
  enterpriseId: string,
  { pack, requirementId, evidenceShown, moment = null }: RequirementAsked,
): Promise<Reply> => {
  const requirement = pack.requirements.find(({ id }) => id === requirementId);
  if (requirement === undefined) throw new AppError("request.not-found", { what: requirementId });
  await requireEnterprise(tx, enterpriseId);
  const requirements = [requirement];
  const [judged] = await judgeSome(tx, enterpriseId, { pack, requirements, maxShown, moment });
  if (judged === undefined) throw new AppError("request.not-found", { what: requirementId });
  const facts =
    moment === null
      ? ((await findFacts(tx, enterpriseId))?.facts ?? {})
      : ((await findFactsAt(tx, enterpriseId, moment.at)) ?? {});
  const decisions = await findDecisions(tx, enterpriseId, pack.header);
  const asOf = moment?.at ?? tx.now().toISOString();
  const settled = settleVerdict(judged, { facts, decisions, asOf });
  const ids = judged.elements.flatMap((element) => element.observations.map(({ item }) => item.id));
  const details = await findObservations(tx, enterpriseId, evidenceShown ? ids : []);
  const { id, domain, fromGrade, title, text, methods, procedure, standing, effort } = requirement;
  return {
    id,
    domain,
    fromGrade,
    title,
    text,
    methods: [...methods],
    procedure,
    standing,
    source: sourceOf(pack, requirement),
    crosswalk: crosswalkShown(requirement.crosswalk),
    closes: pack.capabilities.filter((capability) => requirement.closes.includes(capability.id)),
    effort,
    verdict: settled.verdict,
    machine: settled.machine,
    settledBy: settled.by,
    accepted: settled.accepted !== null,
    applies: settled.applies,
    appliesBy: factsBehind(pack, requirement),
    evidenceShown,
    freshnessStanding: freshnessStanding(pack),
    elements: showElements(pack, judged, details),
  };
};
