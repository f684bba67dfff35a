/** A filing as a form: what it says, field by field, in the order in which it is entered elsewhere. */

import type { getFilingForm, ReplyOf } from "@fenji/contract";
import { divisionOf, type Language, type LocalizedText } from "@fenji/kernel";
import type { FactDefinition, Pack } from "@fenji/regime";
import type { FilingBody } from "@fenji/submission";
import type { Ctx } from "../../platform/ctx.ts";
import { findVerification, selfAssessed } from "../obligations/public.ts";
import { packLibrary } from "../packs/public.ts";
import { findFilingDetail, type WhichFiling } from "./filing-queries.ts";
import { formWords, gradeText, verdictWords } from "./form-words.ts";

export type FilingForm = ReplyOf<typeof getFilingForm>;

type Section = FilingForm["sections"][number];

type Field = Omit<Section["fields"][number], "n">;

type Detail = Awaited<ReturnType<typeof findFilingDetail>>;

/** Control characters and marks that turn the direction of text are no part of what a form says. */
const clean = (text: string): string =>
  text.replace(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, " ").trim();

const same = (text: string | number): LocalizedText => ({
  zh: clean(String(text)),
  en: clean(String(text)),
});

const both = (make: (language: Language) => string): LocalizedText => ({
  zh: clean(make("zh")),
  en: clean(make("en")),
});

const factText = (
  definition: FactDefinition | undefined,
  value: FilingBody["facts"][string] | undefined,
): LocalizedText => {
  if (value === undefined) return formWords.unknown;
  if (typeof value === "boolean") return value ? formWords.yes : formWords.no;
  const options = definition !== undefined && "options" in definition ? definition.options : [];
  const labelOf = (id: string, language: Language): string =>
    options.find((option) => option.id === id)?.label[language] ?? id;
  if (typeof value === "number") {
    const unit = definition?.kind === "number" ? definition.unit : null;
    return both((language) => `${value}${unit === null ? "" : ` ${unit[language]}`}`);
  }
  const ids = typeof value === "string" ? [value] : value;
  if (ids.length === 0) return formWords.none;
  return both((language) => ids.map((id) => labelOf(id, language)).join(formWords.list[language]));
};

const enterpriseFields = ({ content, registrationNumber }: Detail): Field[] => {
  const { enterprise } = content;
  const division = divisionOf(enterprise.division);
  return [
    { label: formWords.creditCode, value: same(enterprise.creditCode) },
    { label: formWords.name, value: same(enterprise.name) },
    { label: formWords.nameEn, value: same(enterprise.nameEn ?? "") },
    { label: formWords.jurisdiction, value: same(enterprise.jurisdiction) },
    { label: formWords.city, value: same(enterprise.city ?? "") },
    {
      label: formWords.division,
      value: both((language) => [enterprise.division, division?.name[language] ?? ""].join(" ")),
    },
    { label: formWords.number, value: same(registrationNumber ?? "") },
  ];
};

const factFields = (pack: Pack | undefined, { facts }: FilingBody): Field[] => {
  const known = pack?.grading.facts ?? [];
  const others = Object.keys(facts).filter((id) => !known.some((fact) => fact.id === id));
  return [
    ...known.map((fact) => ({ label: fact.label, value: factText(fact, facts[fact.id]) })),
    ...others.map((id) => ({ label: same(id), value: factText(undefined, facts[id]) })),
  ];
};

const typeFields = (pack: Pack | undefined, { types }: FilingBody): Field[] =>
  types.flatMap(({ type, grade, possible, assessment }) => {
    const graded = pack?.grading.types.find(({ id }) => id === type);
    const count = (verdict: string): number =>
      assessment.verdicts.filter((one) => one.verdict === verdict).length;
    return [
      {
        label: both((language) => `${graded?.name[language] ?? type} ${formWords.grade[language]}`),
        value: both((language) => gradeText({ graded, grade, possible }, language)),
      },
      {
        label: both(
          (language) => `${graded?.name[language] ?? type} ${formWords.verdicts[language]}`,
        ),
        value: both((language) =>
          verdictWords
            .map(({ verdict, label }) => `${label[language]} ${count(verdict)}`)
            .join(formWords.list[language]),
        ),
      },
    ];
  });

const openFields = (pack: Pack | undefined, { types }: FilingBody): Field[] =>
  types.flatMap(({ assessment }) =>
    assessment.verdicts
      .filter(({ verdict }) => verdict !== "met" && verdict !== "notApplicable")
      .map(({ requirement, verdict }) => ({
        label: pack?.requirements.find(({ id }) => id === requirement)?.title ?? same(requirement),
        value: verdictWords.find((one) => one.verdict === verdict)?.label ?? same(verdict),
      })),
  );

const proofFields = ({ content }: Detail): Field[] => [
  { label: formWords.pack, value: same(`${content.pack.id}@${content.pack.version}`) },
  { label: formWords.packHash, value: same(content.pack.contentHash) },
  { label: formWords.files, value: same(content.evidence.files.length) },
  { label: formWords.observations, value: same(content.evidence.observations) },
  { label: formWords.evidenceAsOf, value: same(content.evidence.asOf ?? "") },
];

const numbered = (sections: readonly { title: LocalizedText; fields: readonly Field[] }[]) =>
  sections
    .filter(({ fields }) => fields.length > 0)
    .map(({ title, fields }, section) => ({
      title: both((language) => `${section + 1} ${title[language]}`),
      fields: fields.map(({ label, value }, index) => ({
        n: `${section + 1}.${index + 1}`,
        label: both((language) => label[language]),
        value: both((language) => value[language]),
      })),
    }));

const statusOf = (verification: FilingForm["verification"]): LocalizedText => {
  const statuses = verification.map(({ status }) => status);
  if (statuses.length === 0 || statuses.includes("self-assessed")) return selfAssessed;
  return statuses.includes("verified") ? formWords.verified : formWords.registered;
};

const noticeOf = (pack: Pack | undefined): readonly LocalizedText[] => {
  const notice = pack?.header.notice ?? null;
  return notice === null ? [] : [notice];
};

/** @throws AppError `request.not-found`. */
export const filingForm = async (tx: Ctx, which: WhichFiling): Promise<FilingForm> => {
  const detail = await findFilingDetail(tx, which);
  const { content } = detail;
  const { regimes } = await packLibrary();
  const pack = regimes.find(
    ({ header }) => header.id === content.pack.id && header.version === content.pack.version,
  );
  const results = content.types.map(({ type, grade }) => ({ type, grade }));
  const known =
    pack === undefined
      ? []
      : await findVerification(tx, which.enterpriseId, { pack: pack.header, results });
  // An answer to a later filing says nothing of this one.
  const answered = detail.state === "verified" || detail.state === "registered";
  const verification = answered
    ? known
    : results.map(({ type }) => ({
        type,
        status: "self-assessed" as const,
        at: null,
        by: null,
        registrationNumber: null,
      }));
  return {
    title: formWords.title,
    status: statusOf(verification),
    verification,
    occasion: detail.occasion,
    filedAt: detail.filedAt,
    sections: numbered([
      { title: formWords.enterprise, fields: enterpriseFields(detail) },
      { title: formWords.facts, fields: factFields(pack, content) },
      { title: formWords.grades, fields: typeFields(pack, content) },
      { title: formWords.open, fields: openFields(pack, content) },
      { title: formWords.proof, fields: proofFields(detail) },
    ]),
    notes: [formWords.purpose, ...noticeOf(pack)],
  };
};
