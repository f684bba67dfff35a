/** Gives the demonstration factory its evidence, by the same way in as every user's files. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import { redateDemoReport } from "@fenji/synthesis";
import { inSnapshot, inTransaction, type Ctx } from "../../platform/ctx.ts";
import { importEvidence } from "../evidence/public.ts";
import { demoEvidenceFolder } from "./demo-factory.ts";
import { demoFactoryId } from "./demo-ids.ts";

export type Progress = (zh: string, en: string) => void;

const done = "demo.evidence-imported";

const isDone = async (ctx: Ctx): Promise<boolean> =>
  inSnapshot(ctx, async (tx) => {
    const event = await tx.db
      .selectFrom("events")
      .where("enterprise_id", "=", demoFactoryId)
      .where("action", "=", done)
      .select("id")
      .executeTakeFirst();
    return event !== undefined;
  });

/** An installation without the fixtures has a demonstration without evidence, and says so. */
const evidenceFiles = async (): Promise<readonly string[]> => {
  const entries = await readdir(demoEvidenceFolder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => entry.name)
    .toSorted();
};

interface Imported {
  readonly files: number;
  readonly observations: number;
}

/** When the demonstration was made: an interrupted import goes on with the same dates on another day. */
const madeAt = async (ctx: Ctx): Promise<Date> =>
  inSnapshot(ctx, async (tx) => {
    const { created_at } = await tx.db
      .selectFrom("enterprises")
      .where("enterprise_id", "=", demoFactoryId)
      .select("created_at")
      .executeTakeFirstOrThrow();
    return new Date(created_at);
  });

/** The file as if its tool had run just before the demonstration was made: else what is years old would prove nothing. */
async function* datedAnew(name: string, madeAt: Date): AsyncGenerator<Uint8Array> {
  yield Buffer.from(
    redateDemoReport(await readFile(join(demoEvidenceFolder, name), "utf8"), madeAt),
  );
}

interface Seeding {
  readonly packs: readonly Pack[];
  readonly madeAt: Date;
}

const importFile = async (ctx: Ctx, name: string, { packs, madeAt }: Seeding): Promise<number> => {
  const reply = await importEvidence(ctx, {
    enterpriseId: demoFactoryId,
    name,
    bytes: datedAnew(name, madeAt),
    signal: new AbortController().signal,
    packs,
  });
  return reply.observations.added;
};

/** A file that cannot be read costs that file, not the start of the node. */
const importAll = async (
  ctx: Ctx,
  packs: readonly Pack[],
  progress: Progress,
): Promise<Imported> => {
  const seeding = { packs, madeAt: await madeAt(ctx) };
  let files = 0;
  let observations = 0;
  for (const name of await evidenceFiles()) {
    try {
      observations += await importFile(ctx, name, seeding);
      files += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      progress(`跳过 ${name}：${error.in("zh")}`, `Skipped ${name}: ${error.in("en")}`);
    }
  }
  return { files, observations };
};

/**
 * Each file is one transaction and the same file twice changes nothing, so an interrupted run is simply run again;
 * once it is recorded as done it is never repeated, so that files which a user withdrew stay withdrawn.
 */
export const seedEvidence = async (
  ctx: Ctx,
  packs: readonly Pack[],
  progress: Progress,
): Promise<void> => {
  if (await isDone(ctx)) return;
  progress("正在导入演示工厂的证据……", "Importing the demonstration factory's evidence…");
  const imported = await importAll(ctx, packs, progress);
  await inTransaction(ctx, async (tx) => {
    tx.events.record({
      enterpriseId: demoFactoryId,
      action: done,
      subject: demoFactoryId,
      payload: { ...imported },
    });
  });
  progress(
    `演示工厂的证据：${imported.files} 个文件，${imported.observations} 条观测`,
    `Evidence of the demonstration factory: ${imported.files} files, ${imported.observations} observations`,
  );
};
