/** Compares kernel and SQL once a day while the node runs. */

import { systemActor } from "../../platform/auth/actor.ts";
import { baseCtx, inSnapshot } from "../../platform/ctx.ts";
import type { Companion } from "../../platform/http/node-services.ts";
import { packLibrary } from "../packs/public.ts";
import { openGradeChecks } from "./check-grades.ts";
import { newestStart } from "./list-grade-checks.ts";

const dayMs = 24 * 3_600_000;
const lookEveryMs = 3_600_000;

/** The first look waits an hour: a node that has just started has other things to do. */
export const startDailyChecks: Companion = (services) => {
  const { db, files, log } = services;
  const system = baseCtx({ db, files, log, actor: systemActor });
  const checks = openGradeChecks(services);
  const look = async (): Promise<void> => {
    const newest = await inSnapshot(system, newestStart);
    if (newest !== undefined && Date.now() - Date.parse(newest) < dayMs) return;
    await checks.start((await packLibrary()).defaultRegime, systemActor.id);
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => log.error({ err: error }, "daily comparison"));
  }, lookEveryMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await checks.close();
  };
};
