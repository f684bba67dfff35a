/** Tells what a tool found at network services: whose host it is, at which port, and one run per port. */

import { AppError } from "@fenji/kernel";
import { hostSubject } from "./host-subject.ts";
import type { Subject } from "./observation.ts";
import type { ReadContext, ReadEvent, Tool } from "./reader.ts";
import type { ReportHead } from "./report-head.ts";
import { reportLimits, reportWriter, type Finding } from "./report-writer.ts";
import { toolWords } from "./tool-words.ts";
import { wordTable } from "./word-table.ts";

export interface SiteNames {
  /** Of the service, e.g. `https://hmi.plant.example:8443/login`. */
  readonly url?: string | undefined;
  readonly host?: string | undefined;
  readonly address?: string | undefined;
  readonly port?: string | number | undefined;
}

export interface Site {
  readonly subject: Subject;
  /** Null when the host is sure. */
  readonly unclear: string | null;
  /** `tcp/443`; "" where the report names no port. */
  readonly place: string;
}

const defaultPorts = wordTable<number>({ http: 80, https: 443, ws: 80, wss: 443 });

const urlStart =
  /^(?:([a-z][a-z0-9+.-]{0,20}):)?\/\/(?:[^@/?#]*@)?(\[[0-9a-f:.]*\]|[^:/?#]*)(?::(\d{1,5}))?/i;

interface UrlParts {
  readonly scheme: string;
  readonly host: string;
  readonly port: number | undefined;
}

const urlParts = (url: string): UrlParts | undefined => {
  const found = urlStart.exec(url.trim().slice(0, 2_000));
  if (found === null) return undefined;
  const [, scheme = "", host = "", port] = found;
  const name = scheme.toLowerCase();
  return {
    scheme: name,
    host: host.replace(/^\[(.*)\]$/, "$1"),
    port: portNumber(port) ?? defaultPorts[name],
  };
};

const portNumber = (port: string | number | undefined): number | undefined => {
  const number = typeof port === "string" && port.trim() !== "" ? Number(port) : port;
  return typeof number === "number" && Number.isInteger(number) && number > 0 && number < 65_536
    ? number
    : undefined;
};

/** The host of a service by name and address, with `port` and, where the report gives an address of the service, `origin`. */
export const siteOf = ({ url, host, address, port }: SiteNames): Site => {
  const parts = url === undefined ? undefined : urlParts(url);
  const names = [host, parts?.host, address].flatMap((name) =>
    name === undefined ? [] : [name.replace(/^\[(.*)\]$/, "$1")],
  );
  const { subject, unclear } = hostSubject({
    machineIds: [],
    macs: [],
    names,
    addresses: names,
  });
  const number = portNumber(port) ?? parts?.port;
  const origin =
    parts === undefined || parts.scheme === "" || parts.host === ""
      ? {}
      : {
          origin: toolWords(
            `${parts.scheme}://${parts.host}${number === undefined ? "" : `:${number}`}`,
            500,
          ),
        };
  return {
    subject: {
      ...subject,
      identifiers: {
        ...subject.identifiers,
        ...(number === undefined ? {} : { port: String(number) }),
        ...origin,
      },
    },
    unclear,
    place: number === undefined ? "" : `tcp/${number}`,
  };
};

export interface SiteReports {
  /** To be called before anything is told. */
  readonly setTool: (tool: Tool) => void;
  /** The check is told with its port (`<check>@tcp/443`) and refers to itself without. */
  readonly finding: (site: Site, finding: Omit<Finding, "subject">) => Generator<ReadEvent>;
  readonly covered: (site: Site, at: string, observedAt?: string | null) => Generator<ReadEvent>;
  readonly warning: ReturnType<typeof reportWriter>["warning"];
  /** As of a report writer, for each port. */
  readonly conclude: () => Generator<ReadEvent>;
}

/** One scope per port, so that the report of one service leaves what is known of another on the same host. */
export const siteReports = (head: ReportHead, context: ReadContext): SiteReports => {
  let known = head;
  const writers = new Map<string, ReturnType<typeof reportWriter>>();
  const met = new Set<string>();
  const told = new Set<string>();
  const plain = reportWriter(head, context);
  const writerAt = (place: string): ReturnType<typeof reportWriter> => {
    const held = writers.get(place);
    if (held !== undefined) return held;
    const made = reportWriter(placed(known, place), context);
    writers.set(place, made);
    return made;
  };
  /** What one writer tells once a file, all of them together tell once. */
  function* once(events: Iterable<ReadEvent>): Generator<ReadEvent> {
    for (const event of events) {
      const key = onceKey(event);
      if (key !== null && told.has(key)) continue;
      if (key !== null) told.add(key);
      yield event;
    }
  }
  function* meet(site: Site, at: string): Generator<ReadEvent> {
    const { id } = site.subject;
    if (met.has(id)) return;
    if (met.size >= reportLimits.maxSubjects)
      throw new AppError("evidence.too-many-observations", { at, limit: reportLimits.maxSubjects });
    met.add(id);
    if (site.unclear !== null) yield plain.warning("subject-unclear", at, site.unclear);
  }
  return {
    setTool: (tool) => {
      known = { ...known, tool };
    },
    *finding(site, finding) {
      yield* meet(site, finding.at);
      yield* once(writerAt(site.place).finding(atPlace(site, finding)));
    },
    *covered(site, at, observedAt) {
      yield* meet(site, at);
      yield* once(writerAt(site.place).covered(site.subject, at, observedAt));
    },
    warning: plain.warning,
    *conclude() {
      for (const writer of writers.size === 0 ? [plain] : writers.values())
        yield* once(writer.conclude());
    },
  };
};

const onceKey = (event: ReadEvent): string | null => {
  if (event.kind === "tool") return "tool";
  const isClock =
    event.kind === "warning" && (event.code === "time-missing" || event.code === "time-in-future");
  return isClock ? "clock" : null;
};

const placed = (head: ReportHead, place: string): ReportHead =>
  place === ""
    ? head
    : { ...head, place, scope: head.scope === null ? null : `${head.scope}:${place}` };

const atPlace = ({ subject, place }: Site, finding: Omit<Finding, "subject">): Finding =>
  place === ""
    ? { ...finding, subject }
    : {
        ...finding,
        subject,
        check: `${finding.check}@${place}`,
        refs: [finding.check, ...(finding.refs ?? [])],
      };
