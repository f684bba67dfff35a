/** The supervisor's reasons for a return, item by item. */

import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import type { Filing } from "./filing-queries.ts";
import { usePackWords } from "./use-pack-words.ts";
import { Written } from "./written.tsx";

export const ReasonList = ({ filing }: { readonly filing: Filing }) => {
  const m = useMessages(filingsMessages);
  const words = usePackWords(filing.pack);
  return (
    <ul className="reasons">
      {filing.reasons.map((reason, index) => (
        // Two reasons may name the same item; their order is theirs.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index}>
          <b>
            {reason.item === null ? m.whole : nameOf(words, reason.item)}
            {reason.item !== null && <code className="quiet"> {reason.item}</code>}
          </b>
          <p>
            <Written words={reason.text} />
          </p>
        </li>
      ))}
    </ul>
  );
};

/** An item is a requirement or a fact; ids of the two do not meet. */
export const nameOf = (
  words: Pick<ReturnType<typeof usePackWords>, "fact" | "requirement">,
  item: string,
): string => {
  const fact = words.fact(item);
  return fact === item ? words.requirement(item) : fact;
};
