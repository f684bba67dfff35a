/** What is due as a calendar: a file, or a feed whose address is a secret, shown once and revocable. */

import {
  createCalendarFeed,
  downloadCalendar,
  revokeCalendarFeed,
  urlOf,
  type listCalendarFeeds,
  type ReplyOf,
} from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../contract-client.ts";
import { casesMessages } from "../../i18n/cases/cases-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import { useChange } from "../../use-change.ts";
import { Choice } from "../../ui/choice.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { ShownOnce } from "../../ui/shown-once.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { calendarFeedsQuery } from "./case-queries.ts";

export const CalendarPanel = ({ enterpriseId }: { readonly enterpriseId: string }) => {
  const m = useMessages(casesMessages).calendar;
  const { language } = useLanguage();
  const [wanted, setWanted] = useState<"zh" | "en">(language);
  const permissions = usePermissions(enterpriseId);
  const create = useChange({
    run: () =>
      client.call(createCalendarFeed, { path: { enterpriseId }, body: { language: wanted } }),
    stale: [["filings", "feeds"]],
  });
  return (
    <section className="panel no-print" aria-label={m.title}>
      <header>
        <h2>{m.title}</h2>
        <span className="quiet small">{m.note}</span>
      </header>
      <div className="body stack">
        <p className="row row-end">
          <Choice
            label={m.language}
            value={wanted}
            options={(["zh", "en"] as const).map((value) => ({
              value,
              label: m.languages[value],
            }))}
            onChange={(value) => setWanted(value === "en" ? "en" : "zh")}
          />
          <a
            className="btn"
            href={urlOf(downloadCalendar, { path: { enterpriseId }, query: { language: wanted } })}
            download
          >
            {m.download}
          </a>
          {permissions.may("enterprise:write") && (
            <button
              type="button"
              className="btn"
              disabled={create.isPending}
              onClick={() => create.mutate(undefined)}
            >
              {m.subscribe}
            </button>
          )}
        </p>
        {create.error !== null && <Failure error={create.error} />}
        {create.data !== undefined && (
          <ShownOnce
            label={m.address}
            value={`${window.location.origin}${create.data.path}`}
            warning={m.warning}
          />
        )}
        <Feeds enterpriseId={enterpriseId} />
      </div>
    </section>
  );
};

const Feeds = ({ enterpriseId }: { readonly enterpriseId: string }) => {
  const m = useMessages(casesMessages).calendar;
  const { data, error, refetch } = useQuery(calendarFeedsQuery(enterpriseId));
  return (
    <>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data?.feeds.length === 0 && <p className="quiet small">{m.none}</p>}
      <ul className="stack">
        {data?.feeds.map((feed) => (
          <FeedRow key={feed.id} feed={feed} enterpriseId={enterpriseId} />
        ))}
      </ul>
    </>
  );
};

interface FeedRowProps {
  readonly feed: ReplyOf<typeof listCalendarFeeds>["feeds"][number];
  readonly enterpriseId: string;
}

const FeedRow = ({ feed, enterpriseId }: FeedRowProps) => {
  const m = useMessages(casesMessages).calendar;
  const [asked, setAsked] = useState(false);
  const permissions = usePermissions(enterpriseId);
  const revoke = useChange({
    run: () => client.call(revokeCalendarFeed, { path: { enterpriseId, feedId: feed.id } }),
    stale: [["filings", "feeds"]],
    onDone: () => setAsked(false),
  });
  return (
    <li className="row small">
      <code>{feed.id.slice(-8)}</code>
      <span>{m.languages[feed.language]}</span>
      <span className="quiet">
        {m.made(formatInstant(feed.createdAt))} {feed.createdBy ?? ""}
      </span>
      {feed.revokedAt !== null && <span>{m.revoked(formatInstant(feed.revokedAt))}</span>}
      {feed.revokedAt === null && permissions.may("enterprise:write") && (
        <button type="button" className="btn btn-plain btn-cell" onClick={() => setAsked(true)}>
          {m.revoke}…
        </button>
      )}
      {asked && (
        <ConfirmDialog
          title={m.revokeTitle}
          act={m.revoke}
          mutation={revoke}
          onConfirm={() => revoke.mutate(undefined)}
          onClose={() => setAsked(false)}
        >
          <p>{m.revokeText}</p>
        </ConfirmDialog>
      )}
    </li>
  );
};
