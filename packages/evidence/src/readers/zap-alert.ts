/** What an alert of ZAP says, in whichever of its report formats it stands. */

import { identifierRefs, ownRef } from "../finding-refs.ts";
import type { Severity } from "../observation.ts";
import type { ReportHead } from "../report-head.ts";
import type { Finding } from "../report-writer.ts";
import { wordTable } from "../word-table.ts";

export interface ZapInstance {
  readonly uri: string;
  readonly method: string;
  readonly param: string;
}

export interface ZapAlert {
  /** Text of a member such as `pluginid`. */
  readonly text: (name: string) => string | undefined;
  readonly instances: readonly ZapInstance[];
  readonly at: string;
  /** When the report was made. */
  readonly observedAt: string | null;
}

export const zapHead: ReportHead = {
  tool: { name: "zap", version: null },
  family: "zap",
  scope: "zap",
  kinds: ["web-weakness"],
};

const severities = wordTable<Severity>({
  "0": "none",
  "1": "low",
  "2": "medium",
  "3": "high",
});

/** Places that are named in the message; their number is told whole. */
const maxPlaces = 5;

/**
 * Undefined for an alert without its rule's id. Risk 0 is informational and confidence 0 a false positive by the
 * assessor's word: both are told as facts.
 */
export const zapFinding = (alert: ZapAlert): Omit<Finding, "subject"> | undefined => {
  const plugin = alert.text("pluginid");
  if (plugin === undefined) return undefined;
  const rule = alert.text("alertRef") ?? plugin;
  const risk = alert.text("riskcode") ?? "";
  const isFalsePositive = alert.text("confidence") === "0";
  const cwe = Number(alert.text("cweid") ?? "0");
  return {
    check: ownRef("zap", plugin),
    title: alert.text("name") ?? alert.text("alert") ?? null,
    refs: [
      ...(rule === plugin ? [] : [ownRef("zap", rule)]),
      ...(cwe > 0 ? identifierRefs([`CWE-${cwe}`]) : []),
    ],
    result: isFalsePositive || risk === "0" ? "info" : "fail",
    severity: severities[risk] ?? null,
    observedAt: alert.observedAt,
    at: alert.at,
    message: messageOf(alert, isFalsePositive),
  };
};

const messageOf = ({ text, instances }: ZapAlert, isFalsePositive: boolean): string => {
  const places = instances
    .slice(0, maxPlaces)
    .map(({ uri, method, param }) => `${method} ${uri}${param === "" ? "" : ` [${param}]`}`.trim());
  const count = text("count") ?? String(instances.length);
  return [
    isFalsePositive ? "false positive" : (text("riskdesc") ?? ""),
    `${count} × ${places.join("; ")}${instances.length > maxPlaces ? "; …" : ""}`,
  ]
    .filter((part) => part !== "")
    .join(": ");
};
