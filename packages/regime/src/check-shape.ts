/** Holds one parsed file against its schema and words every deviation in both languages. */

import type { LocalizedText } from "@fenji/kernel";
import { z } from "zod";
import { en, zhCN } from "zod/locales";
import type { Report, SourceFile } from "./pack-problem.ts";

type Issue = z.core.$ZodIssue;

const chinese = zhCN().localeError;
const english = en().localeError;

const worded = (issue: Issue, locale: typeof chinese): string => {
  const said = locale({ ...issue, inst: undefined } as never);
  return (typeof said === "string" ? said : said?.message) ?? issue.message;
};

/** Fewest single-character edits; bounded by the short names that it compares. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_value, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      next.push(
        Math.min(
          (row[j + 1] ?? 0) + 1,
          (next[j] ?? 0) + 1,
          (row[j] ?? 0) + (letter === other ? 0 : 1),
        ),
      );
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

/** The known name nearest to a mistyped one, or undefined when none is near. */
export const nearest = (wrong: string, known: Iterable<string>): string | undefined => {
  const ranked = [...known]
    .map((name) => ({
      name,
      edits: distance(wrong.slice(0, 80).toLowerCase(), name.toLowerCase()),
    }))
    .toSorted((a, b) => a.edits - b.edits);
  const [best] = ranked;
  return best !== undefined && best.edits <= Math.max(2, Math.ceil(wrong.length / 3))
    ? best.name
    : undefined;
};

/** The schema inside defaults and nullables. */
const bare = (schema: z.ZodType): z.ZodType => {
  let inner = schema;
  while (
    inner instanceof z.ZodDefault ||
    inner instanceof z.ZodNullable ||
    inner instanceof z.ZodOptional
  ) {
    inner = inner.unwrap() as z.ZodType;
  }
  return inner;
};

const alternatives = (schema: z.ZodType): z.ZodType[] => {
  const inner = bare(schema);
  if (inner instanceof z.ZodUnion)
    return inner.options.flatMap((option) => alternatives(option as z.ZodType));
  if (inner instanceof z.ZodLazy) return [];
  return [inner];
};

const stepInto = (schema: z.ZodType, step: PropertyKey): z.ZodType[] => {
  if (schema instanceof z.ZodArray) return alternatives(schema.element as z.ZodType);
  if (!(schema instanceof z.ZodObject)) return [];
  const member = schema.shape[String(step)] as z.ZodType | undefined;
  return member === undefined ? [] : alternatives(member);
};

/** Names that may stand at a place, over all alternatives of its shape. */
const memberNames = (schema: z.ZodType, path: readonly PropertyKey[]): string[] => {
  let shapes = alternatives(schema);
  for (const step of path) shapes = shapes.flatMap((shape) => stepInto(shape, step));
  return shapes.flatMap((shape) => (shape instanceof z.ZodObject ? Object.keys(shape.shape) : []));
};

const unknownMember = (
  schema: z.ZodType,
  issue: Issue & { code: "unrecognized_keys" },
  key: string,
): LocalizedText => {
  const near = nearest(key, memberNames(schema, issue.path));
  return {
    zh: `不认识的成员“${key}”。${near === undefined ? "请删除它。" : `是否想写“${near}”？`}`,
    en: `Unknown member “${key}”. ${near === undefined ? "Remove it." : `Did you mean “${near}”?`}`,
  };
};

/** Schemas of ours word their own faults as `中文‖English`; for the rest the validator's locales speak. */
const remedy = (issue: Issue): LocalizedText => {
  const [own, ownEnglish] = issue.message.split("‖");
  const zh = ownEnglish === undefined ? worded(issue, chinese) : own;
  return {
    zh: `${zh}。请对照 packs/README.md 更正。`,
    en: `${ownEnglish ?? worded(issue, english)}. Correct it as packs/README.md shows.`,
  };
};

/** The typed value, or undefined when any problem was reported. */
export const checkShape = <S extends z.ZodType>(
  schema: S,
  source: SourceFile,
  report: Report,
): z.output<S> | undefined => {
  const parsed = schema.safeParse(source.value, { reportInput: true });
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues.slice(0, 200)) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys)
        report(source, [...issue.path, key], unknownMember(schema, issue, key));
    } else report(source, issue.path, remedy(issue));
  }
  return undefined;
};
