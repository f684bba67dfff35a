/** A filing as a form to be printed or entered elsewhere, and due dates as a calendar. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { messageId } from "./exchange-shapes.ts";
import { occasion, verification } from "./filing-cases.ts";
import { empty, enterprisePath, instant, linkSecret, localizedText, none } from "./schemas.ts";

const filingPath = enterprisePath.extend({ filingId: messageId });

const language = z.enum(["zh", "en"]);

export const getFilingForm = endpoint({
  name: "getFilingForm",
  summary: {
    zh: "报送表：逐字段、按录入顺序，供打印和向全国平台转录",
    en: "The filing as a form: field by field in the order of entry, for print and for entering elsewhere",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/filings/{filingId}/form",
  permission: "filing:read",
  path: filingPath,
  query: empty,
  body: none,
  reply: z.object({
    title: localizedText,
    /** What the grades on it are worth: self-assessed, verified or registered. */
    status: localizedText,
    verification: z.array(verification),
    occasion,
    filedAt: instant,
    sections: z.array(
      z.object({
        title: localizedText,
        fields: z.array(
          z.object({
            n: z.string().describe("number in the order of entry, e.g. 2.3"),
            label: localizedText,
            value: localizedText.describe("without control characters; may be empty"),
          }),
        ),
      }),
    ),
    notes: z.array(localizedText),
  }),
  errors: ["request.not-found"],
});

export const downloadFilingForm = endpoint({
  name: "downloadFilingForm",
  summary: { zh: "报送表（DOCX）", en: "The filing as a form (DOCX)" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/filings/{filingId}/form.docx",
  permission: "filing:read",
  path: filingPath,
  query: z.object({ language: language.default("zh") }),
  body: none,
  reply: z.instanceof(Uint8Array),
  replyBinary: true,
  media: {
    type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    file: "filing.docx",
  },
  errors: ["request.not-found"],
});

const calendar = { type: "text/calendar; charset=utf-8", file: "due.ics" } as const;

export const downloadCalendar = endpoint({
  name: "downloadCalendar",
  summary: { zh: "到期事项日历（ICS 下载）", en: "What is due, as a calendar (ICS)" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/due.ics",
  permission: "filing:read",
  path: enterprisePath,
  query: z.object({ language: language.default("zh") }),
  body: none,
  reply: z.instanceof(Uint8Array),
  replyBinary: true,
  media: calendar,
  errors: ["request.not-found"],
});

export const readCalendarFeed = endpoint({
  name: "readCalendarFeed",
  summary: {
    zh: "日历订阅：凭网址中的密文，仅含标题和日期",
    en: "A calendar feed: by the secret in its address, titles and dates alone",
  },
  method: "GET",
  url: "/calendars/{secret}",
  permission: null,
  path: z.object({ secret: linkSecret }),
  query: empty,
  body: none,
  reply: z.instanceof(Uint8Array),
  replyBinary: true,
  media: calendar,
  errors: ["request.not-found"],
});

const feed = z.object({
  id: z.uuid(),
  language,
  createdAt: instant,
  createdBy: z.string().nullable(),
  revokedAt: instant.nullable(),
});

export const listCalendarFeeds = endpoint({
  name: "listCalendarFeeds",
  summary: { zh: "日历订阅列表", en: "Calendar feeds" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/calendar-feeds",
  permission: "filing:read",
  path: enterprisePath,
  query: empty,
  body: none,
  reply: z.object({ feeds: z.array(feed) }),
  errors: ["request.not-found"],
});

export const createCalendarFeed = endpoint({
  name: "createCalendarFeed",
  summary: {
    zh: "建立日历订阅，网址只显示一次",
    en: "Make a calendar feed; its address is shown once",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/calendar-feeds",
  permission: "enterprise:write",
  path: enterprisePath,
  query: empty,
  body: z.object({ language: language.default("zh") }),
  reply: feed.extend({ path: z.string().describe("below the node's address; keep it secret") }),
  errors: ["request.not-found", "filing.feeds"],
});

export const revokeCalendarFeed = endpoint({
  name: "revokeCalendarFeed",
  summary: { zh: "撤销日历订阅", en: "Revoke a calendar feed" },
  method: "DELETE",
  url: "/enterprises/{enterpriseId}/calendar-feeds/{feedId}",
  permission: "enterprise:write",
  path: enterprisePath.extend({ feedId: z.uuid() }),
  query: empty,
  body: none,
  reply: empty,
  errors: ["request.not-found"],
});
