/** Reads the tables of examples that lie beside policies, and runs them. */

import { readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { answerEvaluation, readEntities, type Answer, type Entity } from "@fenji/access";
import { AppError, type LocalizedText } from "@fenji/kernel";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { openDecisionPoint, readTextFile, type DecisionPointOptions } from "@fenji/intake";

interface Example {
  readonly name: LocalizedText;
  /** `file:line`. */
  readonly at: string;
  readonly request: string;
  readonly replaced: readonly Entity[];
  readonly decision: boolean;
  /** Ids, in any order; null where the table leaves them open. */
  readonly reasons: readonly string[] | null;
  /** Ids of the policies that are expected to fail and be passed over. */
  readonly errors: readonly string[];
}

interface ExampleTable {
  readonly entities: string | null;
  readonly examples: readonly Example[];
}

export interface ExampleFailure {
  readonly name: LocalizedText;
  readonly at: string;
  readonly expected: string;
  readonly got: string;
}

export interface ExampleRun {
  readonly policies: number;
  readonly examples: number;
  readonly failures: readonly ExampleFailure[];
}

const maxTableBytes = 1_000_000;

const oneExample = z.strictObject({
  zh: z.string(),
  en: z.string(),
  request: z.record(z.string(), z.unknown()),
  /** Each stands in for the stored one of its uid, or is added. */
  entities: z.array(z.unknown()).default([]),
  expect: z.strictObject({
    decision: z.boolean(),
    reasons: z.array(z.string()).optional(),
    errors: z.array(z.string()).default([]),
  }),
});

const schema = z.strictObject({
  /** Path from the table's own folder. */
  entities: z.string().nullable().default(null),
  examples: z.array(oneExample).min(1),
});

/**
 * Opens the policies, which checks them against their schema, and runs every `examples/*.yaml` beside them.
 * @throws AppError that names file and place.
 */
export const runAccessExamples = async (
  folder: string,
  options: Pick<DecisionPointOptions, "executor" | "onDisagreement">,
): Promise<ExampleRun> => {
  const paths = await tablesOf(folder);
  const tables = await Promise.all(paths.map(readTable));
  if (tables.length === 0) tables.push({ entities: null, examples: [] });
  const failures: ExampleFailure[] = [];
  let policies = 0;
  for (const { entities, examples } of tables) {
    const opened = await openDecisionPoint({
      policies: folder,
      entities,
      sampleEvery: 1,
      ...options,
    });
    try {
      policies = opened.point.policies.size;
      for (const example of examples) {
        const point = opened.deciding(example.replaced);
        const answer = await answerEvaluation(example.request, point).catch(refusalOf);
        failures.push(...compare(example, answer));
      }
    } finally {
      await opened.close();
    }
  }
  return { policies, examples: tables.flatMap(({ examples }) => examples).length, failures };
};

const tablesOf = async (folder: string): Promise<readonly string[]> => {
  const place = join(folder, "examples");
  const names = await readdir(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    const detail = error.code ?? error.message;
    throw new AppError("input.unreadable", { path: place, detail }, { cause: error });
  });
  const tables = names.filter((name) => /\.ya?ml$/.test(name)).toSorted();
  return tables.map((name) => join(place, name));
};

const readTable = async (path: string): Promise<ExampleTable> => {
  const text = await readTextFile(path, maxTableBytes);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw new AppError("input.not-yaml", { path, detail: `${line}:${col} ${error.message}` });
  }
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = issue?.path.map(String).join(".") ?? "";
    throw new AppError("example.invalid", {
      path,
      at: at || "(top)",
      detail: issue?.message ?? "",
    });
  }
  const { entities, examples } = parsed.data;
  return {
    entities: entities === null ? null : resolve(dirname(path), entities),
    examples: examples.map(({ zh, en, request, entities: replaced, expect }, index) => {
      const range = document.getIn(["examples", index], true);
      const offset = hasRange(range) ? range.range[0] : 0;
      const at = `${path}:${lines.linePos(offset).line}`;
      return {
        name: { zh, en },
        at,
        request: JSON.stringify(request),
        replaced: readEntities(JSON.stringify(replaced), at),
        decision: expect.decision,
        reasons: expect.reasons ?? null,
        errors: expect.errors,
      };
    }),
  };
};

const hasRange = (node: unknown): node is { readonly range: readonly [number, number, number] } =>
  typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);

/** A request that is refused fails its example; a fault of the machine ends the run. */
const refusalOf = (error: unknown): AppError => {
  if (error instanceof AppError && error.status < 500) return error;
  throw error;
};

const compare = (example: Example, answer: Answer | AppError): readonly ExampleFailure[] => {
  const { name, at, decision, reasons } = example;
  const expected = outcome(decision, reasons, example.errors);
  if (answer instanceof AppError)
    return [{ name, at, expected, got: `${answer.code} ${answer.message}` }];
  const ids = answer.context.reasons.map(({ id }) => id);
  const failed = (answer.context.errors ?? []).map(({ policy }) => policy);
  const same = outcome(answer.decision, reasons === null ? null : ids, failed) === expected;
  if (same) return [];
  const told = (answer.context.errors ?? []).map(({ policy, message }) => `${policy}: ${message}`);
  return [{ name, at, expected, got: [outcome(answer.decision, ids, failed), ...told].join("; ") }];
};

const outcome = (
  decision: boolean,
  reasons: readonly string[] | null,
  errors: readonly string[],
): string => {
  const listed = (ids: readonly string[]): string => `[${ids.toSorted().join(", ")}]`;
  const why = reasons === null ? "" : ` ${listed(reasons)}`;
  return `${decision}${why}${errors.length === 0 ? "" : ` !${listed(errors)}`}`;
};
