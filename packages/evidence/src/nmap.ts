/** Reads Nmap XML: hosts, their ports and what scripts found on them. */

import { AppError } from "@fenji/kernel";
import {
  endHost,
  tellPort,
  tellScript,
  type NmapHost,
  type NmapPort,
  type NmapSetting,
} from "./nmap-host.ts";
import { ownCopy } from "./own-copy.ts";
import type { Reader } from "./reader.ts";
import { toolWords } from "./tool-words.ts";
import { rootName, rootTag } from "./xml-root.ts";
import {
  readXml,
  xmlMedia,
  type Emit,
  type MakeVisitor,
  type Visit,
  type XmlElement,
  type XmlText,
} from "./xml-stream.ts";

interface OpenScript {
  readonly id: string;
  readonly output: string;
  readonly at: string;
  readonly fields: Map<string, string>;
  readonly tables: Map<string, string[]>;
  /** Key of the table being read; null at the top of the script. */
  table: string | null;
  key: string;
}

interface Progress {
  setting: NmapSetting | null;
  host: NmapHost | null;
  port: NmapPort | null;
  script: OpenScript | null;
  hosts: number;
  down: number;
}

/** Scripts whose meaning lies in their structured output. */
const structured = new Set(["ssh2-enum-algos", "ssl-enum-ciphers"]);

const maxItems = 1_000;

const visitNmap: MakeVisitor = (emit, context) => {
  const progress: Progress = {
    setting: null,
    host: null,
    port: null,
    script: null,
    hosts: 0,
    down: 0,
  };
  return {
    open: (element) => {
      if (element.parent === "") progress.setting = openRun(element, emit, context);
      return progress.setting === null ? "skip" : openElement(element, progress, progress.setting);
    },
    close: (name, text) => {
      if (progress.setting !== null)
        closeElement(name, { text, progress, setting: progress.setting });
    },
    end: (at) => {
      if (progress.down === 0) return;
      const detail = `${progress.down} of ${progress.hosts} hosts were not up; nothing is said of them`;
      emit({ kind: "warning", code: "skipped", at, detail });
    },
  };
};

const openRun = (element: XmlElement, emit: Emit, context: NmapSetting["context"]): NmapSetting => {
  const { name, attributes } = element;
  if (name !== "nmaprun")
    throw new AppError("evidence.xml-wrong-root", {
      at: element.at(),
      found: name.slice(0, 60),
      expected: "<nmaprun>",
    });
  const version =
    attributes["version"] === undefined ? null : toolWords(attributes["version"], 100);
  const tool = { name: toolWords(attributes["scanner"] ?? "", 100) || "nmap", version };
  emit({ kind: "tool", tool, family: tool.name });
  const startedAt = epochInstant(attributes["start"]);
  return { emit, context, version, scanned: new Map(), startedAt };
};

/** Seconds since 1970 as ISO 8601. */
const epochInstant = (seconds: string | undefined): string | null => {
  if (seconds === undefined || !/^\d{1,11}$/.test(seconds)) return null;
  return new Date(Number(seconds) * 1000).toISOString();
};

const openElement = (element: XmlElement, progress: Progress, setting: NmapSetting): Visit => {
  const { name, attributes } = element;
  if (progress.script !== null) return openInScript(element, progress.script);
  if (progress.host !== null) return openInHost(element, progress.host, progress);
  switch (name) {
    case "nmaprun":
      return "enter";
    case "scaninfo":
      takeScanInfo(attributes, setting);
      return "skip";
    case "host":
      progress.host = newHost(element, setting);
      return "enter";
    default:
      return "skip";
  }
};

const takeScanInfo = (attributes: XmlElement["attributes"], { scanned }: NmapSetting): void => {
  const { protocol, services } = attributes;
  if (protocol === undefined || services === undefined || scanned.size > 10) return;
  scanned.set(toolWords(protocol, 20), ownCopy(services.slice(0, 400_000)));
};

const newHost = ({ attributes, at }: XmlElement, setting: NmapSetting): NmapHost => ({
  at: at(),
  observedAt:
    epochInstant(attributes["endtime"]) ??
    epochInstant(attributes["starttime"]) ??
    setting.startedAt,
  timedOut: attributes["timedout"] === "true",
  names: { machineIds: [], macs: [], names: [], addresses: [] },
  state: "unknown",
  vendor: "",
  portsSeen: false,
  told: new Set(),
  subject: null,
});

const openInHost = (element: XmlElement, host: NmapHost, progress: Progress): Visit => {
  const { name, attributes } = element;
  if (progress.port !== null) return openInPort(element, progress.port, progress);
  switch (name) {
    case "status":
      host.state = ownCopy(attributes["state"] ?? "unknown");
      return "skip";
    case "address":
      takeAddress(attributes, host);
      return "skip";
    case "hostname":
      if (host.names.names.length < 100) host.names.names.push(attributes["name"] ?? "");
      return "skip";
    case "port":
      progress.port = newPort(element);
      return "enter";
    case "script":
      return openScript(element, progress);
    case "ports":
      host.portsSeen = true;
      return "enter";
    default:
      return name === "hostnames" || name === "hostscript" ? "enter" : "skip";
  }
};

const takeAddress = (attributes: XmlElement["attributes"], host: NmapHost): void => {
  const address = attributes["addr"] ?? "";
  const list = attributes["addrtype"] === "mac" ? host.names.macs : host.names.addresses;
  if (list.length < 100) list.push(address);
  host.vendor ||= attributes["vendor"] ?? "";
};

const newPort = ({ attributes, at }: XmlElement): NmapPort => ({
  at: at(),
  name: toolWords(`${attributes["protocol"] ?? "tcp"}/${attributes["portid"] ?? "?"}`, 40),
  state: "unknown",
  service: null,
  cpes: [],
  told: false,
});

const openInPort = (element: XmlElement, port: NmapPort, progress: Progress): Visit => {
  const { name, attributes } = element;
  switch (name) {
    case "state":
      port.state = attributes["state"] ?? "unknown";
      return "skip";
    case "service":
      port.service = {
        name: toolWords(attributes["name"] ?? "", 100),
        words: [attributes["product"], attributes["version"], attributes["extrainfo"]]
          .filter(Boolean)
          .join(" "),
        tunnel: attributes["tunnel"] ?? "",
        guessed: attributes["method"] === "table",
      };
      return "enter";
    case "cpe":
      return "text";
    default:
      return name === "script" ? openScript(element, progress) : "skip";
  }
};

const openScript = ({ attributes, at }: XmlElement, progress: Progress): Visit => {
  progress.script = {
    id: attributes["id"] ?? "unnamed",
    output: attributes["output"] ?? "",
    at: at(),
    fields: new Map(),
    tables: new Map(),
    table: null,
    key: "",
  };
  return "enter";
};

/** Only the top of structured outputs is looked at: tables by key, their elements, and elements by key. */
const openInScript = ({ name, parent, attributes }: XmlElement, script: OpenScript): Visit => {
  if (!structured.has(script.id)) return "skip";
  if (name === "table" && parent === "script" && script.tables.size < maxItems) {
    script.table = attributes["key"] ?? "";
    script.tables.set(script.table, []);
    return "enter";
  }
  script.key = attributes["key"] ?? "";
  return name === "elem" ? "text" : "skip";
};

interface Closing {
  readonly text: XmlText | null;
  readonly progress: Progress;
  readonly setting: NmapSetting;
}

const closeElement = (name: string, { text, progress, setting }: Closing): void => {
  const { host, port, script } = progress;
  if (host === null) return;
  if (script !== null) closeInScript(name, text, script);
  if (name === "script" && script !== null) {
    // The port is told before what scripts found behind it.
    if (port !== null) tellPort(host, port, setting);
    tellScript({ ...script, port }, host, setting);
    progress.script = null;
  } else if (name === "port" && port !== null) {
    tellPort(host, port, setting);
    progress.port = null;
  } else if (name === "cpe" && text !== null && port !== null) {
    if (text.value.startsWith("cpe:") && port.cpes.length < 20)
      port.cpes.push(text.value.slice(0, 200));
  } else if (name === "host") {
    progress.hosts += 1;
    if (host.state !== "up") progress.down += 1;
    endHost(host, setting);
    progress.host = null;
  }
};

const closeInScript = (name: string, text: XmlText | null, script: OpenScript): void => {
  if (text === null) {
    if (name === "table") script.table = null;
    return;
  }
  const list = script.table === null ? undefined : script.tables.get(script.table);
  if (list !== undefined && list.length < maxItems) list.push(text.value);
  else if (script.table === null && script.fields.size < maxItems)
    script.fields.set(script.key, text.value);
};

export const nmapReader: Reader = {
  format: "nmap-xml",
  name: { zh: "Nmap XML（网络扫描）", en: "Nmap XML (network scan)" },
  versions: ["7"],
  media: xmlMedia,
  detect: (head) => rootName(rootTag(head)) === "nmaprun",
  read: (bytes, context) => readXml(bytes, context, visitNmap),
};
