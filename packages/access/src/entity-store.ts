/** Entities of a decision: found by uid, with all their ancestors. */

import { AppError } from "@fenji/kernel";
import type { Entity, EntityUid } from "./access-request.ts";
import { accessLimits } from "./access-limits.ts";
import type { EntityStore } from "./compiled-policies.ts";
import { EntityValue, recordsEqual, type RecordValue } from "./values.ts";
import { entityValue, recordFromJson, uidText } from "./values-from-json.ts";

const nothing: RecordValue = new Map();

export interface StoredEntity {
  readonly source: Entity;
  readonly uid: EntityValue;
  readonly attributes: RecordValue;
  readonly tags: RecordValue;
  readonly parents: readonly EntityValue[];
  /** By type and id, every entity above; filled when first asked. */
  ancestors: ReadonlyMap<string, ReadonlySet<string>> | undefined;
}

export class StoredEntities implements EntityStore {
  readonly #byType = new Map<string, Map<string, StoredEntity>>();
  #count = 0;

  find(uid: EntityUid): StoredEntity | undefined {
    return this.#byType.get(uid.type)?.get(uid.id);
  }

  get(uid: EntityUid): Entity | undefined {
    return this.find(uid)?.source;
  }

  has(uid: EntityUid): boolean {
    return this.find(uid) !== undefined;
  }

  entities(): readonly Entity[] {
    return [...this.#byType.values()].flatMap((ids) => [...ids.values()].map((at) => at.source));
  }

  /** The same entity twice is one; two that differ are refused. @throws AppError `access.entity-twice` and those of values */
  add(source: Entity): void {
    const entity = readEntity(source);
    const { type, id } = entity.uid;
    let ids = this.#byType.get(type);
    if (ids === undefined) this.#byType.set(type, (ids = new Map()));
    const before = ids.get(id);
    if (before !== undefined && !sameEntity(before, entity))
      throw new AppError("access.entity-twice", { entity: uidText(entity.uid) });
    if (before !== undefined) return;
    ids.set(id, entity);
    this.#count += 1;
    if (this.#count > accessLimits.maxEntities)
      throw new AppError("access.too-many-entities", { limit: accessLimits.maxEntities });
  }

  /** Whether `entity` is `group` or below it. */
  isIn(entity: EntityValue, group: EntityValue): boolean {
    if (entity.is(group)) return true;
    const found = this.find(entity);
    if (found === undefined || found.parents.length === 0) return false;
    found.ancestors ??= this.#ancestorsOf(found);
    return found.ancestors.get(group.type)?.has(group.id) ?? false;
  }

  #ancestorsOf({ parents }: StoredEntity): ReadonlyMap<string, ReadonlySet<string>> {
    const seen = new Map<string, Set<string>>();
    const open = [...parents];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      let ids = seen.get(next.type);
      if (ids === undefined) seen.set(next.type, (ids = new Set()));
      if (ids.has(next.id)) continue;
      ids.add(next.id);
      open.push(...(this.find(next)?.parents ?? []));
    }
    return seen;
  }

  /** @throws AppError `access.entity-cycle` */
  requireNoCycle(): void {
    const done = new Set<StoredEntity>();
    for (const ids of this.#byType.values())
      for (const entity of ids.values()) if (entity.parents.length > 0) this.#climb(entity, done);
  }

  /** Depth first without recursion: chains may be long. */
  #climb(start: StoredEntity, done: Set<StoredEntity>): void {
    if (done.has(start)) return;
    const path = new Set([start]);
    const steps = [{ entity: start, next: 0 }];
    for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
      const uid = step.entity.parents[step.next];
      step.next += 1;
      if (uid === undefined) {
        path.delete(step.entity);
        done.add(step.entity);
        steps.pop();
        continue;
      }
      const parent = this.find(uid);
      if (parent === undefined || done.has(parent)) continue;
      if (path.has(parent)) throw new AppError("access.entity-cycle", { entity: uidText(uid) });
      path.add(parent);
      steps.push({ entity: parent, next: 0 });
    }
  }
}

const readEntity = (source: Entity): StoredEntity => {
  const uid = entityValue(source.uid);
  const owner = (): string => uidText(uid);
  if (source.parents.length > accessLimits.maxParents)
    throw new AppError("access.too-many-parents", {
      entity: owner(),
      limit: accessLimits.maxParents,
    });
  return {
    source,
    uid,
    attributes: recordFromJson(source.attrs, owner),
    tags: source.tags === undefined ? nothing : recordFromJson(source.tags, owner),
    parents: source.parents.map(entityValue),
    ancestors: undefined,
  };
};

const sameEntity = (a: StoredEntity, b: StoredEntity): boolean =>
  recordsEqual(a.attributes, b.attributes) &&
  recordsEqual(a.tags, b.tags) &&
  a.parents.every((uid) => b.parents.some((other) => other.is(uid))) &&
  b.parents.every((uid) => a.parents.some((other) => other.is(uid)));

/**
 * Checks entities once for any number of decisions. A cycle among parents is refused, as Cedar refuses it.
 * @throws AppError `access.entity-cycle`, `access.entity-twice`, `access.too-many-entities`, `access.too-many-parents`,
 * `access.number-inexact`, `access.value-too-large`, `access.value-unknown`, `access.escape-malformed`,
 * `access.type-malformed`, `access.text-malformed`
 */
export const entityStore = (entities: Iterable<Entity>): EntityStore => storeEntities(entities);

export const storeEntities = (entities: Iterable<Entity>): StoredEntities => {
  const store = new StoredEntities();
  for (const entity of entities) store.add(entity);
  store.requireNoCycle();
  return store;
};
