/** Gathers what files say and leaves out what a newer report of the same scope and subject no longer says. */

import type { EvidenceItem, ItemSubject } from "./evidence-item.ts";
import { timeOf } from "./evidence-item.ts";

/** What a report speaks for. */
export interface ReportScope {
  readonly family: string;
  readonly scope: string;
  readonly subject: ItemSubject;
}

interface Report<T> {
  /** Newest time of the observations, or when the report says that it ended; null while neither is known. */
  at: number | null;
  covered: boolean;
  readonly items: T[];
}

export interface GatheredFile<T extends EvidenceItem> {
  readonly reports: ReadonlyMap<string, Report<T>>;
  /** Time of a report that names none: the newest of the file, or its receipt. */
  readonly fallbackAt: number;
}

export interface FileGathering<T extends EvidenceItem> {
  /** The file speaks for the scope; `endedAt` as the file says, ISO 8601 in UTC. */
  readonly cover: (scope: ReportScope, endedAt: string | null) => void;
  /** An item that is not kept still dates its report. */
  readonly add: (scope: string, item: T, keep: boolean) => void;
  readonly result: () => GatheredFile<T>;
}

const keyOf = ({ family, scope, subject }: ReportScope): string =>
  `${family}\n${scope}\n${subject.kind}\n${subject.id}`;

/** `receivedAt`: ISO 8601 in UTC. */
export const gatherFile = <T extends EvidenceItem>(receivedAt: string): FileGathering<T> => {
  const reports = new Map<string, Report<T>>();
  const received = Date.parse(receivedAt);
  let newest: number | null = null;
  const reportOf = (scope: ReportScope): Report<T> => {
    const key = keyOf(scope);
    const known = reports.get(key);
    if (known !== undefined) return known;
    const report: Report<T> = { at: null, covered: false, items: [] };
    reports.set(key, report);
    return report;
  };
  return {
    cover: (scope, endedAt) => {
      const report = reportOf(scope);
      report.covered = true;
      const ended = endedAt === null ? Number.NaN : Math.min(Date.parse(endedAt), received);
      if (!Number.isNaN(ended)) report.at = Math.max(report.at ?? ended, ended);
    },
    add: (scope, item, keep) => {
      const report = reportOf({ family: item.family, scope, subject: item.subject });
      const at = timeOf(item);
      report.at = Math.max(report.at ?? at, at);
      newest = Math.max(newest ?? at, at);
      if (keep) report.items.push(item);
    },
    result: () => ({ reports, fallbackAt: newest ?? received }),
  };
};

/**
 * The items of all files except those that a newer report of their own scope and subject leaves out: the node keeps
 * the same ones open, whatever the order in which files arrive.
 */
export function* stillReported<T extends EvidenceItem>(
  files: readonly GatheredFile<T>[],
): Generator<T> {
  const newest = new Map<string, number>();
  for (const { reports, fallbackAt } of files)
    for (const [key, { at, covered }] of reports)
      if (covered) newest.set(key, Math.max(newest.get(key) ?? 0, at ?? fallbackAt));
  for (const { reports, fallbackAt } of files)
    for (const [key, { at, items }] of reports)
      if ((at ?? fallbackAt) >= (newest.get(key) ?? 0)) yield* items;
}
