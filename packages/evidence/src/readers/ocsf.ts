/** Reads OCSF findings (class 2001 to 2007), as a list or line by line: Prowler's, Security Hub's, Security Lake's and others'. */

import { jsonItems, type JsonItem, type JsonItems } from "../json-items.ts";
import { jsonReader } from "../json-report.ts";
import { numberAt, textAt, valueAt } from "../json-value.ts";
import type { ReadEvent } from "../reader.ts";
import type { ReportHead } from "../report-head.ts";
import { reportWriters, type ReportWriters } from "../report-writers.ts";
import { accountSubject } from "../subjects.ts";
import { slug } from "../tool-words.ts";
import { isOcsfFinding, ocsfFindings, ocsfSubject } from "./ocsf-finding.ts";

interface OcsfState {
  readonly writers: ReportWriters;
  readonly items: JsonItems;
  unclear: boolean;
  others: number;
  lastOther: string;
}

/** Prowler writes whole runs; other products list single findings and claim nothing about the rest. */
const headOf = ({ value }: JsonItem): ReportHead => {
  const name = textAt(value, "metadata", "product", "name") ?? "unnamed";
  const version = textAt(value, "metadata", "product", "version") ?? null;
  const prowler = slug(name) === "prowler";
  return {
    tool: { name, version },
    family: slug(name),
    scope: prowler ? "prowler" : null,
    kinds: prowler ? ["misconfiguration"] : [],
  };
};

function* tellEvent(state: OcsfState, item: JsonItem): Generator<ReadEvent> {
  const { at, value } = item;
  if (!isOcsfFinding(value)) {
    state.others += 1;
    state.lastOther = at;
    return;
  }
  const writer = state.writers.of(headOf(item), at);
  const named = ocsfSubject(value);
  if (named === undefined && !state.unclear) {
    state.unclear = true;
    yield writer.warning("subject-unclear", at, "resources");
  }
  const subject = named ?? accountSubject("ocsf", "unnamed");
  const findings = ocsfFindings(at, value, subject);
  if (typeof findings === "string") {
    const code = findings === "finding_info" ? "id-missing" : "result-unknown";
    yield writer.warning(code, at, findings);
    return;
  }
  for (const finding of findings) {
    yield* writer.finding({ ...finding, subject });
    if (finding.result === "info" || finding.result === "error") writer.unfinished(subject, at);
  }
}

const lists = jsonItems([]);

export const ocsfReader = jsonReader<OcsfState>({
  format: "ocsf",
  name: { zh: "OCSF 安全发现（含 Prowler）", en: "OCSF findings (Prowler and others)" },
  versions: ["1"],
  media: ["application/json", "application/x-ndjson"],
  sequence: true,
  detect: (root) => {
    const first = Array.isArray(root) ? root[0] : root;
    return (
      isOcsfFinding(first) ||
      (numberAt(first, "category_uid") === 2 &&
        numberAt(first, "class_uid") !== undefined &&
        valueAt(first, "metadata") !== undefined)
    );
  },
  select: lists.select,
  start: (context) => ({
    writers: reportWriters(context),
    items: jsonItems([]),
    unclear: false,
    others: 0,
    lastOther: "/",
  }),
  *take(state, event) {
    const item = state.items.take(event);
    if (item !== undefined) yield* tellEvent(state, item);
  },
  *end(state) {
    if (state.others > 0)
      yield {
        kind: "warning",
        code: "skipped",
        at: state.lastOther,
        detail: `${state.others} events that are no findings`,
      };
    for (const writer of state.writers.all()) yield* writer.conclude();
  },
});
