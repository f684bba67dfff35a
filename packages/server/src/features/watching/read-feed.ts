/** The verdicts of a firm that changed, as a JSON Feed 1.1, read from the record of events. */

import type { readFeed as operation, QueryOf, ReplyOf } from "@fenji/contract";
import type { Language } from "@fenji/kernel";
import { z } from "zod";
import type { Ctx } from "../../platform/ctx.ts";
import type { Pack } from "@fenji/regime";
import { findEnterprise } from "../enterprises/public.ts";
import { changesInWords, titleInWords } from "./feed-words.ts";

type Reply = ReplyOf<typeof operation>;
type Query = QueryOf<typeof operation>;
type Item = Reply["items"][number];

export interface FeedPlace {
  /** Of the node, without a slash at the end. */
  readonly origin: string;
  readonly packs: readonly Pack[];
  /** The one in force. */
  readonly regime: Pack["header"];
}

const told = z.object({
  firstJudged: z.boolean().default(false),
  changes: z.array(
    z.object({ type: z.string(), requirement: z.string(), from: z.string(), to: z.string() }),
  ),
});

interface ChangeEvent {
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  /** `id@version` of the pack. */
  readonly subject: string;
  readonly payload: unknown;
}

const findChanges = async (
  tx: Ctx,
  enterpriseId: string,
  { after, before, limit }: Query,
): Promise<readonly ChangeEvent[]> => {
  let events = tx.db
    .selectFrom("events")
    .select(["seq", "id", "at", "subject", "payload"])
    .where("enterprise_id", "=", enterpriseId)
    .where("action", "=", "verdicts.changed");
  if (after !== undefined) events = events.where("seq", ">", after);
  if (before !== undefined) events = events.where("seq", "<", before);
  return events
    .orderBy("seq", after === undefined ? "desc" : "asc")
    .limit(limit)
    .execute();
};

const itemOf = (event: ChangeEvent, { packs }: FeedPlace, language: Language): Item => {
  const { changes, firstJudged } = told.parse(event.payload);
  const pack = packs.find(({ header }) => `${header.id}@${header.version}` === event.subject);
  // A pack that the node no longer has is named by its id.
  const regime = pack?.header.title[language] ?? event.subject;
  return {
    id: event.id,
    date_published: event.at,
    title: titleInWords({ changes, firstJudged, regime }, language),
    content_text: changesInWords(changes, pack, language),
    _fenji: { seq: event.seq, pack: event.subject, firstJudged, changes },
  };
};

/** @throws AppError `request.not-found` */
export const readFeed = async (
  tx: Ctx,
  enterpriseId: string,
  { query, place }: { readonly query: Query; readonly place: FeedPlace },
): Promise<Reply> => {
  const { name } = await findEnterprise(tx, place.regime, enterpriseId);
  const events = await findChanges(tx, enterpriseId, query);
  const { language, limit } = query;
  const base = `${place.origin}/api/enterprises/${enterpriseId}/feed?language=${language}&limit=${limit}`;
  const lowest = events.at(-1)?.seq;
  const more = query.after === undefined && events.length === limit && lowest !== undefined;
  const newest = events.reduce((most, { seq }) => Math.max(most, seq), query.after ?? 0);
  return {
    version: "https://jsonfeed.org/version/1.1",
    title: language === "zh" ? `判定变化 · ${name.zh}` : `Verdicts that changed · ${name.en}`,
    home_page_url: `${place.origin}/enterprises/${enterpriseId}/assessment`,
    feed_url: base,
    ...(more ? { next_url: `${base}&before=${lowest}` } : {}),
    language: language === "zh" ? "zh-CN" : "en",
    items: events.map((event) => itemOf(event, place, language)),
    _fenji: { next: newest },
  };
};
