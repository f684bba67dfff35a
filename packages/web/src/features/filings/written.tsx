/** What people write in one language or both: fields for it, and showing it as it was written. */

import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";

/** As typed; empty where nothing was written in that language. */
export interface Draft {
  readonly zh: string;
  readonly en: string;
}

export const blankDraft: Draft = { zh: "", en: "" };

export const isWritten = ({ zh, en }: Draft): boolean => zh.trim() !== "" || en.trim() !== "";

const orNull = (words: string): string | null => (words.trim() === "" ? null : words.trim());

/** As the contract wants it. */
export const writtenOf = ({ zh, en }: Draft) => ({ zh: orNull(zh), en: orNull(en) });

interface WrittenFieldsProps {
  readonly label: string;
  readonly value: Draft;
  readonly onChange: (value: Draft) => void;
  /** A title rather than a text. */
  readonly short?: boolean;
}

export const WrittenFields = ({ label, value, onChange, short = false }: WrittenFieldsProps) => {
  const m = useMessages(filingsMessages).answer;
  return (
    <div className="written">
      {(["zh", "en"] as const).map((language) => (
        <label key={language} className="field wide">
          <span>
            {label} · {m[language]}
          </span>
          {short ? (
            <input
              className="input"
              lang={language === "zh" ? "zh-CN" : "en"}
              maxLength={200}
              value={value[language]}
              onChange={(event) => onChange({ ...value, [language]: event.target.value })}
            />
          ) : (
            <textarea
              className="input"
              lang={language === "zh" ? "zh-CN" : "en"}
              rows={3}
              maxLength={4000}
              value={value[language]}
              onChange={(event) => onChange({ ...value, [language]: event.target.value })}
            />
          )}
        </label>
      ))}
    </div>
  );
};

interface WrittenProps {
  readonly words: { readonly zh: string | null; readonly en: string | null };
}

/** In the reader's language where it was written in it, otherwise in the other one. */
export const Written = ({ words }: WrittenProps) => {
  const { language } = useLanguage();
  const other = language === "zh" ? "en" : "zh";
  const mine = words[language];
  const shown = mine ?? words[other] ?? "";
  const spoken = mine === null ? other : language;
  return (
    <span className="as-written" lang={spoken === "zh" ? "zh-CN" : "en"}>
      {shown}
    </span>
  );
};
