/** Several reports in one file: one writer for each tool, profile or benchmark, and the tool told again at each change. */

import { AppError } from "@fenji/kernel";
import type { ReadContext } from "./reader.ts";
import type { ReportHead } from "./report-head.ts";
import { reportWriter, type ReportWriter } from "./report-writer.ts";

/** A file with more reports than this is none. */
const maxReports = 500;

export interface ReportWriters {
  /** The writer of that family and scope. @throws AppError `evidence.too-many-observations` */
  readonly of: (head: ReportHead, at: string) => ReportWriter;
  readonly all: () => Iterable<ReportWriter>;
}

export const reportWriters = (context: ReadContext): ReportWriters => {
  const writers = new Map<string, ReportWriter>();
  let last: ReportWriter | undefined;
  const turnTo = (writer: ReportWriter): ReportWriter => {
    if (last !== writer) writer.interrupted();
    last = writer;
    return writer;
  };
  return {
    of: (head, at) => {
      const key = `${head.family}\n${head.scope}`;
      const known = writers.get(key);
      if (known !== undefined) return turnTo(known);
      if (writers.size >= maxReports)
        throw new AppError("evidence.too-many-observations", { at, limit: maxReports });
      const writer = reportWriter(head, context);
      writers.set(key, writer);
      return turnTo(writer);
    },
    *all() {
      for (const writer of writers.values()) yield turnTo(writer);
    },
  };
};
