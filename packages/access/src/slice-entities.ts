/** Takes from many entities those that a decision could look at: what is named, what that refers to, and everything above. */

import type { AccessRequest, Entity, EntityUid } from "./access-request.ts";
import type { EntityStore } from "./compiled-policies.ts";

const isUid = (value: object): value is EntityUid =>
  "type" in value &&
  "id" in value &&
  typeof value.type === "string" &&
  typeof value.id === "string";

/** Every entity named anywhere in a policy, a request or another JSON; too many rather than too few. */
export const entitiesNamedIn = (json: unknown): EntityUid[] => {
  const found: EntityUid[] = [];
  const open: unknown[] = [json];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== "object" || value === null) continue;
    if (isUid(value)) found.push({ type: value.type, id: value.id });
    open.push(...Object.values(value));
  }
  return found;
};

/** An entity that says nothing decides as one that is missing. */
const saysSomething = ({ attrs, parents, tags }: Entity): boolean =>
  parents.length > 0 ||
  Object.keys(attrs).length > 0 ||
  (tags !== undefined && Object.keys(tags).length > 0);

interface Named {
  /** Named by the policies themselves. */
  readonly named: readonly EntityUid[];
  readonly request: AccessRequest;
}

/**
 * The entities of the first store that has them which a decision can reach. Each entity that Cedar's engine is given costs
 * it time, so it is given no others.
 */
export const sliceEntities = (
  { named, request }: Named,
  stores: readonly EntityStore[],
): readonly Entity[] => {
  const slice: Entity[] = [];
  const seen = new Map<string, Set<string>>();
  const open = [...named, ...entitiesNamedIn(request)];
  for (let uid = open.pop(); uid !== undefined; uid = open.pop()) {
    const { type, id } = uid;
    let ids = seen.get(type);
    if (ids === undefined) seen.set(type, (ids = new Set()));
    if (ids.has(id)) continue;
    ids.add(id);
    const entity = firstOf(stores, uid);
    if (entity === undefined || !saysSomething(entity)) continue;
    slice.push(entity);
    open.push(...entity.parents, ...entitiesNamedIn(entity.attrs));
    if (entity.tags !== undefined) open.push(...entitiesNamedIn(entity.tags));
  }
  return slice;
};

const firstOf = (stores: readonly EntityStore[], uid: EntityUid): Entity | undefined => {
  for (const store of stores) {
    const entity = store.get(uid);
    if (entity !== undefined) return entity;
  }
  return undefined;
};
