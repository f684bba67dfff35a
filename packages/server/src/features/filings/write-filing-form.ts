/** The form of a filing in one language, as a Word document. */

import { formDocx } from "@fenji/intake";
import type { Language } from "@fenji/kernel";
import type { FilingForm } from "./filing-form.ts";

const headings = {
  zh: { n: "序号", field: "字段", value: "内容" },
  en: { n: "No.", field: "Field", value: "Value" },
} as const;

export const writeFilingForm = (
  form: FilingForm,
  language: Language,
): Promise<Uint8Array<ArrayBuffer>> =>
  formDocx({
    title: form.title[language],
    status: form.status[language],
    headings: headings[language],
    sections: form.sections.map(({ title, fields }) => ({
      title: title[language],
      fields: fields.map(({ n, label, value }) => ({
        n,
        label: label[language],
        value: value[language],
      })),
    })),
    notes: form.notes.map((note) => note[language]),
  });
