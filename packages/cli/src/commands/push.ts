/** `fenji push`: sends files to a node over any line, goes on where it broke, and tells what they changed. */

import type { Upload } from "@fenji/contract";
import { walkFiles, type WalkedFile } from "@fenji/intake";
import { AppError, errorMessage, type LocalizedText } from "@fenji/kernel";
import { InvalidArgumentError, type Command } from "commander";
import { exitCodes } from "../exit-code.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { demonstrationOf, enterpriseText, nodeClient, nodeText } from "../node-client.ts";
import { pushFile, settledUpload, type Pushing } from "../push-file.ts";

interface Options {
  readonly enterprise?: string;
  readonly node: string;
  readonly wait: boolean;
  /** Minutes. */
  readonly patience: number;
}

interface Pushed {
  readonly path: string;
  readonly upload: Upload | null;
  readonly error: AppError | null;
}

const minutes = (text: string): number => {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError(text);
  return Number(text);
};

export const registerPush = (program: Command, io: Io): void => {
  program
    .command("push")
    .description(say(io, description))
    .argument("<file...>", say(io, { zh: "文件或文件夹", en: "files or folders" }))
    .option("--enterprise <id>", say(io, enterpriseText))
    .option("--node <url>", say(io, nodeText), io.nodeUrl)
    .option("--patience <minutes>", say(io, patienceText), minutes, 10)
    .option("--no-wait", say(io, noWaitText))
    .addHelpText("after", say(io, afterHelp))
    .action(async (paths: string[], options: Options, command: Command) => {
      const client = nodeClient(io, options.node);
      const enterpriseId = options.enterprise ?? (await demonstrationOf(client, options.node));
      const pushing = {
        client,
        enterpriseId,
        patienceMs: options.patience * 60_000,
        onBreak: (why: AppError) => io.stderr.write(`${why.in(io.lang)} [${why.code}]\n`),
      };
      const sent = await sendAll(io, pushing, await walkFiles(paths));
      const done: Pushed[] = [];
      for (const one of sent) done.push(options.wait ? await settle(io, pushing, one) : one);
      if (done.some(isRefused)) io.exitCode = exitCodes.badInput;
      if (wantsJson(command)) await writeJson(io, { files: done.map(fileJson) });
      else for (const one of done) await printPushed(io, one);
    });
};

/** A file that is refused leaves the others be; a node that stays gone ends all. */
const sendAll = async (
  io: Io,
  pushing: Omit<Pushing, "onProgress">,
  files: readonly WalkedFile[],
): Promise<readonly Pushed[]> => {
  const sent: Pushed[] = [];
  for (const { path, error } of files) {
    if (error !== null) {
      sent.push({ path, upload: null, error });
      continue;
    }
    const onProgress = (arrived: number, size: number) => tellProgress(io, path, { arrived, size });
    try {
      sent.push({ path, upload: await pushFile({ ...pushing, onProgress }, path), error: null });
    } catch (failure) {
      if (!(failure instanceof AppError)) throw failure;
      sent.push({ path, upload: null, error: failure });
      if (failure.code === "evidence.node-unreachable") break;
    }
  }
  return sent;
};

/** Small files are there at once. */
const tellProgress = async (
  io: Io,
  path: string,
  { arrived, size }: { readonly arrived: number; readonly size: number },
): Promise<void> => {
  if (arrived === size) return;
  const percent = Math.floor((arrived / size) * 100);
  await io.stderr.write(
    `${path}: ${say(io, { zh: `已送达 ${percent} %`, en: `${percent} % sent` })}\n`,
  );
};

const settle = async (
  io: Io,
  pushing: Omit<Pushing, "onProgress">,
  one: Pushed,
): Promise<Pushed> => {
  if (one.upload === null) return one;
  try {
    return { ...one, upload: await settledUpload(pushing, one.upload) };
  } catch (failure) {
    if (!(failure instanceof AppError)) throw failure;
    await io.stderr.write(`${one.path}: ${say(io, stillWaits)}\n`);
    return { ...one, error: failure };
  }
};

const isRefused = ({ upload, error }: Pushed): boolean =>
  error !== null || (upload !== null && ["refused", "cancelled", "expired"].includes(upload.state));

const fileJson = ({ path, upload, error }: Pushed) => ({
  path,
  id: upload?.id ?? null,
  state: upload?.state ?? "failed",
  result: upload?.result ?? null,
  problem:
    error === null
      ? (upload?.problem ?? null)
      : { code: error.code, text: errorMessage(error.code, error.params) },
});

const states: Readonly<Record<Upload["state"], LocalizedText>> = {
  receiving: { zh: "尚未送完", en: "not sent whole" },
  queued: { zh: "已送达，排队等待读取", en: "sent, waits to be read" },
  importing: { zh: "已送达，正在读取", en: "sent, is being read" },
  done: { zh: "已导入", en: "imported" },
  refused: { zh: "被拒绝", en: "refused" },
  cancelled: { zh: "已被取消", en: "cancelled" },
  expired: { zh: "已过期", en: "expired" },
};

const outcome = (upload: Upload): LocalizedText => {
  const { result, problem } = upload;
  if (problem !== null)
    return {
      zh: `${problem.text.zh} [${problem.code}]`,
      en: `${problem.text.en} [${problem.code}]`,
    };
  if (result === null) return states[upload.state];
  if (result.status === "identical")
    return { zh: "已导入过，没有变化", en: "imported before, nothing changes" };
  const { added, closed, unchanged, verdictsChanged } = result;
  return {
    zh: `新增 ${added}，关闭 ${closed}，不变 ${unchanged}；判定变化 ${verdictsChanged}`,
    en: `${added} added, ${closed} closed, ${unchanged} unchanged; ${verdictsChanged} verdicts changed`,
  };
};

type ChangedRegime = NonNullable<Upload["result"]>["regimes"][number];

/** A regime with how many of its verdicts changed; one that never judged the firm before says so. */
const regimeLine = ({ pack, title, changed, firstJudged }: ChangedRegime): LocalizedText => ({
  zh: `${title.zh}（${pack}）：${firstJudged ? "首次判定，" : ""}${changed} 项`,
  en: `${title.en} (${pack}): ${firstJudged ? "first judged, " : ""}${changed}`,
});

const printPushed = async (io: Io, { path, upload, error }: Pushed): Promise<void> => {
  if (error !== null) await io.stderr.write(`${path}: ${error.in(io.lang)} [${error.code}]\n`);
  if (upload === null) return;
  const sink = upload.problem === null ? io.stdout : io.stderr;
  await sink.write(`${path}: ${say(io, outcome(upload))}\n`);
  for (const regime of upload.result?.regimes ?? []) {
    await io.stdout.write(`  ${say(io, regimeLine(regime))}\n`);
    for (const { pack, requirement, from, to } of upload.result?.changes ?? [])
      if (pack === regime.pack)
        await io.stdout.write(`    ${requirement}: ${from ?? "–"} → ${to}\n`);
  }
};

const stillWaits = {
  zh: "已送达；节点没有答复读取的结果，再次运行即可得知",
  en: "sent; the node did not say what became of it, run this again to learn",
};

const description = {
  zh: "把证据分段送到节点，断线后接着送；列出改变的判定",
  en: "send evidence to a node in parts, going on after a break; lists verdicts that change",
};

const patienceText = {
  zh: "节点不答复时最多再试多少分钟",
  en: "minutes for which a node that does not answer is tried again",
};

const noWaitText = {
  zh: "送到即止，不等节点读完",
  en: "end when all is sent, without waiting until the node has read it",
};

const afterHelp = {
  zh: `
中断后再次运行，会从节点已收到的地方继续；已导入过的文件不再发送。
退出码：${exitCodes.ok} 全部送达并导入；${exitCodes.badInput} 有文件被拒绝（其余已导入），或连不上节点。
需要登录的节点：把访问令牌放进环境变量 FENJI_TOKEN（权限 evidence:import），并用 --enterprise 指明企业。`,
  en: `
Run again after a break, it goes on from what the node has; files imported before are not sent.
Exit codes: ${exitCodes.ok} all sent and imported; ${exitCodes.badInput} some files were refused (the others are in), or no node answers.
Where people sign in: put an access token with evidence:import into FENJI_TOKEN, and name the firm with --enterprise.`,
};
