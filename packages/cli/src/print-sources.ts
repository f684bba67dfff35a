/** Prints how the sources of an assessment fared against each other: dissent, copies, and whether their errors are known. */

import type { NotEstimated, WeighedSources } from "@fenji/assessment";
import type { LocalizedText } from "@fenji/kernel";
import { say, type Io } from "./io.ts";
import { textTable } from "./text-table.ts";

const reasons: Readonly<Record<NotEstimated, LocalizedText>> = {
  "few-sources": {
    zh: "各答过 30 个共同问题的独立来源不足三个，不估计各来源的差错",
    en: "fewer than three independent sources answered 30 shared questions each, so their errors are not estimated",
  },
  "few-questions": {
    zh: "多个来源共同回答的问题不足 100 个，不估计各来源的差错",
    en: "fewer than 100 questions that several answered, so their errors are not estimated",
  },
  implausible: {
    zh: "对差错的估计不可信，未使用",
    en: "the estimate of their errors is implausible and not used",
  },
};

const percent = (share: number | null): string =>
  share === null ? "–" : `${(share * 100).toFixed(1)} %`;

/** Nothing where no two sources answer the same question. */
export const printSources = async (io: Io, weighed: WeighedSources): Promise<void> => {
  if (weighed.health.every(({ compared }) => compared === 0)) return;
  const heading = say(io, { zh: "来源互相印证", en: "Sources against each other" });
  const table = textTable(
    [
      { heading: say(io, { zh: "来源", en: "source" }), align: "left" },
      { heading: say(io, { zh: "问题", en: "questions" }), align: "right" },
      { heading: say(io, { zh: "可比", en: "compared" }), align: "right" },
      { heading: say(io, { zh: "与多数相反", en: "dissents" }), align: "right" },
      { heading: say(io, { zh: "占比", en: "share" }), align: "right" },
    ],
    weighed.health.map(({ source, questions, compared, dissents, dissentRate }) => [
      source,
      String(questions),
      String(compared),
      String(dissents),
      percent(dissentRate),
    ]),
  );
  await io.stdout.write(`\n${heading}\n${table}`);
  for (const { sources, questions, agreed } of weighed.copies)
    await io.stdout.write(
      say(io, {
        zh: `⚠ ${sources.join("、")} 像是互相照抄（${questions} 个问题中 ${agreed} 个相同），只算一票。\n`,
        en: `⚠ ${sources.join(" and ")} look like copies (alike on ${agreed} of ${questions} questions) and vote as one.\n`,
      }),
    );
  if (weighed.notEstimated !== null)
    await io.stdout.write(`${say(io, reasons[weighed.notEstimated])}\n`);
};
