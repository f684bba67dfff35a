/** What a schema cannot see in requirements, crosswalks and cases: references, repeats, missing proofs of themselves. */

import type { LocalizedText } from "@fenji/kernel";
import { factValueProblem } from "./check-facts.ts";
import { checkCondition, dangling, repeated } from "./checking.ts";
import type { Grading, GradingCase } from "./pack-model.ts";
import type { Report, SourceFile } from "./pack-problem.ts";
import type { Requirement } from "./requirement-model.ts";
import { conditionReads } from "./rule-graph.ts";
import type { GradedType } from "./rule-model.ts";

export const words = {
  type: { zh: "类型", en: "type" },
  domain: { zh: "领域", en: "domain" },
  capability: { zh: "能力", en: "capability" },
  question: { zh: "问题", en: "question" },
  source: { zh: "来源", en: "source" },
  fact: { zh: "事实", en: "fact" },
} as const;

export interface RequirementFile {
  readonly source: SourceFile;
  readonly domain: string;
  readonly requirements: readonly Omit<Requirement, "domain">[];
}

/** Names that the rest of the pack defines. */
export interface Known {
  readonly grading: Grading;
  readonly domains: ReadonlySet<string>;
  readonly capabilities: ReadonlySet<string>;
  readonly questions: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
}

const expectsBoth: LocalizedText = {
  zh: "每条要求至少要有一个判为 met 和一个判为 notMet 的证据用例。请补充。",
  en: "A requirement needs at least one evidence case that is met and one that is notMet. Add them.",
};

/** Facts of the form alone: whether a requirement is asked must not hang on points that a threshold moves. */
const checkAppliesWhen = (
  { appliesWhen }: Pick<Requirement, "appliesWhen">,
  { grading }: Known,
  say: (path: PropertyKey[], message: LocalizedText) => void,
): void => {
  if (appliesWhen === null) return;
  const facts = new Map(grading.facts.map((fact) => [fact.id, fact]));
  const reads = conditionReads(appliesWhen);
  for (const id of new Set(reads.facts))
    if (!facts.has(id)) say(["appliesWhen"], dangling(words.fact, id, facts.keys()));
  const [node] = reads.nodes;
  if (node !== undefined)
    say(["appliesWhen"], {
      zh: `要求的适用条件不能引用规则节点“${node}”，只能引用事实。请改写条件。`,
      en: `The condition of a requirement cannot read the rule node “${node}”, only facts. Write it over facts.`,
    });
  const tell = (path: readonly PropertyKey[], message: LocalizedText): void =>
    say([...path], message);
  checkCondition({ grading, facts, nodes: new Map(), say: tell }, appliesWhen, ["appliesWhen"]);
};

const checkOne = (
  requirement: Omit<Requirement, "domain">,
  known: Known,
  say: (path: PropertyKey[], message: LocalizedText) => void,
): void => {
  const type = known.grading.types.find((candidate) => candidate.id === requirement.type);
  if (type === undefined)
    say(
      ["type"],
      dangling(
        words.type,
        requirement.type,
        known.grading.types.map(({ id }) => id),
      ),
    );
  else if (!type.grades.some((grade) => grade.rank === requirement.fromGrade)) {
    say(["fromGrade"], {
      zh: `类型“${type.id}”没有 ${requirement.fromGrade} 级。`,
      en: `Type “${type.id}” has no grade ${requirement.fromGrade}. Use one that it lists.`,
    });
  }
  checkAppliesWhen(requirement, known, say);
  requirement.closes.forEach((id, index) => {
    if (!known.capabilities.has(id))
      say(["closes", index], dangling(words.capability, id, known.capabilities));
  });
  for (const { id, index } of repeated(requirement.elements.map((element) => element.id))) {
    say(["elements", index, "id"], {
      zh: `要素“${id}”重复。请换一个名字。`,
      en: `Element “${id}” occurs twice. Rename one.`,
    });
  }
  requirement.elements.forEach((element, at) => {
    element.selectors.forEach((selector, index) => {
      const question = /^question:([^*]+)$/.exec(selector.check)?.[1];
      if (question === undefined || known.questions.has(question)) return;
      say(
        ["elements", at, "selectors", index, "check"],
        dangling(words.question, question, known.questions),
      );
    });
  });
  const { citation } = requirement;
  if (citation !== null && !known.sources.has(citation.source)) {
    say(["citation", "source"], dangling(words.source, citation.source, known.sources));
  }
  const expected = new Set(requirement.cases.map((one) => one.expect));
  if (!expected.has("met") || !expected.has("notMet")) say(["cases"], expectsBoth);
};

export const checkRequirements = (
  files: readonly RequirementFile[],
  known: Known,
  report: Report,
): void => {
  const seen = new Map<string, string>();
  for (const { source, domain, requirements } of files) {
    if (!known.domains.has(domain))
      report(source, ["domain"], dangling(words.domain, domain, known.domains));
    requirements.forEach((requirement, index) => {
      const say = (path: PropertyKey[], message: LocalizedText): void =>
        report(source, ["requirements", index, ...path], message);
      const before = seen.get(requirement.id);
      if (before !== undefined) {
        say(["id"], {
          zh: `编号“${requirement.id}”在 ${before} 中已用过。请换一个。`,
          en: `“${requirement.id}” is used in ${before} already. Choose another id.`,
        });
      }
      seen.set(requirement.id, source.file);
      checkOne(requirement, known, say);
    });
  }
};

/** Cases may leave facts out (unknown), but not name facts, values, types or grades that do not exist. */
export const checkCases = (
  cases: readonly GradingCase[],
  source: SourceFile,
  { known, report }: { known: Known; report: Report },
): void => {
  const facts = new Map(known.grading.facts.map((fact) => [fact.id, fact]));
  cases.forEach((one, index) => {
    const say = (path: PropertyKey[], message: LocalizedText): void =>
      report(source, ["cases", index, ...path], message);
    for (const [id, value] of Object.entries(one.facts)) {
      const fact = facts.get(id);
      if (fact === undefined) say(["facts", id], dangling(words.fact, id, facts.keys()));
      const wrong = fact === undefined ? undefined : factValueProblem(fact, value);
      if (wrong !== undefined) say(["facts", id], wrong);
    }
    one.expect.forEach((expected, at) =>
      checkExpectation(expected, known.grading.types, (path, message) =>
        say(["expect", at, ...path], message),
      ),
    );
  });
};

const checkExpectation = (
  expected: GradingCase["expect"][number],
  types: readonly GradedType[],
  say: (path: PropertyKey[], message: LocalizedText) => void,
): void => {
  const type = types.find(({ id }) => id === expected.type);
  if (type === undefined) {
    const known = types.map(({ id }) => id);
    say(["type"], dangling(words.type, expected.type, known));
    return;
  }
  const ranks = type.grades.map(({ rank }) => rank);
  const asked = [...(expected.grade === null ? [] : [expected.grade]), ...expected.possible];
  const wrong = asked.find((rank) => !ranks.includes(rank));
  if (wrong !== undefined) {
    say(["grade"], {
      zh: `类型“${type.id}”没有 ${wrong} 级。请用 ${ranks.join("、")} 之一。`,
      en: `Type “${type.id}” has no grade ${wrong}. Use one of ${ranks.join(", ")}.`,
    });
  }
  if (expected.grade !== null && expected.possible.some((rank) => rank !== expected.grade)) {
    say(["possible"], {
      zh: "级别已确定时，可能的级别只能是它本身；未确定时 grade 写 null。请更正其中之一。",
      en: "Where the grade is determined it is the only possible one; where not, grade is null. Correct one of them.",
    });
  }
};
