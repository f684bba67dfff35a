/** The reviewer's desk: filings one at a time, keys for everything, several answered at once, each answer held a moment. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { reviewMessages } from "../../i18n/review/review-messages.ts";
import type { ReviewSearch } from "../../routes/filing-search.ts";
import { Failure } from "../../ui/failure.tsx";
import { useShortcuts } from "../../ui/keyboard.ts";
import { OlderButton } from "../../ui/older-button.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { FilingsNav } from "../filings/filings-nav.tsx";
import { filingsQuery, type Filing } from "../filings/filing-queries.ts";
import { useFirmName } from "../filings/use-firm-name.ts";
import { AnswerStatus } from "./answer-status.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { ReviewList } from "./review-list.tsx";
import { ReviewSheet } from "./review-sheet.tsx";
import { useAnswers, type Answer } from "./use-answers.ts";
import "../exchange/exchange.css";
import "../enterprises/enterprises.css";
import "../filings/filings.css";
import "./review.css";

const route = getRouteApi("/filings/review");

const useQueue = () => {
  const { queue, differs } = route.useSearch();
  const state = queue ?? "submitted";
  const pages = useInfiniteQuery(
    filingsQuery({ state, ...(differs === undefined ? {} : { differs }) }),
  );
  return { state, pages, filings: pages.data?.pages.flatMap((page) => page.filings) } as const;
};

export const ReviewPage = () => {
  const m = useMessages(reviewMessages);
  const { state, pages, filings } = useQueue();
  const answers = useAnswers();
  const left = filings?.filter((filing) => !answers.gone.has(filing.id) || filing.state !== state);
  return (
    <div className="page stack">
      <div className="row">
        <PageTitle title={m.title} />
        <span className="quiet">{m.note}</span>
      </div>
      <FilingsNav />
      {pages.error !== null && <Failure error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isPending && <Skeleton rows={10} height={30} />}
      {pages.data !== undefined && <Queues counts={pages.data.pages[0]?.counts} />}
      <AnswerStatus answers={answers} nameOf={useNames(filings)} />
      {left?.length === 0 && (
        <p className="notice">
          {m.empty[state]} {m.emptyNext}
        </p>
      )}
      {left !== undefined && left.length > 0 && (
        <Desk
          filings={left}
          state={state}
          onHold={answers.hold}
          more={<OlderButton pages={pages} label={m.older} />}
        />
      )}
    </div>
  );
};

/** Names of filings that were seen: an answered one leaves the list and is still spoken of. */
const useNames = (filings: readonly Filing[] | undefined) => {
  const firmName = useFirmName();
  const [names] = useState(() => new Map<string, string>());
  for (const { id, enterprise } of filings ?? []) names.set(id, firmName(enterprise));
  return (filingId: string): string => names.get(filingId) ?? filingId;
};

interface QueuesProps {
  readonly counts: { readonly submitted: number; readonly verified: number } | undefined;
}

const Queues = ({ counts }: QueuesProps) => {
  const m = useMessages(reviewMessages);
  const { queue: label } = useMessages(filingsMessages);
  const { queue, differs } = route.useSearch();
  const navigate = route.useNavigate();
  const go = (search: ReviewSearch) => void navigate({ search, replace: true });
  const kept = differs === undefined ? {} : { differs };
  return (
    <search className="row no-print">
      <div className="segmented" role="group" aria-label={m.queue}>
        <button type="button" aria-pressed={queue === undefined} onClick={() => go(kept)}>
          {m.queues.submitted}
          <span className="count">{counts?.submitted ?? ""}</span>
        </button>
        <button
          type="button"
          aria-pressed={queue === "verified"}
          onClick={() => go({ ...kept, queue: "verified" })}
        >
          {m.queues.verified}
          <span className="count">{counts?.verified ?? ""}</span>
        </button>
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={differs !== undefined}
          onChange={({ target }) =>
            go({
              ...(queue === undefined ? {} : { queue }),
              ...(target.checked ? { differs: "yes" } : {}),
            })
          }
        />
        {label.differs}
      </label>
    </search>
  );
};

const answersTo = (filings: readonly Filing[], answer: Answer["answer"]): readonly Answer[] =>
  filings.map(({ id, enterprise }) => ({ enterpriseId: enterprise.id, filingId: id, answer }));

interface DeskProps {
  readonly filings: readonly Filing[];
  readonly state: "submitted" | "verified";
  readonly onHold: (answers: readonly Answer[]) => void;
  readonly more: ReactNode;
}

const Desk = ({ filings, state, onHold, more }: DeskProps) => {
  const m = useMessages(reviewMessages);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const permissions = usePermissions();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const found = filings.findIndex(({ id }) => id === search.at);
  const index = found === -1 ? 0 : found;
  const filing = filings[index];
  const goTo = (next: Filing | undefined) => {
    if (next !== undefined) void navigate({ search: { ...search, at: next.id }, replace: true });
  };
  const step = (by: number) => goTo(filings[index + by]);
  useShortcuts({ j: () => step(1), k: () => step(-1) });
  const marked = filings.filter(({ id }) => chosen.has(id));
  const answer = (wanted: readonly Filing[], how: Answer["answer"]) => {
    onHold(answersTo(wanted, how));
    setChosen(new Set());
    const answered = new Set(wanted.map(({ id }) => id));
    goTo(
      [...filings.slice(index + 1), ...filings.slice(0, index)].find(({ id }) => !answered.has(id)),
    );
  };
  return (
    <div className="review-desk">
      <section className="panel review-queue" aria-label={m.list}>
        <ReviewList
          filings={filings}
          at={filing?.id}
          chosen={chosen}
          choosable={permissions.may("filing:answer")}
          onAt={(id) => goTo(filings.find((one) => one.id === id))}
          onChosen={setChosen}
        />
        {more}
      </section>
      <div className="stack">
        {marked.length > 0 && (
          <BulkBar state={state} filings={marked} onAnswer={(how) => answer(marked, how)} />
        )}
        <Pager index={index} count={filings.length} onStep={step} />
        {filing !== undefined && (
          <ReviewSheet key={filing.id} filing={filing} onAnswer={(how) => answer([filing], how)} />
        )}
      </div>
    </div>
  );
};

interface PagerProps {
  readonly index: number;
  readonly count: number;
  readonly onStep: (by: number) => void;
}

const Pager = ({ index, count, onStep }: PagerProps) => {
  const m = useMessages(reviewMessages);
  return (
    <p className="row no-print">
      <button
        type="button"
        className="btn"
        disabled={index === 0}
        aria-keyshortcuts="k"
        onClick={() => onStep(-1)}
      >
        {m.previous} <kbd aria-hidden="true">k</kbd>
      </button>
      <button
        type="button"
        className="btn"
        disabled={index >= count - 1}
        aria-keyshortcuts="j"
        onClick={() => onStep(1)}
      >
        {m.next} <kbd aria-hidden="true">j</kbd>
      </button>
      <span className="quiet">{m.position(index + 1, count)}</span>
    </p>
  );
};
