/** What is due as an iCalendar (RFC 5545): titles and dates, and nothing that tells whose they are. */

import { createHash } from "node:crypto";
import type { Language } from "@fenji/kernel";
import ical from "ical-generator";
import type { Ctx } from "../../platform/ctx.ts";
import { findEnterpriseCases } from "./enterprise-cases.ts";

const names = { zh: "到期事项", en: "What is due" } as const;

const dayAfter = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000);

/** The same entry keeps its id, so that a calendar moves it instead of showing it twice; the id tells nothing. */
const entryId = (parts: readonly string[]): string =>
  createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 32);

/** @throws AppError `request.not-found`. */
export const dueCalendar = async (
  tx: Ctx,
  { enterpriseId, language }: { readonly enterpriseId: string; readonly language: Language },
): Promise<Uint8Array<ArrayBuffer>> => {
  const { cases } = await findEnterpriseCases(tx, enterpriseId);
  const calendar = ical({ name: names[language], prodId: "-//fenji//due//EN" });
  for (const { pack, type, dues } of cases)
    for (const { deadline, label, from, dueOn } of dues)
      calendar.createEvent({
        id: entryId([enterpriseId, pack.id, type, deadline, from]),
        stamp: tx.now(),
        start: new Date(`${dueOn}T00:00:00Z`),
        end: dayAfter(dueOn),
        allDay: true,
        summary: label[language],
      });
  return new TextEncoder().encode(calendar.toString());
};
