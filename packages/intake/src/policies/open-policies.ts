/** Opens a folder of Cedar policies as two executors: compiled to closures, and Cedar's own engine in a thread. */

import { createHash } from "node:crypto";
import { join } from "node:path";
import {
  compilePolicies,
  type AccessRequest,
  type CompiledPolicies,
  type Decision,
  type Entity,
  type EntityStore,
  type EntityUid,
  type PolicyText,
} from "@fenji/access";
import { AppError, type Sha256 } from "@fenji/kernel";
import type { CedarAnswer, PolicyFolder, PolicyProblem, ReadPolicies } from "./cedar-messages.ts";
import { startCedar, type CedarThread } from "./cedar-thread.ts";
import { readPolicyFiles } from "./read-policy-files.ts";

/** Cedar's own engine with the same policies. */
export interface ReferenceExecutor {
  /** @throws AppError `policy.reference-crashed`, `policy.reference-refused`, `policy.reference-closed` */
  readonly decide: (request: AccessRequest, entities: EntityStore) => Promise<Decision>;
}

/** One policy by itself, to see whether it holds for a request. */
export interface WrittenPolicy extends PolicyText {
  /** Name inside the folder. */
  readonly file: string;
  readonly source: string;
  readonly alone: CompiledPolicies;
}

export interface OpenPolicies {
  readonly folder: string;
  /** Hash of all files, in the order of their names: which policies decided. */
  readonly version: Sha256;
  readonly policies: readonly WrittenPolicy[];
  /** The schema as written, or null where there is none. */
  readonly schema: string | null;
  /** Every action that the schema names; none where there is no schema. */
  readonly actions: readonly EntityUid[];
  readonly compiled: CompiledPolicies;
  readonly reference: ReferenceExecutor;
  /** Ends the thread of the reference. */
  readonly close: () => Promise<void>;
}

const versionOf = ({ policies, schema }: PolicyFolder): Sha256 => {
  const files = [...policies, ...(schema === null ? [] : [schema])];
  const text = JSON.stringify(files.map(({ name, text: content }) => [name, content]));
  return createHash("sha256").update(text).digest("hex") as Sha256;
};

const unknownProblem: PolicyProblem = { code: "policy.invalid", file: ".", line: 1, detail: "" };

const refusal = (folder: string, problems: readonly PolicyProblem[]): AppError => {
  const { code, file, line, detail, other = "" }: PolicyProblem = problems[0] ?? unknownProblem;
  const at = join(folder, file);
  return new AppError(code, { file: at, line, id: detail, detail, other, count: problems.length });
};

const referenceOn = (thread: CedarThread, compiled: CompiledPolicies): ReferenceExecutor => ({
  decide: async (request, entities) => {
    const slice = compiled.slice(request, entities);
    const answer = await thread.ask({ ask: "decide", request, entities: slice });
    if (answer.answer === "decided") return answer.decision;
    throw new AppError("policy.reference-refused", {
      detail: answer.answer === "refused" ? answer.detail : answer.answer,
    });
  },
});

const compiledOf = (
  json: Readonly<Record<string, unknown>>,
  actions: readonly Entity[],
): CompiledPolicies => {
  const compiled = compilePolicies({ staticPolicies: json }, actions);
  if (!compiled.ok) throw compiled.error;
  return compiled.value;
};

const writtenOf = ({ json, written, actions }: ReadPolicies): readonly WrittenPolicy[] =>
  compiledOf(json, actions).policies.map((policy) => {
    const { file = "", text: source = "" } = written[policy.id] ?? {};
    const alone = compiledOf({ [policy.id]: json[policy.id] }, actions);
    return { ...policy, file, source, alone };
  });

const openOn = async (
  thread: CedarThread,
  opening: { readonly ask: "open"; readonly folder: PolicyFolder },
  path: string,
): Promise<OpenPolicies> => {
  const answer: CedarAnswer = await thread.ask(opening);
  if (answer.answer === "problems") throw refusal(path, answer.problems);
  if (answer.answer !== "opened")
    throw new AppError("policy.reference-refused", {
      detail: answer.answer === "refused" ? answer.detail : answer.answer,
    });
  const { json, actions } = answer.read;
  const compiled = compiledOf(json, actions);
  return {
    folder: path,
    version: versionOf(opening.folder),
    policies: writtenOf(answer.read),
    schema: opening.folder.schema?.text ?? null,
    actions: actions.map(({ uid }) => uid),
    compiled,
    reference: referenceOn(thread, compiled),
    close: () => thread.close(),
  };
};

/**
 * Reads `*.cedar` of a folder. A `*.cedarschema` beside them is optional; where there is one, the policies must be valid by
 * it, strictly. A policy is called by its `@id`, else by its file and its place there.
 * @throws AppError `policy.*`, which names the file and the line
 */
export const openPolicies = async (folder: string): Promise<OpenPolicies> => {
  const opening = { ask: "open", folder: await readPolicyFiles(folder) } as const;
  const thread = startCedar(opening);
  try {
    return await openOn(thread, opening, folder);
  } catch (error) {
    await thread.close();
    throw error;
  }
};
