/** Pack files in, one checked model out, or every problem with its file, line and remedy. */

import { err, ok, type LocalizedText, type Result } from "@fenji/kernel";
import { z } from "zod";
import { checkGrading } from "./check-grading.ts";
import { dangling, repeated } from "./checking.ts";
import {
  checkCases,
  checkRequirements,
  type Known,
  type RequirementFile,
} from "./check-requirements.ts";
import { checkShape } from "./check-shape.ts";
import { regimeHeaderSchema } from "./header-schema.ts";
import type { Freshness } from "./freshness-model.ts";
import type { Obligations } from "./obligation-model.ts";
import type { Crosswalk, GradingCase, Pack, Question } from "./pack-model.ts";
import {
  byPlace,
  collectProblems,
  type PackProblem,
  type Report,
  type SourceFile,
} from "./pack-problem.ts";
import { parseSource } from "./parse-source.ts";
import type { CalendarPack } from "./calendar-model.ts";
import { readCalendar } from "./read-calendar.ts";
import { readPlan } from "./read-plan.ts";
import { openTechniques, type OpenedTechniques } from "./read-techniques.ts";
import type { PlanPack } from "./plan-model.ts";
import { checkFreshness } from "./check-freshness.ts";
import { checkObligations } from "./check-obligations.ts";
import { freshnessSchema } from "./freshness-schema.ts";
import { obligationsSchema } from "./obligation-schema.ts";
import { caseFileSchema, crosswalkSchema, requirementFileSchema } from "./requirement-schema.ts";
import { gradingSchema } from "./rule-schema.ts";

export type OpenedPack =
  | { readonly kind: "regime"; readonly pack: Pack }
  | { readonly kind: "plan"; readonly plan: PlanPack }
  | { readonly kind: "calendar"; readonly calendar: CalendarPack }
  | OpenedTechniques;

/** Text of every file of a pack's folder, by its path inside it with `/`. */
export type PackFiles = ReadonlyMap<string, string>;

const kindSchema = z.looseObject({ kind: z.enum(["regime", "plan", "calendar", "techniques"]) });

const missing = (file: string): LocalizedText => ({
  zh: `缺少 ${file}。请指明某一版本的文件夹，或按 packs/README.md 补上。`,
  en: `${file} is missing. Name the folder of one version, or add it as packs/README.md shows.`,
});

const stray: LocalizedText = {
  zh: "这个文件不属于规则包的格式。请移走，或按 packs/README.md 改名。",
  en: "This file is no part of a pack. Move it away, or rename it as packs/README.md shows.",
};
const upsideDown: LocalizedText = {
  zh: "失效日期早于生效日期。请更正其中之一。",
  en: "It ends before it begins. Correct one of the dates.",
};

const twice = (id: string): LocalizedText => ({
  zh: `“${id}”已经定义过。请换一个名字。`,
  en: `“${id}” is defined already. Choose another name.`,
});

const known = {
  regime:
    /^(pack|grading|obligations|freshness)\.yaml$|^(requirements|crosswalks|cases)\/[^/]+\.yaml$|^README\.md$/,
  plan: /^(pack|clauses|series)\.yaml$|^README\.md$/,
  calendar: /^pack\.yaml$|^README\.md$/,
  techniques: /^pack\.yaml$|^README\.md$/,
};

/** Parses every YAML file; those that do not parse are reported and left out. */
const parseAll = (files: PackFiles, problems: PackProblem[]): ReadonlyMap<string, SourceFile> => {
  const parsed = new Map<string, SourceFile>();
  for (const [file, text] of files) {
    if (!file.endsWith(".yaml")) continue;
    const source = parseSource(file, text);
    if ("file" in source) parsed.set(file, source);
    else problems.push(...source);
  }
  return parsed;
};

/**
 * Reads a regime or a plan.
 * @returns every problem found, ordered by file and line, when there is any.
 */
export const readPack = (files: PackFiles): Result<OpenedPack, readonly PackProblem[]> => {
  const { problems, report } = collectProblems();
  const parsed = parseAll(files, problems);
  const head = parsed.get("pack.yaml");
  if (head === undefined) {
    if (!files.has("pack.yaml"))
      problems.push({
        file: "pack.yaml",
        line: 1,
        column: 1,
        path: "",
        message: missing("pack.yaml"),
      });
    return err(problems);
  }
  const kind = checkShape(kindSchema, head, report)?.kind;
  if (kind === undefined) return err(problems);
  for (const file of files.keys()) {
    if (!known[kind].test(file))
      problems.push({ file, line: 1, column: 1, path: "", message: stray });
  }
  const opened = openAs[kind](parsed, report);
  if (problems.length > 0 || opened === undefined) return err(problems.toSorted(byPlace));
  return ok(opened);
};

const openPlan = (
  parsed: ReadonlyMap<string, SourceFile>,
  report: Report,
): OpenedPack | undefined => {
  const plan = readPlan(parsed, report);
  return plan === undefined ? undefined : { kind: "plan", plan };
};

const openCalendar = (
  parsed: ReadonlyMap<string, SourceFile>,
  report: Report,
): OpenedPack | undefined => {
  const calendar = readCalendar(parsed, report);
  return calendar === undefined ? undefined : { kind: "calendar", calendar };
};

const inFolder = (parsed: ReadonlyMap<string, SourceFile>, folder: string): SourceFile[] =>
  [...parsed.values()]
    .filter((source) => source.file.startsWith(`${folder}/`))
    .toSorted((a, b) => (a.file < b.file ? -1 : 1));

interface RequirementPart {
  readonly files: readonly RequirementFile[];
  readonly questions: readonly Question[];
}

const readRequirements = (
  parsed: ReadonlyMap<string, SourceFile>,
  report: Report,
): RequirementPart => {
  const files: RequirementFile[] = [];
  const questions: Question[] = [];
  for (const source of inFolder(parsed, "requirements")) {
    const file = checkShape(requirementFileSchema, source, report);
    if (file === undefined) continue;
    files.push({ source, domain: file.domain, requirements: file.requirements });
    questions.push(...file.questions);
    const ids = questions.map((question) => question.id);
    for (const { id } of repeated(ids)) {
      report(source, ["questions"], {
        zh: `问题“${id}”重复。请换一个编号。`,
        en: `Question “${id}” occurs twice. Choose another id.`,
      });
    }
  }
  return { files, questions };
};

const readCrosswalks = (
  parsed: ReadonlyMap<string, SourceFile>,
  sources: ReadonlySet<string>,
  report: Report,
): Crosswalk[] =>
  inFolder(parsed, "crosswalks").flatMap((source) => {
    const crosswalk = checkShape(crosswalkSchema, source, report);
    if (crosswalk === undefined) return [];
    const cited = crosswalk.citation.source;
    if (!sources.has(cited))
      report(
        source,
        ["citation", "source"],
        dangling({ zh: "来源", en: "source" }, cited, sources),
      );
    return [crosswalk];
  });

const readCases = (
  parsed: ReadonlyMap<string, SourceFile>,
  names: Known,
  report: Report,
): GradingCase[] =>
  inFolder(parsed, "cases").flatMap((source) => {
    const file = checkShape(caseFileSchema, source, report);
    if (file === undefined) return [];
    checkCases(file.cases, source, { known: names, report });
    return file.cases;
  });

const readObligations = (
  parsed: ReadonlyMap<string, SourceFile>,
  names: Known,
  report: Report,
): Obligations | null => {
  const source = parsed.get("obligations.yaml");
  if (source === undefined) return null;
  const obligations = checkShape(obligationsSchema, source, report);
  if (obligations === undefined) return null;
  checkObligations(obligations, source, { known: names, report });
  return obligations;
};

const readFreshness = (
  parsed: ReadonlyMap<string, SourceFile>,
  { sources }: Known,
  report: Report,
): Freshness | null => {
  const source = parsed.get("freshness.yaml");
  if (source === undefined) return null;
  const freshness = checkShape(freshnessSchema, source, report);
  if (freshness === undefined) return null;
  checkFreshness(freshness, source, { sources, report });
  return freshness;
};

/** Citations anywhere in grading must name a source of the header. */
const checkCitations = (
  value: unknown,
  sources: ReadonlySet<string>,
  say: (path: PropertyKey[], id: string) => void,
): void => {
  const walk = (at: unknown, path: PropertyKey[]): void => {
    if (typeof at !== "object" || at === null) return;
    for (const [key, member] of Object.entries(at)) {
      if (
        key === "citation" &&
        typeof member === "object" &&
        member !== null &&
        "source" in member
      ) {
        const id = String(member.source);
        if (!sources.has(id)) say([...path, key, "source"], id);
      } else walk(member, [...path, key]);
    }
  };
  walk(value, []);
};

const openRegime = (
  parsed: ReadonlyMap<string, SourceFile>,
  report: Report,
): OpenedPack | undefined => {
  const head = parsed.get("pack.yaml");
  const rules = parsed.get("grading.yaml");
  if (head === undefined) return undefined;
  if (rules === undefined) report(head, [], missing("grading.yaml"));
  const header = checkShape(regimeHeaderSchema, head, report);
  const grading = rules === undefined ? undefined : checkShape(gradingSchema, rules, report);
  if (rules !== undefined && grading !== undefined) checkGrading(grading, rules, report);
  const { files, questions } = readRequirements(parsed, report);
  if (header === undefined || grading === undefined || rules === undefined) return undefined;
  const { effectiveFrom, effectiveTo } = header;
  if (effectiveFrom !== null && effectiveTo !== null && effectiveTo < effectiveFrom)
    report(head, ["effectiveTo"], upsideDown);
  for (const { id, index } of repeated(header.sources.map((source) => source.id)))
    report(head, ["sources", index, "id"], twice(id));
  const sources = new Set(header.sources.map((source) => source.id));
  checkCitations(rules.value, sources, (path, id) =>
    report(rules, path, dangling({ zh: "来源", en: "source" }, id, sources)),
  );
  const names: Known = {
    grading,
    sources,
    domains: new Set(header.domains.map((domain) => domain.id)),
    capabilities: new Set(header.capabilities.map((capability) => capability.id)),
    questions: new Set(questions.map((question) => question.id)),
  };
  checkRequirements(files, names, report);
  const { kind: _kind, domains, capabilities, ...rest } = header;
  return {
    kind: "regime",
    pack: {
      header: rest,
      grading,
      domains,
      capabilities,
      questions,
      requirements: files.flatMap((file) =>
        file.requirements.map((requirement) => ({ ...requirement, domain: file.domain })),
      ),
      crosswalks: readCrosswalks(parsed, sources, report),
      cases: readCases(parsed, names, report),
      obligations: readObligations(parsed, names, report),
      freshness: readFreshness(parsed, names, report),
    },
  };
};

const openAs = {
  regime: openRegime,
  plan: openPlan,
  calendar: openCalendar,
  techniques: openTechniques,
};
