/** Turns files of policies and their schema into Cedar's JSON, strictly validated; runs where Cedar's engine runs. */

import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import type { Entity } from "@fenji/access";
import type { PolicyFile, PolicyFolder, PolicyProblem, ReadPolicies } from "./cedar-messages.ts";

interface LocatedPolicy {
  readonly id: string;
  readonly file: PolicyFile;
  /** Where the policy begins in its file, in characters. */
  readonly start: number;
  readonly text: string;
  readonly json: unknown;
}

/** Texts by id, as Cedar's engine is given them: their JSON would round large numbers. */
export type PolicyTexts = Readonly<Record<string, string>>;

export type ReadFolder =
  | { readonly problems: readonly PolicyProblem[] }
  | { readonly read: ReadPolicies; readonly texts: PolicyTexts };

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

/** Cedar counts bytes of UTF-8. */
const charactersOf = (text: string, bytes: number): number =>
  Buffer.from(text, "utf8").subarray(0, bytes).toString("utf8").length;

const sentence = ({ message, help, sourceLocations }: cedar.DetailedError): string => {
  const label = sourceLocations?.[0]?.label ?? null;
  return [message, label, help].filter((part) => part !== null).join("; ");
};

const problemAt = (
  file: PolicyFile,
  error: cedar.DetailedError,
  { start, text }: { readonly start: number; readonly text: string },
): PolicyProblem => {
  const bytes = error.sourceLocations?.[0]?.start ?? 0;
  return {
    code: "policy.invalid",
    file: file.name,
    line: lineAt(file.text, start + charactersOf(text, bytes)),
    detail: sentence(error),
  };
};

const whole = ({ text }: PolicyFile) => ({ start: 0, text });

/** Cedar gives the policies of a file in no order that helps; each is looked for where it stands. */
const locate = (file: PolicyFile, texts: readonly string[]): { start: number; text: string }[] => {
  const next = new Map<string, number>();
  const located = texts.map((text) => {
    const start = file.text.indexOf(text, next.get(text) ?? 0);
    next.set(text, start + text.length);
    return { start: Math.max(start, 0), text };
  });
  return located.toSorted((a, b) => a.start - b.start);
};

const readFile = (file: PolicyFile): LocatedPolicy[] | PolicyProblem[] => {
  const parts = cedar.policySetTextToParts(file.text);
  if (parts.type === "failure")
    return parts.errors.map((error) => problemAt(file, error, whole(file)));
  if (parts.policy_templates.length > 0)
    return [{ code: "policy.template", file: file.name, line: 1, detail: "" }];
  return locate(file, parts.policies).map(({ start, text }, at) => {
    const read = cedar.policyToJson(text);
    if (read.type === "failure") throw new RangeError(read.errors[0]?.message);
    // Without @id a policy is called by its file and its place there.
    const id = read.json.annotations?.["id"] ?? `${file.name}#${at + 1}`;
    return { id, file, start, text, json: read.json };
  });
};

const placeOf = ({ file, start }: LocatedPolicy): string =>
  `${file.name}:${lineAt(file.text, start)}`;

const repeatedIds = (policies: readonly LocatedPolicy[]): PolicyProblem[] => {
  const first = new Map<string, LocatedPolicy>();
  return policies.flatMap((policy) => {
    const before = first.get(policy.id);
    if (before === undefined) {
      first.set(policy.id, policy);
      return [];
    }
    const { id, file, start } = policy;
    const problem: PolicyProblem = {
      code: "policy.id-twice",
      file: file.name,
      line: lineAt(file.text, start),
      detail: id,
      other: placeOf(before),
    };
    return [problem];
  });
};

const validationProblems = (
  policies: readonly LocatedPolicy[],
  schema: PolicyFile,
): PolicyProblem[] => {
  const texts = Object.fromEntries(policies.map(({ id, text }) => [id, text]));
  const answer = cedar.validate({ schema: schema.text, policies: { staticPolicies: texts } });
  if (answer.type === "failure")
    return answer.errors.map((error) => problemAt(schema, error, whole(schema)));
  const byId = new Map(policies.map((policy) => [policy.id, policy]));
  return answer.validationErrors.map(({ policyId, error }) => {
    const policy = byId.get(policyId);
    return policy === undefined
      ? problemAt(schema, error, whole(schema))
      : problemAt(policy.file, error, policy);
  });
};

const actionsOf = (schema: PolicyFile): Entity[] => {
  const read = cedar.schemaToJson(schema.text);
  if (read.type === "failure") throw new RangeError(read.errors[0]?.message);
  return Object.entries(read.json).flatMap(([namespace, { actions }]) => {
    const type = namespace === "" ? "Action" : `${namespace}::Action`;
    return Object.entries(actions).map(([id, { memberOf = [] }]) => ({
      uid: { type, id },
      attrs: {},
      parents: memberOf.map((group) => ({ type: group.type ?? type, id: group.id })),
    }));
  });
};

const isProblem = (found: LocatedPolicy | PolicyProblem): found is PolicyProblem => "code" in found;

const schemaProblems = (schema: PolicyFile): PolicyProblem[] => {
  const parsed = cedar.checkParseSchema(schema.text);
  return parsed.type === "success"
    ? []
    : parsed.errors.map((error) => problemAt(schema, error, whole(schema)));
};

/** A schema is optional; where there is one, every policy must be valid by it, strictly. */
export const readPolicyFolder = ({ policies: files, schema }: PolicyFolder): ReadFolder => {
  const found = files.flatMap((file): (LocatedPolicy | PolicyProblem)[] => readFile(file));
  const malformed = [
    ...found.filter(isProblem),
    ...(schema === null ? [] : schemaProblems(schema)),
  ];
  if (malformed.length > 0) return { problems: malformed };
  const policies = found.filter((policy): policy is LocatedPolicy => !isProblem(policy));
  const repeated = repeatedIds(policies);
  if (repeated.length > 0) return { problems: repeated };
  const invalid = schema === null ? [] : validationProblems(policies, schema);
  if (invalid.length > 0) return { problems: invalid };
  return {
    read: {
      json: Object.fromEntries(policies.map(({ id, json }) => [id, json])),
      written: Object.fromEntries(
        policies.map(({ id, file, text }) => [id, { file: file.name, text }]),
      ),
      actions: schema === null ? [] : actionsOf(schema),
    },
    texts: Object.fromEntries(policies.map(({ id, text }) => [id, text])),
  };
};
