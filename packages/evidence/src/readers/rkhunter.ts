/** Reads the log of Rootkit Hunter: its checks one by one, with what it warns of. */

import { hostSubject, type HostSubject } from "../host-subject.ts";
import { ownRef } from "../finding-refs.ts";
import type { FindingKind } from "../finding-kinds.ts";
import { lineReader } from "../line-report.ts";
import type { ObservationResult } from "../observation.ts";
import { reportWriter, type HeldFinding, type ReportWriter } from "../report-writer.ts";
import { writtenTime } from "../written-time.ts";
import { wordTable } from "../word-table.ts";

interface RkhunterState {
  readonly writer: ReportWriter;
  host: HostSubject;
  version: string | null;
  observedAt: string | null;
  /** Name of the running test, as rkhunter's options call it. */
  test: string;
  /** The check that was told last; the log explains a warning on the lines after it. */
  pending: HeldFinding | undefined;
  endAt: string | undefined;
}

const results = wordTable<ObservationResult>({
  ok: "pass",
  "none found": "pass",
  "not found": "pass",
  "not allowed": "pass",
  warning: "fail",
  skipped: "notApplicable",
  disabled: "notApplicable",
  "not applicable": "notApplicable",
  whitelisted: "info",
  found: "info",
  allowed: "info",
});

/** In these tests a file that is there or not is only a fact. */
const isAboutFacts = /^(?:system_configs|group_accounts|startup_)/;

const kindsOf = (test: string): readonly FindingKind[] => {
  if (test === "properties" || test === "hashes" || test === "attributes") return ["file-changed"];
  return /^(?:system_configs|group_|passwd_|local_host|network|ports|packet_cap|filesystem|startup_files)/.test(
    test,
  )
    ? ["misconfiguration"]
    : ["malware"];
};

/** `  Checking for file '/tmp/r'      [ Not found ]`: what precedes the last bracket, and the word inside. */
const resultOf = (text: string): readonly [string, string] | undefined => {
  if (!text.endsWith(" ]")) return undefined;
  const open = text.lastIndexOf("[ ");
  if (open < 1) return undefined;
  return [text.slice(0, open).trim(), text.slice(open + 2, -2).trim()];
};

const judged = (test: string, word: string): ObservationResult | undefined => {
  const plain = word.toLowerCase().replace(/ \(.*$/, "");
  if (plain === "not found" && isAboutFacts.test(test)) return "info";
  return results[plain];
};

function* flush(state: RkhunterState) {
  const { pending } = state;
  state.pending = undefined;
  if (pending !== undefined)
    yield* state.writer.finding({ ...pending, subject: state.host.subject });
}

function* takeCheck(state: RkhunterState, [words, word]: readonly [string, string], at: string) {
  yield* flush(state);
  const result = judged(state.test, word);
  const name = words.replace(/^Warning: /, "").replace(/^(?:Checking|Scanning)(?: for)? /, "");
  if (result === undefined) {
    yield state.writer.warning("result-unknown", at, `${name}: ${word}`);
    return;
  }
  state.pending = {
    check: ownRef("rkhunter", `${state.test}/${name}`),
    title: words,
    kinds: kindsOf(state.test),
    result,
    observedAt: state.observedAt,
    at,
    message: result === "fail" ? null : word,
  };
}

/** Lines of explanation are added to the warning they follow, up to what a message holds. */
const explain = (state: RkhunterState, text: string): void => {
  const { pending } = state;
  if (pending?.result !== "fail") return;
  const before = pending.message ?? "";
  if (before.length < 2_000)
    state.pending = {
      ...pending,
      message: `${before} ${text.replace(/^Warning: /, "").trim()}`.trim(),
    };
};

function* takeInfo(state: RkhunterState, text: string, at: string) {
  const running = /^Running Rootkit Hunter version (\S{1,40}) on (\S{1,255})$/.exec(text);
  if (running !== null) {
    state.version = running[1] ?? null;
    state.host = hostSubject({
      machineIds: [],
      macs: [],
      names: [running[2] ?? ""],
      addresses: [],
    });
    state.writer.setTool({ name: "rkhunter", version: state.version });
  } else if (text.startsWith("Info: Start date is "))
    state.observedAt = writtenTime(text.slice("Info: Start date is ".length));
  else if (text.startsWith("Info: Starting test name '")) {
    yield* flush(state);
    state.test = text.slice("Info: Starting test name '".length).replace(/'.*$/, "");
  } else if (text.startsWith("Info: End date is ")) state.endAt = at;
  else if (!text.startsWith("Info:")) explain(state, text);
}

export const rkhunterReader = lineReader<RkhunterState>({
  format: "rkhunter",
  name: { zh: "Rootkit Hunter（rootkit 检查）", en: "Rootkit Hunter (rootkits)" },
  versions: ["1.4"],
  detect: (head) =>
    /^\[\d\d:\d\d:\d\d\] Running Rootkit Hunter version /m.test(head.slice(0, 2_000)),
  start: (context) => ({
    writer: reportWriter(
      {
        tool: { name: "rkhunter", version: null },
        family: "rkhunter",
        scope: "rkhunter",
        kinds: ["malware"],
      },
      context,
    ),
    host: hostSubject({ machineIds: [], macs: [], names: [], addresses: [] }),
    version: null,
    observedAt: null,
    test: "",
    pending: undefined,
    endAt: undefined,
  }),
  *take(state, line, number) {
    const at = `${number}:1`;
    const text = line.replace(/^\[\d\d:\d\d:\d\d\] ?/, "").trimEnd();
    const check = resultOf(text);
    if (check !== undefined) yield* takeCheck(state, check, at);
    else if (text !== "") yield* takeInfo(state, text, at);
  },
  *end(state) {
    yield* flush(state);
    const { writer, host, endAt, observedAt } = state;
    yield* writer.covered(host.subject, endAt ?? "1:1", observedAt);
    if (host.unclear !== null) yield writer.warning("subject-unclear", "1:1", host.unclear);
    if (endAt !== undefined) yield* writer.conclude();
  },
});
