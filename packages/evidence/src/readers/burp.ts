/** Reads the XML of Burp Scanner: issues of web applications, without the requests and responses that it encloses. */

import { identifierRefs, ownRef, severityOf } from "../finding-refs.ts";
import { siteOf, siteReports, type SiteReports } from "../site-reports.ts";
import { writtenTime } from "../written-time.ts";
import type { XmlRecord } from "../xml-record.ts";
import { xmlReader } from "../xml-report.ts";

interface BurpState {
  readonly reports: SiteReports;
  observedAt: string | null;
  /** Children of the open issue by name. */
  issue: Map<string, XmlRecord>;
  at: string;
  /** Where the first request or response stands. */
  exchangeAt: string | undefined;
}

const wanted = new Set([
  "serialNumber",
  "type",
  "name",
  "host",
  "path",
  "location",
  "severity",
  "confidence",
  "issueDetail",
  "vulnerabilityClassifications",
]);

/** Burp writes its classifications as HTML links; only the numbers of weaknesses are taken from them. */
const weaknesses = (html: string): string[] =>
  [...html.slice(0, 10_000).matchAll(/CWE-\d{1,6}/g)].map(([cwe]) => cwe);

function* tellIssue({ reports, observedAt, issue, at }: BurpState) {
  const text = (name: string): string | undefined => {
    const found = issue.get(name)?.text;
    return found === "" ? undefined : found;
  };
  const [type, name] = [text("type"), text("name")];
  if (type === undefined) {
    yield reports.warning("id-missing", at, "type");
    return;
  }
  const word = (text("severity") ?? "").toLowerCase();
  const isFact = word === "information" || word === "info" || word === "false positive";
  if (!isFact && severityOf(word) === null)
    yield reports.warning("result-unknown", at, text("severity") ?? "severity");
  const site = siteOf({ url: text("host"), address: issue.get("host")?.attributes["ip"] });
  yield* reports.finding(site, {
    check: ownRef("burp", type),
    title: name ?? null,
    refs: identifierRefs(weaknesses(text("vulnerabilityClassifications") ?? "")),
    result: isFact ? "info" : "fail",
    severity: word === "false positive" ? null : severityOf(word),
    observedAt,
    at,
    message: [text("severity"), text("confidence"), text("location") ?? text("path")]
      .filter((part) => part !== undefined)
      .join(", "),
  });
}

export const burpReader = xmlReader<BurpState>({
  format: "burp",
  name: { zh: "Burp Suite（Web 应用）", en: "Burp Suite (web applications)" },
  versions: ["1", "2"],
  roots: ["issues"],
  detect: (tag, head) =>
    tag.includes("burpVersion") || head.includes("<!ATTLIST issues burpVersion"),
  start: (context) => ({
    reports: siteReports(
      {
        tool: { name: "burp", version: null },
        family: "burp",
        // Whoever exports picks issues; the file speaks only for those.
        scope: null,
        kinds: ["web-weakness"],
      },
      context,
    ),
    observedAt: null,
    issue: new Map(),
    at: "1:1",
    exchangeAt: undefined,
  }),
  open: (state, { name, parent, attributes, at }) => {
    if (parent === "") {
      const exported = attributes["exportTime"];
      state.observedAt = exported === undefined ? null : writtenTime(exported);
      state.reports.setTool({ name: "burp", version: attributes["burpVersion"] ?? null });
      return "enter";
    }
    if (name === "issue") {
      state.issue.clear();
      state.at = at();
      return "enter";
    }
    if (name === "requestresponse") state.exchangeAt ??= at();
    return wanted.has(name) ? "record" : "skip";
  },
  take: ({ issue }, record) => {
    issue.set(record.name, record);
    return [];
  },
  *close(state, name) {
    if (name === "issue") yield* tellIssue(state);
  },
  *end({ reports, exchangeAt }) {
    if (exchangeAt !== undefined) yield reports.warning("skipped", exchangeAt, "requestresponse");
  },
});
