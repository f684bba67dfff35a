/** Gathers one host of an Nmap scan as it streams by, and tells its observations. */

import { hostSubject, type HostNames, type HostSubject } from "./host-subject.ts";
import { isInFuture } from "./instant.ts";
import { notablePorts, portListHas, portRefs, scanScope, type NmapService } from "./nmap-ports.ts";
import { scriptMeaning, scriptRefs, type NmapScript } from "./nmap-scripts.ts";
import type { Observation } from "./observation.ts";
import type { ReadContext } from "./reader.ts";
import { toolWords } from "./tool-words.ts";
import type { Emit } from "./xml-stream.ts";

export interface NmapSetting {
  readonly emit: Emit;
  readonly context: ReadContext;
  readonly version: string | null;
  /** Ports looked at, by protocol, as the scan lists them. */
  readonly scanned: Map<string, string>;
  readonly startedAt: string | null;
}

export interface NmapPort {
  readonly at: string;
  /** `tcp/23` */
  readonly name: string;
  state: string;
  service: NmapService | null;
  readonly cpes: string[];
  told: boolean;
}

export interface NmapHost {
  readonly at: string;
  readonly observedAt: string | null;
  readonly timedOut: boolean;
  readonly names: { [K in keyof HostNames]: string[] };
  state: string;
  vendor: string;
  portsSeen: boolean;
  readonly told: Set<string>;
  subject: HostSubject | null;
}

/** Fixed when the first port is met, since Nmap writes a host's addresses before its ports. */
const subjectOf = (host: NmapHost, { emit, context }: NmapSetting): HostSubject => {
  if (host.subject !== null) return host.subject;
  const found = hostSubject(host.names);
  host.subject = found;
  const warn = (
    code: "subject-unclear" | "time-missing" | "time-in-future",
    detail: string,
  ): void => emit({ kind: "warning", code, at: host.at, detail });
  if (found.unclear !== null) warn("subject-unclear", found.unclear);
  if (host.observedAt === null) warn("time-missing", "the scan of the host names no time");
  else if (isInFuture(host.observedAt, context.now)) warn("time-in-future", host.observedAt);
  return found;
};

type Said = Pick<Observation, "check" | "at"> & Partial<Observation>;

const tell = (host: NmapHost, setting: NmapSetting, said: Said): void => {
  const observation: Observation = {
    subject: subjectOf(host, setting).subject,
    revision: setting.version,
    title: null,
    refs: [],
    result: "info",
    severity: null,
    observedAt: host.observedAt,
    message: null,
    ...said,
  };
  setting.emit({ kind: "observation", observation, scope: scanScope(setting.scanned) });
};

export const tellPort = (host: NmapHost, port: NmapPort, setting: NmapSetting): void => {
  if (port.told) return;
  port.told = true;
  if (isAgain(host, port.name, { at: port.at, setting })) return;
  const words = [port.state, port.service?.name, port.service?.words].filter(Boolean);
  const doubt = port.service?.guessed === true ? " (service guessed from the port number)" : "";
  tell(host, setting, {
    check: `port:${port.name}`,
    at: port.at,
    refs: [...portRefs(port.name, port.state, port.service), ...port.cpes],
    message: toolWords(`${words.join(" ")}${doubt}`),
  });
};

/** `port` is null for scripts about the host as a whole. */
export const tellScript = (
  script: NmapScript & { readonly at: string; readonly port: NmapPort | null },
  host: NmapHost,
  setting: NmapSetting,
): void => {
  const id = toolWords(script.id, 100) || "unnamed";
  const place = script.port === null ? "host" : script.port.name;
  if (isAgain(host, `${id}@${place}`, { at: script.at, setting })) return;
  const meaning = scriptMeaning(script, host.observedAt);
  tell(host, setting, {
    check: `nmap-script:${id}@${place}`,
    at: script.at,
    refs: [`nmap-script:${id}`, ...scriptRefs(script.output)],
    result: meaning.result,
    severity: meaning.severity,
    message:
      toolWords(`${meaning.note === "" ? "" : `[${meaning.note}] `}${script.output.trim()}`) ||
      null,
  });
};

const isAgain = (
  host: NmapHost,
  key: string,
  { at, setting }: { readonly at: string; readonly setting: NmapSetting },
): boolean => {
  if (host.told.has(key)) {
    setting.emit({ kind: "warning", code: "duplicate-id", at, detail: key });
    return true;
  }
  host.told.add(key);
  return false;
};

/**
 * A host that was up and whose ports were looked at to the end closes what an earlier scan of the same ports found; one
 * that was down or ran out of time closes nothing. Notable ports that were looked at and not listed are told as not open.
 */
export const endHost = (host: NmapHost, setting: NmapSetting): void => {
  if (host.state !== "up") return;
  const vendor = toolWords(host.vendor, 100);
  tell(host, setting, {
    check: "nmap:host-up",
    at: host.at,
    message: vendor === "" ? "up" : `up, ${vendor}`,
  });
  if (!host.portsSeen || host.timedOut || setting.scanned.size === 0) return;
  for (const port of notablePorts) {
    const [protocol = "", number] = port.split("/");
    if (host.told.has(port) || !portListHas(setting.scanned.get(protocol) ?? "", Number(number)))
      continue;
    tell(host, setting, {
      check: `port:${port}`,
      at: host.at,
      refs: [`port-not-open:${port}`],
      message: "not open",
    });
  }
  const { subject } = subjectOf(host, setting);
  setting.emit({ kind: "scope", subject, scope: scanScope(setting.scanned) });
};
