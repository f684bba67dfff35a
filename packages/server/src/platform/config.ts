/** The node's whole configuration: one validated object read once from the environment. */

import { isAbsolute, join, resolve } from "node:path";
import { AppError } from "@fenji/kernel";
import { z } from "zod";
import { isLoopback, readServerMode, serverModeVariables, type ServerMode } from "./server-mode.ts";

/** The checkout or installation that this file belongs to. */
export const installationFolder = resolve(import.meta.dirname, "../../../..");

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

const environmentSchema = z.object({
  /** Port of page and API. */
  FENJI_PORT: z.coerce.number().int().min(1).max(65_535).default(8420),
  /** local: one person on this machine, no sign-in; server: people sign in. */
  FENJI_MODE: z.enum(["local", "server"]).default("local"),
  /** Address to listen on; loopback only in local mode. */
  FENJI_HOST: z.string().min(1).default("127.0.0.1"),
  /** Folder of everything the node keeps; made when missing. */
  FENJI_DATA: z.string().min(1).default(join(installationFolder, "data")),
  /** A PostgreSQL >= 15 to use instead of the embedded one. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional(),
  /** Level of the log file in the data folder. */
  FENJI_LOG: z.enum(logLevels).default("info"),
  /**
   * 1 seeds the synthetic demonstration on the first start and links it to a supervisor's node of the demonstration
   * province, started beside it; alone seeds it without that second node; 0 starts empty.
   */
  FENJI_DEMO: z.enum(["0", "1", "alone"]).default("1"),
  /** 1 builds and serves the page, 0 serves the API only. */
  FENJI_PAGE: z.enum(["0", "1"]).default("1"),
  /** One access decision in so many is made by both policy engines before it stands; 1: every one. */
  FENJI_ACCESS_SAMPLE: z.coerce.number().int().min(1).max(1_000_000).default(100),
  /** Folder with `policies/` and `entities.json` by which the node answers the firm's own gateways; unset: it does not. */
  FENJI_GATEWAY: z.string().min(1).optional(),
  /** Folder from which evidence is taken in, a folder for each enterprise in it; unset: none. */
  FENJI_INBOX: z.string().min(1).optional(),
  /** Whose node this is. */
  FENJI_NODE: z.enum(["enterprise", "supervisor"]).default("enterprise"),
  /** What this node calls itself to others. */
  FENJI_NAME: z
    .string()
    .trim()
    .max(100)
    .regex(/^[^\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+$/u)
    .optional(),
  /** With which keys messages to other nodes are signed. */
  FENJI_SIGN: z.enum(["ed25519", "ed25519+sm2"]).default("ed25519"),
  /** Seconds between looks at what waits for other nodes and at them; 0 only when asked. */
  FENJI_EXCHANGE_SECONDS: z.coerce.number().int().min(0).max(86_400).default(15),
  ...serverModeVariables,
});

/** What each variable accepts, in signs that need no translation. */
const accepted: Readonly<Record<string, string>> = {
  FENJI_PORT: "1-65535",
  DATABASE_URL: "postgresql://…",
  FENJI_LOG: logLevels.join(" | "),
  FENJI_DEMO: "0 | 1 | alone",
  FENJI_NAME: "1-100",
  FENJI_SIGN: "ed25519 | ed25519+sm2",
  FENJI_EXCHANGE_SECONDS: "0-86400",
  FENJI_PAGE: "0 | 1",
  FENJI_NODE: "enterprise | supervisor",
  FENJI_ACCESS_SAMPLE: "1-1000000",
  FENJI_MODE: "local | server",
  FENJI_NEW_ADMINISTRATOR: "0 | 1",
  FENJI_OIDC_ISSUER: "https://…",
};

export interface Config extends ServerMode {
  readonly mode: "local" | "server";
  readonly port: number;
  readonly host: string;
  /** Absolute path. */
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  readonly logLevel: (typeof logLevels)[number];
  readonly demo: boolean;
  /** A supervisor's node of the demonstration province runs beside this one. */
  readonly demoSupervisor: boolean;
  readonly page: boolean;
  readonly nodeKind: "enterprise" | "supervisor";
  readonly accessSample: number;
  readonly nodeName: string;
  readonly signWith: readonly ("Ed25519" | "SM2-SM3")[];
  readonly exchangeSeconds: number;
  /** Absolute path, or null where gateways are not answered. */
  readonly gatewayFolder: string | null;
  /** Absolute path, or null where no folder is watched. */
  readonly inboxFolder: string | null;
}

const defaultNames = {
  enterprise: "企业节点 Enterprise node",
  supervisor: "主管节点 Supervisor node",
} as const;

const withoutEmpty = (
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== "",
    ),
  );

/**
 * Reads the environment; an empty variable counts as unset, a relative FENJI_DATA starts at the working folder.
 * @throws AppError `config.invalid` naming the variable, `config.not-loopback`, `config.needs-url`.
 */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>): Config => {
  const parsed = environmentSchema.safeParse(withoutEmpty(environment));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0] ?? "");
    // The value of DATABASE_URL may hold a password, so no value is ever repeated.
    throw new AppError("config.invalid", { name, detail: accepted[name] ?? issue?.message ?? "" });
  }
  const values = parsed.data;
  if (values.FENJI_MODE === "local" && !isLoopback(values.FENJI_HOST)) {
    throw new AppError("config.not-loopback", { host: values.FENJI_HOST });
  }
  return {
    port: values.FENJI_PORT,
    host: values.FENJI_HOST,
    dataFolder: isAbsolute(values.FENJI_DATA) ? values.FENJI_DATA : resolve(values.FENJI_DATA),
    databaseUrl: values.DATABASE_URL ?? null,
    logLevel: values.FENJI_LOG,
    demo: values.FENJI_DEMO !== "0",
    demoSupervisor:
      values.FENJI_DEMO === "1" &&
      values.FENJI_NODE === "enterprise" &&
      values.FENJI_MODE === "local",
    page: values.FENJI_PAGE === "1",
    nodeKind: values.FENJI_NODE,
    accessSample: values.FENJI_ACCESS_SAMPLE,
    nodeName: values.FENJI_NAME ?? defaultNames[values.FENJI_NODE],
    signWith: values.FENJI_SIGN === "ed25519" ? ["Ed25519"] : ["Ed25519", "SM2-SM3"],
    exchangeSeconds: values.FENJI_EXCHANGE_SECONDS,
    gatewayFolder: values.FENJI_GATEWAY === undefined ? null : resolve(values.FENJI_GATEWAY),
    inboxFolder: values.FENJI_INBOX === undefined ? null : resolve(values.FENJI_INBOX),
    mode: values.FENJI_MODE,
    ...readServerMode(values),
  };
};
