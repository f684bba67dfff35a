/** Who may have a hand in a publication, beyond what the policies of the node decide. */

import { AppError } from "@fenji/kernel";
import type { GradedType } from "@fenji/regime";
import type { Actor } from "../../platform/auth/actor.ts";

/** Two people stand behind a publication; a token would let one of them be both. @throws AppError `publication.needs-person`. */
export const requirePerson = ({ kind }: Actor): void => {
  if (kind !== "user" && kind !== "local") throw new AppError("publication.needs-person", {});
};

export const supervises = ({ scope }: Actor, area: readonly string[]): boolean =>
  scope.kind === "all" ||
  (scope.kind === "jurisdiction" && area.every((code) => scope.codes.includes(code)));

/** Roll-ups of others would read as zeros, so they are refused by name. @throws AppError `publication.outside-scope`. */
export const requireArea = (actor: Actor, jurisdiction: string, area: readonly string[]): void => {
  if (!supervises(actor, area)) throw new AppError("publication.outside-scope", { jurisdiction });
};

/** @throws AppError `publication.other-line` for a type that the other line of supervision answers for. */
export const requireLine = ({ scope }: Actor, { id, supervision }: GradedType): void => {
  if (scope.kind !== "jurisdiction" || supervision === null) return;
  if (!scope.lines.includes(supervision))
    throw new AppError("publication.other-line", { type: id });
};

/** The single user of a node without accounts is the only one who may review what they prepared. */
export const mayReview = ({ kind, id }: Actor, preparedBy: string): boolean =>
  kind === "local" || (kind === "user" && id !== preparedBy);
