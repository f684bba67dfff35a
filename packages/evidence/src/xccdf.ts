/** Reads XCCDF 1.1 and 1.2 results and the ARF 1.1 collections that carry them, in one pass. */

import { AppError } from "@fenji/kernel";
import { ownCopy } from "./own-copy.ts";
import type { Reader } from "./reader.ts";
import { identRef } from "./xccdf-references.ts";
import {
  endResult,
  tellRuleResult,
  type RuleResult,
  type TestResult,
  type XccdfSetting,
} from "./xccdf-result.ts";
import { makeRuleTable } from "./xccdf-rules.ts";
import { rootName, rootTag } from "./xml-root.ts";
import {
  readXml,
  type MakeVisitor,
  type Visit,
  type XmlElement,
  type XmlText,
  xmlMedia,
} from "./xml-stream.ts";
import { wordTable } from "./word-table.ts";

interface Progress {
  readonly setting: XccdfSetting;
  test: TestResult | null;
  rule: RuleResult | null;
  /** Name of the fact or system of the ident whose text is being taken. */
  source: string;
  results: number;
  /** Identifiers of the assets of an ARF collection, for `target-id-ref`. */
  readonly assets: Map<string, TestResult["names"]>;
  asset: TestResult["names"] | null;
}

const maxAssets = 10_000;

/** Elements that only lead to what matters; everything else not named here is passed over unread. */
const leading = wordTable<readonly string[]>({
  "asset-report-collection": ["report-requests", "assets", "reports"],
  assets: ["asset"],
  asset: ["computing-device"],
  "computing-device": ["connections"],
  connections: ["connection"],
  connection: ["ip-address"],
  "report-requests": ["report-request"],
  "report-request": ["content"],
  reports: ["report"],
  report: ["content"],
  content: ["data-stream-collection"],
  "data-stream-collection": ["component"],
  Benchmark: ["Group"],
  Group: ["Group"],
  TestResult: ["target-facts"],
});

const visitXccdf: MakeVisitor = (emit, context) => {
  const setting: XccdfSetting = {
    rules: makeRuleTable(),
    emit,
    context,
    benchmarkId: null,
    benchmarkVersion: null,
  };
  const progress: Progress = {
    setting,
    test: null,
    rule: null,
    source: "",
    results: 0,
    assets: new Map(),
    asset: null,
  };
  return {
    open: (element) => openElement(element, progress),
    close: (name, text) => closeElement(name, text, progress),
    end: (at) => {
      if (progress.results === 0) throw new AppError("evidence.no-results", { at });
      const dropped = setting.rules.dropped();
      if (dropped === 0) return;
      const detail = `titles and references of ${dropped} rules`;
      emit({ kind: "warning", code: "skipped", at, detail });
    },
  };
};

const openElement = (element: XmlElement, progress: Progress): Visit => {
  const { name, parent } = element;
  if (progress.rule !== null) return openInRuleResult(element, progress);
  if (progress.test !== null) return openInTestResult(element, progress.test, progress);
  if (name === "Rule" || parent === "Rule") return progress.setting.rules.open(element);
  if (parent === "") return openRoot(element, progress);
  if (name === "Benchmark") return openBenchmark(element, progress);
  if (name === "TestResult") return openTestResult(element, progress);
  if (name === "version" && parent === "Benchmark") return "text";
  if (name === "asset" && parent === "assets") return openAsset(element, progress);
  if (progress.asset !== null && /^(ip-v[46]|mac-address|hostname|fqdn)$/.test(name)) return "text";
  return leading[parent]?.includes(name) === true ? "enter" : "skip";
};

const openRoot = (element: XmlElement, progress: Progress): Visit => {
  if (element.name === "Benchmark") return openBenchmark(element, progress);
  if (element.name === "TestResult") return openTestResult(element, progress);
  if (element.name === "asset-report-collection") return "enter";
  throw new AppError("evidence.xml-wrong-root", {
    at: element.at(),
    found: element.name.slice(0, 60),
    expected: "<Benchmark>, <TestResult>, <asset-report-collection>",
  });
};

const openBenchmark = (element: XmlElement, { setting }: Progress): Visit => {
  setting.benchmarkId = ownCopy(element.attributes["id"] ?? null);
  setting.benchmarkVersion = null;
  return "enter";
};

const openAsset = (element: XmlElement, progress: Progress): Visit => {
  if (progress.assets.size >= maxAssets) return "skip";
  progress.asset = noNames();
  progress.assets.set(ownCopy(element.attributes["id"] ?? ""), progress.asset);
  return "enter";
};

const noNames = (): TestResult["names"] => ({ machineIds: [], macs: [], names: [], addresses: [] });

const openTestResult = (element: XmlElement, progress: Progress): Visit => {
  const { attributes } = element;
  progress.results += 1;
  progress.test = {
    at: element.at(),
    version: attributes["version"] ?? null,
    startTime: attributes["start-time"] ?? null,
    endTime: attributes["end-time"] ?? null,
    system: attributes["test-system"] ?? null,
    benchmarkId: null,
    profile: null,
    names: noNames(),
    scannerName: null,
    scannerVersion: null,
    begun: null,
    notSelected: 0,
    clock: { text: "", iso: null },
    told: new Set(),
    seen: new Map(),
  };
  return "enter";
};

const openInTestResult = (element: XmlElement, test: TestResult, progress: Progress): Visit => {
  const { name, parent, attributes } = element;
  if (parent === "target-facts") {
    progress.source = attributes["name"] ?? "";
    return "text";
  }
  switch (name) {
    case "rule-result":
      progress.rule = newRuleResult(element);
      return "enter";
    case "benchmark":
      test.benchmarkId ??= attributes["id"] ?? null;
      return "skip";
    case "profile":
      test.profile ??= attributes["idref"] ?? null;
      return "skip";
    case "target-id-ref":
      addNames(test.names, progress.assets.get(attributes["name"] ?? ""));
      return "skip";
    case "target":
    case "target-address":
      return "text";
    default:
      return name === "target-facts" ? "enter" : "skip";
  }
};

/** What the collection says of the asset counts beside what the result itself says. */
const addNames = (names: TestResult["names"], more: TestResult["names"] | undefined): void => {
  if (more === undefined) return;
  names.macs.push(...more.macs);
  names.names.push(...more.names);
  names.addresses.push(...more.addresses);
};

const newRuleResult = ({ attributes, at }: XmlElement): RuleResult => ({
  at: at(),
  idref: attributes["idref"] ?? "unnamed",
  time: attributes["time"] ?? null,
  severity: attributes["severity"],
  version: attributes["version"] ?? null,
  result: "",
  idents: [],
  messages: [],
  instances: [],
  cut: false,
});

const openInRuleResult = (element: XmlElement, progress: Progress): Visit => {
  const { name } = element;
  if (name === "ident") progress.source = element.attributes["system"] ?? "";
  return name === "result" || name === "ident" || name === "message" || name === "instance"
    ? "text"
    : "skip";
};

const closeElement = (name: string, text: XmlText | null, progress: Progress): void => {
  const { setting, test, rule } = progress;
  if (rule !== null && test !== null) {
    if (text !== null) takeRuleResultPart(name, text, progress);
    else {
      tellRuleResult(rule, test, setting);
      progress.rule = null;
    }
  } else if (test !== null) {
    if (text !== null) takeTestResultPart(name, text.value, progress);
    else if (name === "TestResult") {
      endResult(test, setting);
      progress.test = null;
    }
  } else if (progress.asset !== null) closeInAsset(name, text, progress);
  else if (name === "version")
    setting.benchmarkVersion ??= ownCopy(text?.value.slice(0, 100) ?? null);
  else setting.rules.close(name, text);
};

const closeInAsset = (name: string, text: XmlText | null, progress: Progress): void => {
  const { asset } = progress;
  if (asset === null || text === null) {
    if (name === "asset") progress.asset = null;
    return;
  }
  const list =
    name === "mac-address" ? asset.macs : name.startsWith("ip-v") ? asset.addresses : asset.names;
  if (list.length < 100) list.push(ownCopy(text.value.slice(0, 255)));
};

const takeRuleResultPart = (name: string, text: XmlText, progress: Progress): void => {
  const rule = progress.rule;
  if (rule === null) return;
  if (name === "result") rule.result = text.value;
  else if (name === "ident") {
    const ref = identRef(progress.source, text.value);
    if (ref !== null && rule.idents.length < 200) rule.idents.push(ref);
  } else if (name === "instance") {
    if (rule.instances.length < 20) rule.instances.push(text.value.slice(0, 500));
  } else {
    rule.cut ||= text.cut;
    if (rule.messages.length < 20) rule.messages.push(text.value);
  }
};

/** Facts as `urn:xccdf:fact:…` names them (NISTIR 7275r4 table 28, OpenSCAP's additions). */
const takeTestResultPart = (name: string, value: string, progress: Progress): void => {
  const { test } = progress;
  if (test === null || test.begun !== null) return;
  const { names } = test;
  const list =
    name === "target"
      ? names.names
      : name === "target-address"
        ? names.addresses
        : factList(progress, names);
  if (list !== null && list.length < 100) list.push(value);
  else if (progress.source.endsWith("scanner:name")) test.scannerName = value;
  else if (progress.source.endsWith("scanner:version")) test.scannerVersion = value;
};

const factList = (progress: Progress, names: TestResult["names"]): string[] | null => {
  const fact = progress.source.toLowerCase();
  if (/:(mac|ethernet:mac)$/.test(fact)) return names.macs;
  if (/:(fqdn|host_name|hostname)$/.test(fact)) return names.names;
  if (/:(ipv4|ipv6|ip)$/.test(fact)) return names.addresses;
  return /:(guid|uuid|machine[-_]id|system[-_]guid)$/.test(fact) ? names.machineIds : null;
};

export const xccdfReader: Reader = {
  format: "xccdf",
  name: { zh: "XCCDF 结果（配置核查）", en: "XCCDF results (configuration checks)" },
  versions: ["1.1", "1.2"],
  media: xmlMedia,
  detect: (head) =>
    /^(Benchmark|TestResult)$/.test(rootName(rootTag(head))) &&
    rootTag(head).includes("checklists.nist.gov/xccdf/1."),
  read: (bytes, context) => readXml(bytes, context, visitXccdf),
};

export const arfReader: Reader = {
  format: "arf",
  name: { zh: "ARF 1.1 资产报告（OpenSCAP）", en: "ARF 1.1 asset report (OpenSCAP)" },
  versions: ["1.1"],
  media: xmlMedia,
  detect: (head) =>
    rootName(rootTag(head)) === "asset-report-collection" &&
    head.includes("scap.nist.gov/schema/asset-reporting-format/1."),
  read: (bytes, context) => readXml(bytes, context, visitXccdf),
};
