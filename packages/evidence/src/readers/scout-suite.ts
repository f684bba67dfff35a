/** Reads ScoutSuite's results, a script that assigns one JSON object: rules over the services of a cloud account. */

import { cisRef } from "../compliance-refs.ts";
import { ownRef } from "../finding-refs.ts";
import { jsonReader } from "../json-report.ts";
import type { JsonPath, JsonValue } from "../json-select.ts";
import { jsonPointer, listAt, numberAt, textAt, valueAt } from "../json-value.ts";
import type { CheckRef, ObservationResult } from "../observation.ts";
import type { ReadEvent } from "../reader.ts";
import { reportWriter, type HeldFinding, type ReportWriter } from "../report-writer.ts";
import { accountSubject } from "../subjects.ts";
import { toolWords } from "../tool-words.ts";

interface ScoutState {
  readonly writer: ReportWriter;
  account: string | undefined;
  provider: string | undefined;
  run: JsonValue;
  rules: number;
}

const refsOf = (rule: JsonValue): CheckRef[] =>
  listAt(rule, "compliance").flatMap((one) => {
    const name = textAt(one, "name") ?? "";
    const version = textAt(one, "version");
    if (!/^CIS\b/i.test(name)) return [];
    const benchmark = version === undefined ? name : `${name} ${version}`;
    return cisRef(benchmark, textAt(one, "reference") ?? "") ?? [];
  });

const resultOf = (checked: number, flagged: number): ObservationResult => {
  if (flagged > 0) return "fail";
  return checked > 0 ? "pass" : "notApplicable";
};

const findingOf = (path: JsonPath, rule: JsonValue): HeldFinding | undefined => {
  const [, service, , name] = path;
  const checked = numberAt(rule, "checked_items");
  const flagged = numberAt(rule, "flagged_items");
  if (checked === undefined || flagged === undefined) return undefined;
  const items = listAt(rule, "items")
    .slice(0, 20)
    .flatMap((item) => toolWords(textAt(item) ?? "", 200) || []);
  const level = textAt(rule, "level");
  return {
    check: ownRef("scout", `${service}/${name}`),
    title: textAt(rule, "description") ?? null,
    refs: refsOf(rule),
    result: resultOf(checked, flagged),
    severity: level === "danger" ? "high" : level === "warning" ? "medium" : null,
    at: jsonPointer(path),
    message: [`${flagged} of ${checked} checked items flagged`, ...items].join("\n"),
  };
};

function* endReport(state: ScoutState): Generator<ReadEvent> {
  const { writer, account, run } = state;
  writer.setTool({ name: "ScoutSuite", version: textAt(run, "version") ?? null });
  const subject = accountSubject(state.provider ?? "cloud", account ?? "unnamed");
  const time = textAt(run, "time");
  yield* writer.covered(subject, "/account_id", time);
  if (account === undefined) yield writer.warning("subject-unclear", "/account_id", "account_id");
  yield* writer.release(subject, time ?? null);
  const skipped = listAt(run, "run_parameters", "skipped_services").flatMap(
    (one) => textAt(one) ?? [],
  );
  if (skipped.length > 0)
    yield writer.warning(
      "skipped",
      "/last_run/run_parameters/skipped_services",
      skipped.join(", "),
    );
  if (state.rules === 0) yield writer.warning("no-results", "/services", "findings");
  else yield* writer.conclude();
}

export const scoutSuiteReader = jsonReader<ScoutState>({
  format: "scout-suite",
  name: { zh: "ScoutSuite（云配置核查）", en: "ScoutSuite (cloud configuration)" },
  versions: ["5"],
  media: ["text/javascript", "application/json"],
  prefix: /^\uFEFF?\s{0,100}scoutsuite_results\s{0,100}=/,
  detect: (root, head) =>
    head.slice(0, 300).includes("scoutsuite_results") ||
    (textAt(root, "provider_code") !== undefined &&
      valueAt(root, "last_run", "ruleset_name") !== undefined),
  select: (path) => {
    const [top, service, part, , member] = path;
    if (top === undefined) return "enter";
    if (top === "account_id" || top === "provider_code") return "value";
    if (top === "last_run")
      return service === "summary" || service === "ruleset_about" ? "skip" : "value";
    if (top !== "services") return "skip";
    if (part === undefined) return "enter";
    if (part !== "findings" || member === "references") return "skip";
    return path.length === 3 ? "enter" : "value";
  },
  start: (context) => ({
    writer: reportWriter(
      {
        tool: { name: "ScoutSuite", version: null },
        family: "scoutsuite",
        scope: "scoutsuite",
        kinds: ["misconfiguration"],
      },
      context,
    ),
    account: undefined,
    provider: undefined,
    run: null,
    rules: 0,
  }),
  *take(state, event) {
    if (event.kind !== "value") return;
    const [top, , , rule] = event.path;
    if (top === "account_id") state.account = textAt(event.value);
    else if (top === "provider_code") state.provider = textAt(event.value);
    else if (top === "last_run") state.run = event.value;
    else if (rule !== undefined) {
      const finding = findingOf(event.path, event.value);
      if (finding === undefined) {
        yield state.writer.warning("result-unknown", jsonPointer(event.path), "flagged_items");
        return;
      }
      state.rules += 1;
      state.writer.hold(finding);
    }
  },
  end: endReport,
});
