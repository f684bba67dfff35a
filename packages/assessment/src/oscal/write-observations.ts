/** What was seen, as OSCAL's observations: one a requirement for the evidence, one a field record, none of it raw. */

import { fenjiProp } from "@fenji/regime";
import type {
  ReportFieldRecord,
  ReportRequirement,
  ReportSubject,
} from "../report/assessment-report.ts";
import { answerWords, recordWords, verdictWords } from "../report/report-words.ts";
import { assessorUuid } from "./describe-report.ts";
import type { OscalComponent, OscalObservation } from "./oscal-result-model.ts";
import { instantOf, lineOf, proseOf, type ReportSource } from "./report-source.ts";

const evidenceObservation = (
  { content, say, uuids }: ReportSource,
  requirement: ReportRequirement,
): OscalObservation => {
  const { id, title, machineVerdict, elements, methods } = requirement;
  const seen = elements.map(({ id: element, text, state, observations }) => {
    const count = say(`观察 ${observations} 条`, `${observations} observations`);
    return `- ${element}: ${say.text(text)} — ${state}, ${count}`;
  });
  return {
    uuid: uuids.own(`evidence/${id}`),
    title: lineOf(`${id} ${say.text(title)}`),
    description: proseOf([say.text(verdictWords[machineVerdict]), ...seen].join("\n")),
    props: fenjiProp("machine-verdict", machineVerdict),
    methods: methods.length === 0 ? ["UNKNOWN"] : methods.map(capital),
    types: ["control-objective"],
    collected: content.dates.cutOff,
  };
};

const capital = (
  method: ReportRequirement["methods"][number],
): "EXAMINE" | "INTERVIEW" | "TEST" => {
  if (method === "examine") return "EXAMINE";
  return method === "interview" ? "INTERVIEW" : "TEST";
};

const titleOf = ({ kind, id }: ReportSubject): string => lineOf(`${kind} ${id}`);

const recordObservation = (source: ReportSource, record: ReportFieldRecord): OscalObservation => {
  const { say, uuids } = source;
  const { kind, questionText, answer, respondentRole, note, document, subject } = record;
  const lines = [
    questionText === null ? "" : say.text(questionText),
    say.text(answerWords[answer]),
    note ?? "",
    document === null ? "" : `${document.name} (SHA-256 ${document.sha256})`,
  ];
  return {
    uuid: uuids.own(`record/${record.id}`),
    title: lineOf(`${say.text(recordWords[kind])} ${record.requirement ?? ""}`),
    description: proseOf(lines.filter((line) => line !== "").join("\n")),
    props: [
      ...fenjiProp("record-id", record.id),
      ...fenjiProp("answer", answer),
      ...fenjiProp("respondent-role", respondentRole),
    ],
    methods: [kind === "interview" ? "INTERVIEW" : "EXAMINE"],
    types: ["control-objective"],
    origins: [{ actors: [{ type: "party", "actor-uuid": assessorUuid(source) }] }],
    ...(subject === null
      ? {}
      : {
          subjects: [
            { "subject-uuid": uuids.subject(subject), type: "component", title: titleOf(subject) },
          ],
        }),
    collected: instantOf(record.recordedAt),
  };
};

/** @param covers which requirements; those of the whole report, or those with findings. */
export const observationsOf = (
  source: ReportSource,
  covers: (requirement: string) => boolean,
): OscalObservation[] => [
  ...source.content.requirements
    .filter(({ id }) => covers(id))
    .map((one) => evidenceObservation(source, one)),
  ...source.content.fieldRecords
    .filter(({ requirement }) => requirement === null || covers(requirement))
    .map((one) => recordObservation(source, one)),
];

/** Identifiers of what was observed on a requirement. */
export const observedOn = ({ content, uuids }: ReportSource, requirement: string) =>
  [
    uuids.own(`evidence/${requirement}`),
    ...content.fieldRecords
      .filter((one) => one.requirement === requirement)
      .map(({ id }) => uuids.own(`record/${id}`)),
  ].map((uuid) => ({ "observation-uuid": uuid }));

/** Every subject that a finding or a record names, once. */
export const componentsOf = ({ content, say, uuids }: ReportSource): OscalComponent[] => {
  const named = [
    ...content.findings.flatMap(({ subjects }) => subjects),
    ...content.fieldRecords.flatMap(({ subject }) => subject ?? []),
  ];
  const components = new Map(
    named.map((subject) => [
      uuids.subject(subject),
      {
        uuid: uuids.subject(subject),
        type: lineOf(subject.kind),
        title: titleOf(subject),
        description: say("评测中涉及的对象", "A subject of the assessment"),
        status: {
          state: "other" as const,
          remarks: say("报告未说明运行状态", "The report does not say whether it is in operation"),
        },
      },
    ]),
  );
  return [...components.values()];
};
