/** The verdicts that an import changed, as its reply tells them: each with its regime, and the regimes with their names. */

import type { importEvidence, ReplyOf } from "@fenji/contract";
import type { RegimeChange } from "../assessment/public.ts";

type Told = Pick<ReplyOf<typeof importEvidence>, "changes" | "regimes">;

const mostTold = 1_000;

export const changesTold = (changes: readonly RegimeChange[]): Told => {
  const byPack = Map.groupBy(changes, ({ pack: { header } }) => `${header.id}@${header.version}`);
  return {
    changes: [...byPack]
      .flatMap(([pack, own]) =>
        own.map(({ type, requirement, from, to }) => ({ pack, type, requirement, from, to })),
      )
      .slice(0, mostTold),
    regimes: [...byPack].flatMap(([pack, own]) =>
      own.slice(0, 1).map((one) => ({
        pack,
        title: one.pack.header.title,
        changed: own.length,
        firstJudged: one.firstJudged,
      })),
    ),
  };
};
