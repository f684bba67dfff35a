/** Requirements that an assessment leaves undecided: it is filed with them in the open, or not at all. */

import { AppError } from "@fenji/kernel";
import type { FilingBody } from "@fenji/submission";

export interface OpenItem {
  readonly type: string;
  readonly requirement: string;
  readonly verdict: string;
}

const undecided: ReadonlySet<string> = new Set(["contested", "notEvidenced"]);

export const openItemsOf = ({ types }: Pick<FilingBody, "types">): readonly OpenItem[] =>
  types.flatMap(({ type, assessment }) =>
    assessment.verdicts
      .filter(({ verdict }) => undecided.has(verdict))
      .map(({ requirement, verdict }) => ({ type, requirement, verdict })),
  );

const namedInError = 20;

/** @throws AppError `filing.open-items`, naming them. */
export const refuseOpenItems = (body: FilingBody): void => {
  const { occasion, withOpenItems } = body;
  if (occasion !== "assessment" && occasion !== "rectification") return;
  const items = openItemsOf(body);
  if (items.length === 0 || withOpenItems === true) return;
  const named = items.slice(0, namedInError).map(({ requirement }) => requirement);
  throw new AppError("filing.open-items", {
    count: items.length,
    items: `${named.join(", ")}${items.length > named.length ? " …" : ""}`,
  });
};
