/** Reasons for a return while they are written: about which item, in which words, with those that were used before. */

import { suggestReasons, type ReplyOf } from "@fenji/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { client } from "../../contract-client.ts";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { reviewMessages } from "../../i18n/review/review-messages.ts";
import { Choice } from "../../ui/choice.tsx";
import type { Filing } from "./filing-queries.ts";
import { nameOf } from "./reason-list.tsx";
import { usePackWords } from "./use-pack-words.ts";
import { Written, WrittenFields, type Draft } from "./written.tsx";

export interface ReasonDraft {
  /** null: the filing as a whole. */
  readonly item: string | null;
  readonly text: Draft;
}

interface ReasonDraftsProps {
  readonly filing: Filing;
  /** What a reason may be about, beside the filing as a whole. */
  readonly items: readonly string[];
  readonly reasons: readonly ReasonDraft[];
  readonly onReasons: (reasons: readonly ReasonDraft[]) => void;
}

/** A reason that was begun further down is written here: the cursor goes to it. */
const useFocusOnNew = (count: number) => {
  const list = useRef<HTMLOListElement>(null);
  const before = useRef(count);
  useEffect(() => {
    if (count > before.current)
      list.current?.querySelector<HTMLTextAreaElement>(":scope > li:last-child textarea")?.focus();
    before.current = count;
  }, [count]);
  return list;
};

export const ReasonDrafts = ({ filing, items, reasons, onReasons }: ReasonDraftsProps) => {
  const m = useMessages(filingsMessages);
  const words = usePackWords(filing.pack);
  const all = [
    ...new Set([...items, ...reasons.flatMap(({ item }) => (item === null ? [] : [item]))]),
  ];
  const change = (index: number, next: Partial<ReasonDraft>) =>
    onReasons(reasons.map((reason, at) => (at === index ? { ...reason, ...next } : reason)));
  return (
    <ol className="stack" ref={useFocusOnNew(reasons.length)}>
      {reasons.map((reason, index) => (
        // Drafts have no name but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index} className="reason-draft stack">
          <p className="row row-end">
            <Choice
              label={m.answer.item}
              value={reason.item ?? ""}
              any={m.whole}
              options={all.map((item) => ({
                value: item,
                label: `${nameOf(words, item)} (${item})`,
              }))}
              onChange={(item) => change(index, { item: item === "" ? null : item })}
            />
            <button
              type="button"
              className="btn btn-plain"
              onClick={() => onReasons(reasons.filter((_, at) => at !== index))}
            >
              {m.answer.removeReason}
            </button>
          </p>
          <WrittenFields
            label={m.answer.reason}
            value={reason.text}
            onChange={(text) => change(index, { text })}
          />
          <Suggestions
            filing={filing}
            item={reason.item}
            onUse={(text) => change(index, { text })}
          />
        </li>
      ))}
    </ol>
  );
};

type Suggested = ReplyOf<typeof suggestReasons>;

type Words = Suggested["templates"][number]["text"];

/** One question for the whole filing; each draft picks what is about its item. */
const suggestionsQuery = (filing: Filing) =>
  queryOptions({
    queryKey: ["filings", "reasons for", filing.id],
    queryFn: ({ signal }) =>
      client.call(suggestReasons, {
        path: { enterpriseId: filing.enterprise.id, filingId: filing.id },
        query: {},
        signal,
      }),
  });

interface SuggestionsProps {
  readonly filing: Filing;
  readonly item: string | null;
  readonly onUse: (text: Draft) => void;
}

const Suggestions = ({ filing, item, onUse }: SuggestionsProps) => {
  const m = useMessages(reviewMessages);
  const { data } = useQuery(suggestionsQuery(filing));
  const use = ({ zh, en }: Words) => onUse({ zh: zh ?? "", en: en ?? "" });
  const templates = data?.templates.filter((one) => one.item === item || one.item === null) ?? [];
  const used = data?.suggestions.filter((one) => one.item === item) ?? [];
  if (templates.length + used.length === 0) return null;
  return (
    <div className="small">
      <p className="quiet">{m.suggestions}</p>
      <ul className="suggestions">
        {templates.map(({ id, text }) => (
          <li key={id}>
            <UseButton text={text} onUse={() => use(text)} />{" "}
            <span className="stamp">{m.template}</span>
          </li>
        ))}
        {used.map(({ text, used: times, usedForSameType }) => (
          <li key={`${text.zh ?? ""} ${text.en ?? ""}`}>
            <UseButton text={text} onUse={() => use(text)} />{" "}
            <span className="quiet">
              {m.used(times)}
              {usedForSameType > 0 &&
                usedForSameType < times &&
                ` · ${m.usedSame(usedForSameType)}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
};

interface UseButtonProps {
  readonly text: Words;
  readonly onUse: () => void;
}

const UseButton = ({ text, onUse }: UseButtonProps) => (
  <button type="button" className="btn suggestion" onClick={onUse}>
    <Written words={text} />
  </button>
);
