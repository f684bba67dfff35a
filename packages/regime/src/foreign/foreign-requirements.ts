/** Requirements from elsewhere, each with the questions that people answer for it. */

import type { LocalizedText } from "@fenji/kernel";
import type { ForeignItem } from "./foreign-pack.ts";
import { foreignType } from "./foreign-grading.ts";
import { bothLanguages, idMaker } from "./foreign-words.ts";

/** A requirement has at most 20 elements; where the source has more, the text as a whole is one. */
const maxElements = 20;

const procedure: LocalizedText = {
  zh: "询问负责人各项是否已落实，并查阅能证明回答的文件和记录。",
  en: "Ask those responsible whether each point is in place, and examine the documents and records that prove it.",
};

const asked = (text: LocalizedText): LocalizedText => ({
  zh: `是否已落实：${text.zh}`.slice(0, 4_000),
  en: `Is this in place: ${text.en}`.slice(0, 4_000),
});

const observed = (questions: readonly { readonly id: string }[], result: "pass" | "fail") =>
  questions.map(({ id }) => ({
    check: `question:${id}`,
    result,
    subject: "organisation",
    family: "questionnaire",
  }));

const requirementOf = (
  item: ForeignItem,
  {
    id,
    domain,
    makeQuestion,
  }: { id: string; domain: string; makeQuestion: (raw: string, most?: number) => string },
) => {
  const text = bothLanguages(item.text);
  const pieces =
    item.elements.length > 0 && item.elements.length <= maxElements ? item.elements : [item.text];
  const elements = pieces.map((piece, index) => ({
    id: `e${index + 1}`,
    text: bothLanguages(piece),
  }));
  const questions = elements.map((element) => ({
    id: makeQuestion(`${id}-${element.id}`, 70),
    text: asked(element.text),
  }));
  return {
    questions,
    requirement: {
      id,
      type: foreignType,
      domain,
      fromGrade: item.grade,
      title: bothLanguages(item.title),
      text,
      methods: ["examine", "interview"],
      procedure,
      elements: elements.map((element, index) => ({
        ...element,
        selectors: [{ check: `question:${questions[index]?.id ?? ""}` }],
      })),
      crosswalk: {},
      citation: { source: "catalogue", clause: item.id.slice(0, 200) },
      standing: "transcribed",
      closes: [domain],
      effort: { personDays: 0, costCny: 0, standing: "unverified" },
      cases: [
        {
          name: { zh: "全部回答“是”", en: "Every answer is yes" },
          observations: observed(questions, "pass"),
          expect: "met",
        },
        {
          name: { zh: "全部回答“否”", en: "Every answer is no" },
          observations: observed(questions, "fail"),
          expect: "notMet",
        },
      ],
    },
  };
};

export const foreignRequirements = (
  items: readonly ForeignItem[],
  groupIds: ReadonlyMap<string, string>,
) => {
  const makeId = idMaker();
  const makeQuestion = idMaker();
  const made = items.map((item) =>
    requirementOf(item, {
      id: makeId(item.id),
      domain: groupIds.get(item.group) ?? item.group,
      makeQuestion,
    }),
  );
  return {
    requirements: made.map(({ requirement }) => requirement),
    questions: made.flatMap(({ questions }) => questions),
  };
};
