/** Reads the tables of an HTML page or of an `xls` that is one, where mappings say what their columns hold. */

import { AppError } from "@fenji/kernel";
import type { ByteStream, ReadContext, ReadEvent, Reader } from "../reader.ts";
import type { HtmlTableEvent } from "./html-tables.ts";
import { isHtml, openHtml } from "./open-html.ts";
import { openTable, type TableReading } from "./read-table.ts";

/** A page holds tables that only arrange it: those whose headings no mapping knows are passed over. */
class PageReading {
  readonly #open = new Map<number, TableReading>();
  readonly #context: ReadContext;
  #family = "";
  found = 0;
  first = "1:1";

  constructor(context: ReadContext) {
    this.#context = context;
  }

  *take(event: HtmlTableEvent): Generator<ReadEvent> {
    const known = this.#open.get(event.table);
    if (event.kind === "end") {
      this.#open.delete(event.table);
      yield* known?.end() ?? [];
      return;
    }
    if (this.first === "1:1") this.first = event.row.placeOf(0);
    const table = known ?? openTable(this.#context);
    this.#open.set(event.table, table);
    if (table.state() === "passed") return;
    const before = table.state();
    yield* this.#tell(table.take(event.row));
    if (before === "looking" && table.state() === "reading") this.found += 1;
  }

  /** A tool is told once for all tables that it speaks in a row. */
  *#tell(events: Iterable<ReadEvent>): Generator<ReadEvent> {
    for (const event of events) {
      if (event.kind === "tool" && event.family === this.#family) continue;
      if (event.kind === "tool") this.#family = event.family;
      yield event;
    }
  }
}

/** A page whose beginning is taken up by styles and scripts may still have its tables to come. */
const mayHoldTables = (head: string): boolean =>
  isHtml(head) && (/<table\b/i.test(head) || !/<\/html\s*>/i.test(head));

async function* readTableHtml(bytes: ByteStream, context: ReadContext): AsyncGenerator<ReadEvent> {
  const opened = await openHtml(bytes, context);
  if (opened === undefined) throw new AppError("evidence.not-a-questionnaire", { at: "1:1" });
  const { encoding, tables } = opened;
  if (encoding.guessed !== null)
    yield { kind: "warning", code: "encoding-guessed", at: "1:1", detail: encoding.guessed };
  const page = new PageReading(context);
  for await (const event of tables) yield* page.take(event);
  if (page.found === 0) throw new AppError("evidence.not-a-questionnaire", { at: page.first });
}

export const tableHtmlReader: Reader = {
  format: "table-html",
  name: { zh: "已映射的表格 HTML", en: "Mapped table HTML" },
  versions: ["*"],
  media: ["text/html"],
  detect: mayHoldTables,
  read: readTableHtml,
};
