/** Runs a node until it is told to stop: tells its address once, reports failures, sets the exit code. */

import { enableCompileCache } from "node:module";
import { inspect } from "node:util";
import { AppError } from "@fenji/kernel";
import { readConfig } from "../config.ts";
import { exitCodeOf } from "./exit-codes.ts";
import { closeNode, openNode, type NodeParts, type Opening } from "./open-node.ts";
import { sayFailure } from "./say.ts";

const asAppError = (error: unknown): AppError =>
  error instanceof AppError
    ? error
    : new AppError("platform.internal", { requestId: "start" }, { cause: error });

/** Says what failed; a fault of ours also says where, to whoever wants to report it. */
const reportFailure = (error: unknown): number => {
  const known = asAppError(error);
  sayFailure(known);
  if (known.code === "platform.internal") {
    const { cause } = known;
    const detail = process.env["FENJI_DEBUG"]
      ? inspect(cause)
      : cause instanceof Error
        ? cause.message
        : String(cause);
    process.stderr.write(`${detail}\n`);
  }
  return exitCodeOf(known.code);
};

/** The first wish to stop counts; Ctrl-C comes twice because npm passes it on as well. */
const onStopWish = (stop: () => void): void => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  // The launcher holds the other end: when it is killed, this node must not stay behind.
  if (process.connected) process.on("disconnect", stop);
};

const run = async (opening: Opening): Promise<void> => {
  const starting = openNode(opening);
  let ending: Promise<void> | undefined;
  const end = async (exitCode: number): Promise<void> => {
    const failures = await closeNode(opening, starting);
    const codes = failures.map(reportFailure);
    process.exit(codes[0] ?? exitCode);
  };
  onStopWish(() => void (ending ??= end(0)));
  try {
    await starting;
    if (ending === undefined)
      process.stdout.write(`Fenji 分级 · ${opening.config.publicUrl.origin}\n`);
  } catch (error) {
    // A start that was broken off fails in ways that are no news.
    if (ending === undefined) ending = end(reportFailure(error));
  }
  await ending;
};

/** Starts a node made of these parts, from the environment. */
export const runNode = async (parts: NodeParts): Promise<void> => {
  enableCompileCache();
  const nothing = (): void => undefined;
  try {
    const config = readConfig(process.env);
    await run({
      config,
      parts,
      cleanups: [],
      startingDatabase: Promise.resolve(),
      markStopping: nothing,
    });
  } catch (error) {
    process.exitCode = reportFailure(error);
    process.disconnect?.();
  }
};
