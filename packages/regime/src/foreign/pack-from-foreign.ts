/** Makes a pack of requirements out of a catalogue from elsewhere, with the least grading that it needs, and says what was assumed. */

import { err, ok, type LocalizedText, type Result } from "@fenji/kernel";
import { filesOf, packDocuments, type PackTree } from "../pack-files.ts";
import type { PackProblem } from "../pack-problem.ts";
import { readPack, type PackFiles } from "../read-pack.ts";
import { foreignGrading } from "./foreign-grading.ts";
import { foreignRequirements } from "./foreign-requirements.ts";
import type { ForeignPack } from "./foreign-pack.ts";
import { bothLanguages, bothNames, idMaker, isTooLong } from "./foreign-words.ts";

const empty: LocalizedText = {
  zh: "文件里没有可评测的要求或控制项。请确认它是要求目录。",
  en: "The file holds no requirement or control to be assessed. Check that it is a catalogue of requirements.",
};

const assumed = ({ grades, items, notes }: ForeignPack): readonly LocalizedText[] => {
  const long = items.filter(({ text }) => isTooLong(text)).length;
  return [
    grades.length === 0
      ? {
          zh: "原目录不分级：只有一个级别，是否适用由一项事实决定。",
          en: "The catalogue has no grades: there is one, and a single fact says whether it applies.",
        }
      : {
          zh: "级别来自原库的实施组，按其次序由低到高；由一项事实选定。",
          en: "Grades are the implementation groups of the library, in its order from the lowest up; one fact chooses.",
        },
    {
      zh: "每个要素对应一个问卷问题，回答“是”为满足；没有映射工具检查项。",
      en: "Each element is one question, met by a yes; no checks of tools are mapped.",
    },
    {
      zh: "人日和费用未知，填 0，标为 unverified。",
      en: "Person-days and cost are not known: 0, marked unverified.",
    },
    {
      zh: "没有另一种语言的文字保留原文并注明未译。",
      en: "Where the other language is missing the original stands, marked as not translated.",
    },
    ...(long === 0
      ? []
      : [{ zh: `${long} 条过长的条文被截短。`, en: `${long} long texts were shortened.` }]),
    ...notes,
  ];
};

const readme = (foreign: ForeignPack): string => {
  const notes = assumed(foreign);
  return [
    `# ${bothNames(foreign.title).en}`,
    "",
    "Imported from a catalogue. What had to be assumed:",
    "",
    ...notes.map(({ en }) => `- ${en}`),
    "",
    "由目录导入。导入时的假设：",
    "",
    ...notes.map(({ zh }) => `- ${zh}`),
    "",
  ].join("\n");
};

const treeOf = (foreign: ForeignPack): PackTree => {
  const makeGroup = idMaker();
  const groupIds = new Map(foreign.groups.map(({ id }) => [id, makeGroup(id)]));
  const named = foreign.groups.map(({ id, title }) => ({
    id: groupIds.get(id) ?? id,
    name: bothNames(title),
  }));
  const { facts, nodes, types } = foreignGrading(foreign.grades);
  const { requirements, questions } = foreignRequirements(foreign.items, groupIds);
  const used = new Set(requirements.map(({ domain }) => domain));
  const domains = named.filter(({ id }) => used.has(id));
  return {
    header: {
      id: idMaker()(foreign.id),
      version: idMaker()(foreign.version),
      title: bothLanguages(foreign.title),
      summary: {
        zh: `由目录导入的 ${requirements.length} 条要求；假设见 README.md。`,
        en: `${requirements.length} requirements imported from a catalogue; for what was assumed see README.md.`,
      },
      object: { kind: "organisation", name: { zh: "组织", en: "Organisation" } },
      standing: "unverified",
      notice: {
        zh: "由目录导入，定级方式为假设，未经核对。",
        en: "Imported from a catalogue; how it grades is assumed and not verified.",
      },
      sources: [
        {
          id: "catalogue",
          title: bothNames(foreign.title),
          number: foreign.number.slice(0, 200) || null,
        },
      ],
    },
    domains,
    capabilities: domains,
    grading: { facts, nodes, types },
    requirements,
    questions,
    crosswalks: [],
    cases: [],
  };
};

/** @returns files of a sound pack with a README that names the assumptions, or every problem. */
export const packFromForeign = (
  file: string,
  foreign: ForeignPack,
): Result<PackFiles, readonly PackProblem[]> => {
  if (foreign.items.length === 0)
    return err([{ file, line: 1, column: 1, path: "", message: empty }]);
  const files = new Map(filesOf(packDocuments(treeOf(foreign))));
  files.set("README.md", readme(foreign));
  const read = readPack(files);
  return read.ok ? ok(files) : err(read.error);
};
