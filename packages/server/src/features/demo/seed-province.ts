/** Generates, grades and stores the synthetic province: all of it in one transaction, once. */

import type { Pack } from "@fenji/regime";
import { generateProvince } from "@fenji/synthesis";
import { inSnapshot, inTransaction, type Ctx } from "../../platform/ctx.ts";
import { demoFactory } from "./demo-factory.ts";
import { demoFactoryId, demoJurisdiction, demoProvinceSize, demoSeed } from "./demo-ids.ts";
import { gradeFirms } from "./grade-firms.ts";
import type { Progress } from "./seed-evidence.ts";
import { storeProvince } from "./store-province.ts";

type Found = "demonstration" | "others" | "nothing";

/** A node that already has firms of its own is not mixed with synthetic ones. */
const look = (ctx: Ctx): Promise<Found> =>
  inSnapshot(ctx, async (tx) => {
    const factory = await tx.db
      .selectFrom("enterprises")
      .where("enterprise_id", "=", demoFactoryId)
      .select("enterprise_id")
      .executeTakeFirst();
    if (factory !== undefined) return "demonstration";
    const any = await tx.db
      .selectFrom("enterprises")
      .select("enterprise_id")
      .limit(1)
      .executeTakeFirst();
    return any === undefined ? "nothing" : "others";
  });

/** Returns whether the demonstration is there afterwards. The factory is one of the firms. */
export const seedProvince = async (ctx: Ctx, pack: Pack, progress: Progress): Promise<boolean> => {
  const found = await look(ctx);
  if (found !== "nothing") return found === "demonstration";
  progress(
    `正在生成演示省的 ${demoProvinceSize} 家合成企业……`,
    `Making the ${demoProvinceSize} synthetic firms of the demonstration province…`,
  );
  const firms = [await demoFactory(), ...generateProvince(demoSeed, demoProvinceSize - 1)];
  const graded = gradeFirms(pack, firms);
  const { id, version } = pack.header;
  await inTransaction(ctx, async (tx) => {
    await storeProvince(tx, graded, { pack: { id, version }, at: tx.now().toISOString() });
    tx.events.record({
      enterpriseId: null,
      action: "demo.province-made",
      subject: demoJurisdiction,
      payload: { seed: demoSeed, firms: firms.length, pack: `${id}@${version}` },
    });
  });
  progress(
    `演示省已建成：${firms.length} 家合成企业已定级`,
    `The demonstration province stands: ${firms.length} synthetic firms are graded`,
  );
  return true;
};
