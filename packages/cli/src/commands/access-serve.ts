/** `fenji access serve`: a decision point for gateways, speaking AuthZEN. */

import { isIP } from "node:net";
import process from "node:process";
import { AppError } from "@fenji/kernel";
import { InvalidArgumentError, type Command } from "commander";
import { exampleAccess, executorOption } from "../access-options.ts";
import { commandGroup } from "../command-group.ts";
import { exitCodes } from "../exit-code.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { readTextFile, type DecisionPointOptions, type Executor } from "@fenji/intake";
import { openTokens } from "../read-tokens.ts";
import { serveDecisions, type ServedDecisions } from "../serve-decisions.ts";
import { watchInputs, type WatchedInputs } from "../watch-inputs.ts";

interface Options {
  readonly port: number;
  readonly host: string;
  readonly policies?: string;
  readonly entities?: string;
  readonly tokenFile?: string;
  readonly publicUrl?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly executor: Executor;
  readonly sampleEvery: number;
}

const maxTlsBytes = 1_000_000;

export const registerAccessServe = (program: Command, io: Io): void => {
  commandGroup(program, "access", io)
    .command("serve")
    .description(say(io, description))
    .option("--port <port>", say(io, portText), wholeNumber(65_535), 8_422)
    .option("--host <address>", say(io, hostText), "127.0.0.1")
    .option("--policies <folder>", say(io, policiesText))
    .option("--entities <file>", say(io, entitiesText))
    .option("--token-file <file>", say(io, tokenText))
    .option("--public-url <url>", say(io, publicText), publicUrl)
    .option("--tls-cert <file>", say(io, { zh: "TLS 证书（PEM）", en: "TLS certificate (PEM)" }))
    .option("--tls-key <file>", say(io, { zh: "TLS 私钥（PEM）", en: "TLS private key (PEM)" }))
    .addOption(executorOption(io))
    .option("--sample-every <n>", say(io, sampleText), wholeNumber(1_000_000_000), 1_000)
    .addHelpText("after", say(io, afterHelp))
    .action(async (options: Options, command: Command) => {
      const served = await open(io, options);
      if (wantsJson(command)) await writeJson(io, { url: served.url });
      else await io.stdout.write(`${say(io, title)} · ${served.url}\n`);
      await untilStopped(io, served, watchedFiles(filesOf(io, options), options.tokenFile));
    });
};

const wholeNumber =
  (most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value <= most) return value;
    throw new InvalidArgumentError(`0-${most}`);
  };

const publicUrl = (text: string): string => {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol) && url.search === "" && url.hash === "")
    return text.replace(/\/+$/, "");
  throw new InvalidArgumentError("https://…");
};

const open = async (io: Io, options: Options): Promise<ServedDecisions> => {
  const { host, port, tokenFile, tlsCert, tlsKey } = options;
  if (tokenFile === undefined && !isLoopback(host))
    throw new AppError("decision-point.not-loopback", { host });
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    throw new AppError("decision-point.half-tls", {});
  const tls =
    tlsCert === undefined || tlsKey === undefined
      ? null
      : {
          cert: await readTextFile(tlsCert, maxTlsBytes),
          key: await readTextFile(tlsKey, maxTlsBytes),
        };
  return serveDecisions({
    files: filesOf(io, options),
    host,
    port,
    publicUrl: options.publicUrl ?? null,
    tokens: tokenFile === undefined ? null : await openTokens(tokenFile),
    tls,
    now: io.now,
    report: (error) => void reportError(io, error),
  });
};

const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));

/** Without a folder of its own it serves the example with the example's entities. */
const filesOf = (io: Io, options: Options): DecisionPointOptions => ({
  policies: options.policies ?? exampleAccess.policies,
  entities: options.entities ?? (options.policies === undefined ? exampleAccess.entities : null),
  executor: options.executor,
  sampleEvery: options.sampleEvery,
  onDisagreement: (detail) =>
    void reportError(io, new AppError("decision-point.disagreement", { detail })),
});

const reportError = (io: Io, error: unknown): Promise<void> => {
  const text =
    error instanceof AppError
      ? `${error.in(io.lang)} [${error.code}]`
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  return io.stderr.write(`${text}\n`);
};

const watchedFiles = (
  { policies, entities }: DecisionPointOptions,
  tokenFile: string | undefined,
): WatchedInputs => ({
  folder: policies,
  files: [entities, tokenFile].filter((file) => file != null),
});

const untilStopped = async (
  io: Io,
  served: ServedDecisions,
  watched: WatchedInputs,
): Promise<void> => {
  const unwatch = watchInputs(watched, () => reload(io, served));
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  unwatch();
  await served.stop();
};

const reload = async (io: Io, served: ServedDecisions): Promise<void> => {
  try {
    await served.reload();
    await io.stderr.write(`${say(io, reloaded)}\n`);
  } catch (error) {
    await reportError(io, error);
    await io.stderr.write(`${say(io, keptOld)}\n`);
  }
};

const title = { zh: "Fenji 决策点", en: "Fenji decision point" };

const reloaded = {
  zh: "已换用新的策略和实体。",
  en: "New policies and entities are in use.",
};

const keptOld = {
  zh: "继续使用原来的策略和实体。",
  en: "The policies and entities from before stay in use.",
};

const description = {
  zh: "启动决策点：以 AuthZEN 1.0 和 nginx auth_request 回答网关的询问；按 Ctrl-C 停止",
  en: "start a decision point that answers gateways by AuthZEN 1.0 and nginx auth_request; Ctrl-C stops it",
};

const portText = { zh: "端口，0 为任意空闲端口", en: "port; 0 takes a free one" };

const hostText = {
  zh: "监听的地址；非本机地址需要 --token-file",
  en: "address to listen on; other than loopback needs --token-file",
};

const policiesText = {
  zh: "策略文件夹；缺省为 examples/access/policies 及其实体",
  en: "folder of policies; by default examples/access/policies with its entities",
};

const entitiesText = {
  zh: "实体文件（Cedar 的 JSON）",
  en: "file of entities (Cedar's JSON)",
};

const tokenText = {
  zh: "令牌文件，每行一个；调用方须以 Bearer 令牌证明身份",
  en: "file of tokens, one a line; callers must then carry a Bearer token",
};

const publicText = {
  zh: "调用方使用的地址（在 TLS 代理之后时），写入元数据",
  en: "the address that callers use (behind a TLS proxy), told in the metadata",
};

const sampleText = {
  zh: "每多少次决策请参考实现核对一次，0 为不核对",
  en: "how often the reference checks a decision before it is given: every n-th; 0 is never",
};

const afterHelp = {
  zh: `
地址：POST /access/v1/evaluation、/access/v1/evaluations、/access/v1/search/subject|resource|action；GET /.well-known/authzen-configuration；
GET|POST /gateway/check（首部 X-Subject-Type、X-Subject-Id、X-Original-Method、X-Original-URI，可选 X-Resource-Type、
X-Resource-Id、X-Action）→ 204 允许，403 拒绝并给出 X-Access-Reasons，401 未登录；GET /health。
策略、实体或令牌文件改动后（或收到 SIGHUP）重新读取，策略和实体整体换用；新文件有误时继续用原来的，并说明原因。
退出码：${exitCodes.ok} 已停止；${exitCodes.badInput} 输入有误。如何接入 nginx：docs/how-to/ask-the-decision-point.md。`,
  en: `
Addresses: POST /access/v1/evaluation, /access/v1/evaluations, /access/v1/search/subject|resource|action; GET /.well-known/authzen-configuration;
GET|POST /gateway/check (headers X-Subject-Type, X-Subject-Id, X-Original-Method, X-Original-URI, and where wanted
X-Resource-Type, X-Resource-Id, X-Action) → 204 allowed, 403 denied with X-Access-Reasons, 401 without a subject; GET /health.
When a file of policies, entities or tokens changes, or on SIGHUP, all are read again, policies and entities together; broken ones leave the old in use and say why.
Exit codes: ${exitCodes.ok} stopped; ${exitCodes.badInput} wrong input. With nginx: docs/how-to/ask-the-decision-point.md.`,
};
