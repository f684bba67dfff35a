/** A blank questionnaire of the regime in force, as a CSV that is filled in and dropped back. */

import { useQuery } from "@tanstack/react-query";
import { evidenceMessages } from "../../i18n/evidence/evidence-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { downloadCsv } from "../../ui/csv.ts";
import { defaultPackQuery } from "../packs/pack-queries.ts";

export const BlankQuestionnaire = () => {
  const m = useMessages(evidenceMessages);
  const text = useText();
  const questions = useQuery(defaultPackQuery).data?.questions ?? [];
  if (questions.length === 0) return null;
  const { name, headings } = m.blank;
  const empty = headings.slice(2).map(() => "");
  return (
    <button
      type="button"
      className="btn"
      onClick={() =>
        downloadCsv(name, [
          [...headings],
          ...questions.map((question) => [question.id, text(question.text), ...empty]),
        ])
      }
    >
      {m.blank.download}
    </button>
  );
};
