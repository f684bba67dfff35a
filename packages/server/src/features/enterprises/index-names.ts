/** Indexes the names that are not found yet: those that were registered before there was an index. */

import { sql } from "kysely";
import { inTransaction } from "../../platform/ctx.ts";
import type { Seeder } from "../../platform/http/node-services.ts";
import { indexName } from "./index-name.ts";

const namesAtOnce = 2_000;

/** A part of them is one transaction, so that a start that is broken off loses nothing. */
export const indexNames: Seeder = async (ctx, _services, progress) => {
  let done = 0;
  for (;;) {
    const count = await inTransaction(ctx, async (tx) => {
      const firms = await tx.db
        .selectFrom("enterprises")
        .where("search_grams", "is", null)
        .select(["enterprise_id", "name", "name_en"])
        .orderBy("enterprise_id")
        .limit(namesAtOnce)
        .execute();
      const indexed = firms.map((firm) => ({ firm, index: indexName(firm.name, firm.name_en) }));
      await sql`
        update enterprises e set search_text = i.text, pinyin = i.pinyin, initials = i.initials, search_grams = i.grams::int[]
        from unnest(${firms.map(({ enterprise_id }) => enterprise_id)}::uuid[],
                    ${indexed.map(({ index }) => index.search_text)}::text[],
                    ${indexed.map(({ index }) => index.pinyin)}::text[],
                    ${indexed.map(({ index }) => index.initials)}::text[],
                    ${indexed.map(({ index }) => `{${index.search_grams.join(",")}}`)}::text[])
          as i (enterprise, text, pinyin, initials, grams)
        where e.enterprise_id = i.enterprise`.execute(tx.db);
      return firms.length;
    });
    done += count;
    if (count < namesAtOnce) return;
    progress(`已为 ${done} 个企业名称建立检索`, `${done} names of enterprises can be searched`);
  }
};
