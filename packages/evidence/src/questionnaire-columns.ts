/** Finds the columns of a questionnaire by their headings, in either language. */

/** What a column can hold. */
export type QuestionnaireField =
  | "question"
  | "title"
  | "answer"
  | "method"
  | "role"
  | "date"
  | "note"
  | "subject";

/** Number of the column, from 0, of each field that the table has; `question` and `answer` are always there. */
export type QuestionnaireColumns = Readonly<Partial<Record<QuestionnaireField, number>>> & {
  readonly question: number;
  readonly answer: number;
};

/** Headings by which a field is known, after `headingKey`. The first of each language heads the blank that Fenji makes. */
export const questionnaireHeadings: Readonly<Record<QuestionnaireField, readonly string[]>> = {
  question: [
    "问题编号",
    "question id",
    "question",
    "question no",
    "题号",
    "问题序号",
    "检查项编号",
  ],
  title: ["问题", "question text", "题目", "问题内容", "检查项"],
  answer: ["回答", "answer", "答复", "答案", "符合情况"],
  method: ["方式", "evidence kind", "evidence", "method", "取证方式", "评估方式"],
  role: ["回答人", "respondent role", "respondent", "role", "岗位", "访谈对象"],
  date: ["日期", "date", "回答日期", "访谈日期", "评估日期"],
  note: ["说明", "note", "notes", "comment", "备注", "情况说明", "结果记录"],
  subject: ["对象", "subject", "asset", "评估对象", "资产"],
};

/** Rows at the top among which the headings are looked for; titles may stand above them. */
export const headingRows = 10;

const fields = Object.keys(questionnaireHeadings).filter((name): name is QuestionnaireField =>
  Object.hasOwn(questionnaireHeadings, name),
);

/** Case, spaces, `_`, `-`, `*` and what stands in brackets do not matter. */
export const headingKey = (text: string): string =>
  text
    .slice(0, 100)
    .toLowerCase()
    .replace(/[（(][^）)]*[）)]/g, "")
    .replace(/[\s_*:：-]+/g, "");

const fieldByHeading = new Map(
  fields.flatMap((field) =>
    questionnaireHeadings[field].map((heading) => [headingKey(heading), field] as const),
  ),
);

/** A heading in both languages, `问题编号 / Question id`, is known by either part. */
const fieldOf = (heading: string): QuestionnaireField | undefined => {
  const whole = fieldByHeading.get(headingKey(heading));
  if (whole !== undefined) return whole;
  const part = heading.split(/[/|·\n]/).find((text) => fieldByHeading.has(headingKey(text)));
  return part === undefined ? undefined : fieldByHeading.get(headingKey(part));
};

/** Undefined when the row does not head a questionnaire. Of two columns with one heading the first counts. */
export const questionnaireColumns = (
  cells: readonly string[],
): QuestionnaireColumns | undefined => {
  const columns: Partial<Record<QuestionnaireField, number>> = {};
  for (const [index, cell] of cells.entries()) {
    const field = fieldOf(cell);
    if (field !== undefined) columns[field] ??= index;
  }
  const { question, answer } = columns;
  return question === undefined || answer === undefined
    ? undefined
    : { ...columns, question, answer };
};
