/** Where one enterprise stands: its cases, everything that is due and why, what is to be rectified or reported. */

import type { listEnterpriseCases, ReplyOf } from "@fenji/contract";
import { occasions, stepCase, type Occasion } from "@fenji/submission";
import type { Pack } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import { findFiledEnterprise } from "../exchange/public.ts";
import { packLibrary, type PackLibrary } from "../packs/public.ts";
import { caseFromFilings, type CaseSoFar } from "./case-from-filings.ts";
import { namesOfAnswers, selectCases, toCase, type CaseRow } from "./case-rows.ts";
import { changedFacts } from "./changed-facts.ts";
import { chinaDate } from "./china-date.ts";
import { duesOf } from "./dues-of.ts";
import { findHeldFilings, type FiledBy } from "./held-filings.ts";
import { obligationsOf } from "./obligations-of.ts";
import { daysOf } from "./refresh-cases.ts";

type Reply = ReplyOf<typeof listEnterpriseCases>;

type Case = Reply["cases"][number];

/** Occasions on which it may file from here; a first filing and a change are one, by whether it is registered. */
const occasionsFrom = (so: CaseSoFar): readonly Occasion[] =>
  occasions.filter((occasion) => {
    const next = stepCase(so, { does: "file", occasion });
    return next.ok && next.value.open?.occasion === occasion;
  });

const rectificationOf = (
  pack: Pack | undefined,
  { stage, openItems }: CaseSoFar,
): Case["rectification"] =>
  stage === "rectifying"
    ? openItems.map(({ requirement, verdict }) => {
        const known = pack?.requirements.find(({ id }) => id === requirement);
        return {
          requirement,
          verdict,
          title: known?.title ?? { zh: requirement, en: requirement },
        };
      })
    : [];

const labelled = (pack: Pack | undefined, facts: readonly string[]): Case["changedFacts"] =>
  facts.map((fact) => ({
    fact,
    label: pack?.grading.facts.find(({ id }) => id === fact)?.label ?? { zh: fact, en: fact },
  }));

interface Seen {
  readonly library: PackLibrary;
  readonly today: string;
  readonly names: ReadonlyMap<string, string>;
  readonly filed: readonly FiledBy[];
  readonly changed: readonly string[];
}

const packNamed = ({ regimes }: PackLibrary, { pack_id, pack_version }: CaseRow) =>
  regimes.find(({ header }) => header.id === pack_id && header.version === pack_version);

const shown = (row: CaseRow, { library, today, names, filed, changed }: Seen): Case => {
  const pack = packNamed(library, row);
  const filings = filed.find(({ packId }) => packId === row.pack_id)?.filings ?? [];
  const so = caseFromFilings(filings, { type: row.object_type, line: row.line });
  const days = daysOf(so, {
    type: row.object_type,
    grade: row.grade,
    inScope: row.in_scope,
    scopeSince: row.scope_since,
    changedOn: row.changed_on,
  });
  return {
    ...toCase(row, names),
    dues: [
      ...duesOf(days, {
        obligations: obligationsOf(pack),
        sources: pack?.header.sources ?? [],
        calendar: library.workingDays,
        today,
      }),
    ],
    rectification: rectificationOf(pack, so),
    changedFacts: row.changed_on === null ? [] : labelled(pack, changed),
    mayFile: [...occasionsFrom(so)],
  };
};

/** @throws AppError `request.not-found`. */
export const findEnterpriseCases = async (tx: Ctx, enterpriseId: string): Promise<Reply> => {
  await findFiledEnterprise(tx, enterpriseId);
  const rows = await selectCases(tx)
    .where("c.enterprise_id", "=", enterpriseId)
    .orderBy("c.pack_id")
    .orderBy("c.object_type")
    .execute();
  const library = await packLibrary();
  const filed = await findHeldFilings(tx, [enterpriseId]);
  const changed = await changedFacts(tx, { library, filed });
  const seen: Seen = {
    library,
    today: chinaDate(tx.now()),
    names: await namesOfAnswers(tx, rows),
    filed,
    changed: changed.get(enterpriseId) ?? [],
  };
  const cases = rows.map((row) => shown(row, seen));
  const settled = cases.every(({ verification }) => verification.status !== "self-assessed");
  return { today: seen.today, notice: settled ? null : selfAssessed, cases };
};

/** How every grade reads until a supervisor has looked at it. */
export const selfAssessed = {
  zh: "自评结果，以核查为准。",
  en: "Self-assessed, subject to verification.",
} as const;
