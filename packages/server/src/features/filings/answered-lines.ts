/** For which lines of supervision somebody verifies a filing, and whether all that it needs have then verified it. */

import { line, type Line } from "@fenji/contract";
import type { Json } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import type { Actor } from "../../platform/auth/actor.ts";

interface FilingToVerify {
  readonly pack_id: string;
  readonly pack_version: string;
  readonly grades: Json;
  readonly verified_lines: readonly string[];
}

export interface AnsweredLines {
  /** null: whoever verifies speaks for every line. */
  readonly own: readonly Line[] | null;
  /** Everything that is verified with this answer. */
  readonly verified: readonly string[];
  readonly complete: boolean;
  /** The lines of whoever verifies have done so before. */
  readonly nothingNew: boolean;
}

/** Lines that the filed types name; a type that names none is nobody's alone. */
const neededBy = (
  { pack_id, pack_version, grades }: FilingToVerify,
  regimes: readonly Pack[],
): readonly Line[] => {
  const pack = regimes.find(
    ({ header }) => header.id === pack_id && header.version === pack_version,
  );
  const filed = (grades as readonly { readonly type: string }[]).map(({ type }) => type);
  const named = (pack?.grading.types ?? [])
    .filter(({ id }) => filed.includes(id))
    .map(({ supervision }) => supervision);
  return line.options.filter((one) => named.includes(one));
};

export const answeredLines = (
  { scope }: Pick<Actor, "scope">,
  { regimes, filing }: { readonly regimes: readonly Pack[]; readonly filing: FilingToVerify },
): AnsweredLines => {
  const needed = neededBy(filing, regimes);
  const own = scope.kind === "jurisdiction" ? scope.lines : null;
  const theirs = own ?? line.options;
  const verified = line.options.filter(
    (one) => theirs.includes(one) || filing.verified_lines.includes(one),
  );
  return {
    own,
    verified,
    complete: needed.every((one) => verified.includes(one)),
    nothingNew: needed.length > 0 && verified.length === filing.verified_lines.length,
  };
};
