/** Opens a folder of policies and a file of entities as a decision point, with one executor or with two that must agree. */

import {
  entityStore,
  executorsDisagree,
  readEntities,
  type AccessRequest,
  type Decision,
  type Entity,
  type EntityStore,
  type SearchableDecisionPoint,
} from "@fenji/access";
import { AppError, errorMessage } from "@fenji/kernel";
import { readTextFile } from "../read-text-file.ts";
import { openPolicies, type OpenPolicies } from "./open-policies.ts";
import { twoExecutors, type Disagreement } from "./two-executors.ts";

export const executors = ["both", "compiled", "reference"] as const;

export type Executor = (typeof executors)[number];

export interface DecisionPointOptions {
  /** Folder of `*.cedar`. */
  readonly policies: string;
  /** File of entities; null where nothing is stored. */
  readonly entities: string | null;
  readonly executor: Executor;
  /** Under `both`: 1 checks every decision, n every n-th, 0 only those that the compiler does not cover. */
  readonly sampleEvery: number;
  /** Told in one line what was asked and what each answered; the decision is a denial. */
  readonly onDisagreement: (detail: string) => void;
}

export interface OpenedDecisionPoint {
  /** What is stored, in the order of the file. */
  readonly stored: readonly Entity[];
  readonly point: SearchableDecisionPoint;
  /** The same policies, with entities that stand in for the stored ones of the same name. @throws AppError `access.*`. */
  readonly deciding: (replaced: readonly Entity[]) => SearchableDecisionPoint;
  readonly close: () => Promise<void>;
}

const maxEntityBytes = 64_000_000;

/** @throws AppError `policy.*`, `access.*`, `input.*`, naming the file and the place in it. */
export const openDecisionPoint = async (
  options: DecisionPointOptions,
): Promise<OpenedDecisionPoint> => {
  const opened = await openPolicies(options.policies);
  try {
    const { entities: file } = options;
    const stored =
      file === null ? [] : readEntities(await readTextFile(file, maxEntityBytes), file);
    const policies = new Map(opened.policies.map((policy) => [policy.id, policy]));
    const decide = decideBy(opened, options);
    const pointOn = (store: EntityStore): SearchableDecisionPoint => ({
      policies,
      actions: opened.actions,
      idsOf: idsIn(store),
      decide: (request) => decide(request, store),
    });
    return {
      stored,
      point: pointOn(storeOf(stored, file)),
      deciding: (replaced) => pointOn(entityStore(replacing(stored, replaced))),
      close: opened.close,
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
};

/** Sorted when a search first asks for them. */
const idsIn = (store: EntityStore): SearchableDecisionPoint["idsOf"] => {
  let byType: ReadonlyMap<string, readonly string[]> | undefined;
  return (type) => {
    byType ??= sortedIds(store);
    return byType.get(type) ?? [];
  };
};

const sortedIds = (store: EntityStore): ReadonlyMap<string, readonly string[]> => {
  const byType = new Map<string, string[]>();
  for (const { uid } of store.entities()) {
    const ids = byType.get(uid.type);
    if (ids === undefined) byType.set(uid.type, [uid.id]);
    else ids.push(uid.id);
  }
  for (const ids of byType.values()) ids.sort((a, b) => (a < b ? -1 : 1));
  return byType;
};

type Decide = (request: AccessRequest, entities: EntityStore) => Decision | Promise<Decision>;

const decideBy = (
  { compiled, reference }: OpenPolicies,
  { executor, sampleEvery, onDisagreement }: DecisionPointOptions,
): Decide => {
  if (executor === "compiled") return compiled.decide;
  if (executor === "reference") return reference.decide;
  const pair = twoExecutors({
    compiled,
    reference,
    sampleEvery: sampleEvery === 0 ? Infinity : sampleEvery,
    onDisagreement: (disagreement) => onDisagreement(inOneLine(disagreement)),
  });
  return async (request, entities) => {
    const decision = await pair.decide(request, entities);
    return decision.executors === "disagreed"
      ? { ...decision, determining: [executorsDisagree.id] }
      : decision;
  };
};

const inOneLine = ({ request, compiled, reference }: Disagreement): string => {
  const { principal, action, resource } = request;
  const asked = [principal, action, resource].map(({ type, id }) => `${type}::"${id}"`).join(" ");
  const answers = { compiled: answerText(compiled), reference: answerText(reference) };
  return `${asked} ${JSON.stringify(answers)}`;
};

const answerText = (answer: Decision | AppError | undefined): string => {
  if (answer === undefined) return "-";
  if (answer instanceof AppError) return answer.code;
  const { allowed, determining, errors } = answer;
  const failed = errors.map(({ policy }) => `!${policy}`);
  return [allowed ? "permit" : "deny", ...determining, ...failed].join(" ");
};

/** A fault of the entities together (a cycle, two of one name) is told with their file. */
const storeOf = (entities: readonly Entity[], file: string | null): EntityStore => {
  try {
    return entityStore(entities);
  } catch (error) {
    if (!(error instanceof AppError) || file === null) throw error;
    const { zh, en } = errorMessage(error.code, error.params);
    throw new AppError("access.file-refused", { file, zh, en }, { cause: error });
  }
};

const replacing = (stored: readonly Entity[], replaced: readonly Entity[]): readonly Entity[] => {
  const key = ({ uid }: Entity): string => JSON.stringify([uid.type, uid.id]);
  return [...new Map([...stored, ...replaced].map((entity) => [key(entity), entity])).values()];
};
