/** Reads Lynis' `lynis-report.dat`: warnings, suggestions and the tests that ran without either. */

import { ownRef } from "../finding-refs.ts";
import { hostSubject } from "../host-subject.ts";
import { lineReader } from "../line-report.ts";
import type { ReadEvent } from "../reader.ts";
import { reportWriter, type ReportWriter } from "../report-writer.ts";

interface LynisState {
  readonly writer: ReportWriter;
  readonly values: Map<string, { readonly text: string; readonly at: string }>;
  readonly addresses: string[];
  readonly macs: string[];
  /** Tests that had something to say. */
  readonly spoken: Set<string>;
  lines: number;
}

const testId = /^[A-Z]{2,5}-\d{4}$/;

/** Tests that speak of more than a setting. */
const kindOf = (test: string): "host-vulnerability" | "default-credential" | "misconfiguration" => {
  if (test === "PKGS-7392" || test === "KRNL-5830") return "host-vulnerability";
  return test === "AUTH-9283" ? "default-credential" : "misconfiguration";
};

/** `TEST-ID|what|details|solution|`. Lynis' remarks about itself carry `LYNIS` and say nothing of the host. */
const hold = (
  state: LynisState,
  entry: readonly ["warning" | "suggestion", string, string],
): boolean => {
  const [kind, text, at] = entry;
  const [test = "", what = "", ...more] = text.split("|");
  if (!testId.test(test) && test !== "LYNIS") return false;
  state.spoken.add(test);
  const words = more
    .map((part) => part.replace(/^text:/, ""))
    .filter((part) => part !== "" && part !== "-");
  state.writer.hold({
    check: ownRef("lynis", test),
    title: what,
    kinds: test === "LYNIS" ? [] : [kindOf(test)],
    result: test === "LYNIS" ? "info" : "fail",
    severity: kind === "warning" ? "medium" : "low",
    observedAt: null,
    at,
    message: [kind, ...words].join(": "),
  });
  return true;
};

const maxValues = 2_000;

const value = (state: LynisState, key: string): string | undefined => state.values.get(key)?.text;

/** Each test that ran and had neither a warning nor a suggestion. */
const holdPassed = (state: LynisState): void => {
  const ran = state.values.get("tests_executed");
  if (ran === undefined) return;
  for (const test of new Set(ran.text.split("|"))) {
    if (!testId.test(test) || state.spoken.has(test)) continue;
    state.writer.hold({
      check: ownRef("lynis", test),
      kinds: [kindOf(test)],
      result: "pass",
      at: ran.at,
      message: "ran without warning or suggestion",
    });
  }
};

function* endReport(state: LynisState): Generator<ReadEvent> {
  const { writer, values } = state;
  writer.setTool({ name: "Lynis", version: value(state, "lynis_version") ?? null });
  const { subject, unclear } = hostSubject({
    machineIds: [value(state, "hostid2") ?? value(state, "hostid") ?? ""],
    macs: state.macs,
    names: [value(state, "fqdn") ?? "", fullName(state), value(state, "hostname") ?? ""],
    addresses: state.addresses,
  });
  const time = value(state, "report_datetime_end") ?? value(state, "report_datetime_start") ?? null;
  const hostAt = values.get("hostname")?.at ?? "line:1";
  yield* writer.covered(subject, hostAt, time);
  if (unclear !== null) yield writer.warning("subject-unclear", hostAt, unclear);
  const index = values.get("hardening_index");
  if (index !== undefined)
    writer.hold({
      check: "lynis:hardening-index",
      title: "hardening index",
      kinds: [],
      result: "info",
      at: index.at,
      message: index.text,
    });
  holdPassed(state);
  yield* writer.release(subject, time);
  const skipped = values.get("tests_skipped");
  if (skipped !== undefined) {
    const count = skipped.text.split("|").filter((test) => testId.test(test)).length;
    yield writer.warning(
      "skipped",
      skipped.at,
      `${count} tests that Lynis did not run on this host`,
    );
  }
  if (value(state, "finish") === "true") yield* writer.conclude();
  else
    yield writer.warning(
      "skipped",
      `line:${state.lines}`,
      "finish=true is missing: the run as a whole says nothing",
    );
}

const fullName = (state: LynisState): string => {
  const [host, domain] = [value(state, "hostname") ?? "", value(state, "domainname") ?? ""];
  return host === "" || domain === "" || host.includes(".") ? "" : `${host}.${domain}`;
};

export const lynisReader = lineReader<LynisState>({
  format: "lynis",
  name: { zh: "Lynis（lynis-report.dat）", en: "Lynis (lynis-report.dat)" },
  versions: ["2", "3"],
  detect: (head) =>
    /^\uFEFF?(?:#[^\n]*\n|[^\S\n]*\n)*report_version_major=/.test(head.slice(0, 2_000)) ||
    (/^report_version_major=\d/m.test(head) && /^lynis_version=/m.test(head)),
  start: (context) => ({
    writer: reportWriter(
      {
        tool: { name: "Lynis", version: null },
        family: "lynis",
        scope: "lynis",
        kinds: ["misconfiguration"],
      },
      context,
    ),
    values: new Map(),
    addresses: [],
    macs: [],
    spoken: new Set(),
    lines: 0,
  }),
  *take(state, line, number) {
    state.lines = number;
    const equals = line.indexOf("=");
    if (equals < 1 || line.startsWith("#")) return;
    const [key, text, at] = [
      line.slice(0, equals),
      line.slice(equals + 1).trim(),
      `line:${number}`,
    ];
    if (key === "warning[]" || key === "suggestion[]") {
      if (!hold(state, [key === "warning[]" ? "warning" : "suggestion", text, at]))
        yield state.writer.warning("id-missing", at, text);
    } else if (/^network_ipv[46]_address\[\]$/.test(key) && state.addresses.length < 50)
      state.addresses.push(text);
    else if (key === "network_mac_address[]" && state.macs.length < 50) state.macs.push(text);
    else if (!key.endsWith("[]") && state.values.size < maxValues)
      state.values.set(key, { text, at });
  },
  end: endReport,
});
