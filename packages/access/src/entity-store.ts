/** Entities of a decision: found by uid, with all their ancestors. */

import { AppError } from "@fenji/kernel";
import type { Entity, EntityUid } from "./access-request.ts";
import { accessLimits } from "./access-limits.ts";
import type { EntityStore } from "./compiled-policies.ts";
import { EntityValue, RecordValue } from "./values.ts";
import { entityValue, recordFromJson, uidText } from "./values-from-json.ts";

const nothing = new RecordValue([], []);

export interface StoredEntity {
  readonly source: Entity;
  readonly uid: EntityValue;
  readonly attributes: RecordValue;
  readonly tags: RecordValue;
  readonly parents: readonly EntityValue[];
  /** By type and id, every entity above; filled when first asked. */
  ancestors: ReadonlyMap<string, ReadonlySet<string>> | undefined;
}

/** Entities that are looked up one by one; most decisions are given two or three. */
const fewEntities = 8;

export class StoredEntities implements EntityStore {
  readonly #all: StoredEntity[] = [];
  /** By type and id, once there are more than a few. */
  #byType: Map<string, Map<string, StoredEntity>> | undefined;

  find(uid: EntityUid): StoredEntity | undefined {
    if (this.#byType !== undefined) return this.#byType.get(uid.type)?.get(uid.id);
    for (const entity of this.#all)
      if (entity.uid.id === uid.id && entity.uid.type === uid.type) return entity;
    return undefined;
  }

  get(uid: EntityUid): Entity | undefined {
    return this.find(uid)?.source;
  }

  has(uid: EntityUid): boolean {
    return this.find(uid) !== undefined;
  }

  entities(): readonly Entity[] {
    return this.#all.map(({ source }) => source);
  }

  /** The same entity twice is one; two that differ are refused. @throws AppError `access.entity-twice` and those of values */
  add(source: Entity): void {
    const entity = readEntity(source);
    const before = this.find(entity.uid);
    if (before !== undefined && !sameEntity(before, entity))
      throw new AppError("access.entity-twice", { entity: uidText(entity.uid) });
    if (before !== undefined) return;
    this.#all.push(entity);
    if (this.#all.length > accessLimits.maxEntities)
      throw new AppError("access.too-many-entities", { limit: accessLimits.maxEntities });
    if (this.#byType !== undefined) indexInto(this.#byType, entity);
    else if (this.#all.length > fewEntities) {
      this.#byType = new Map();
      for (const known of this.#all) indexInto(this.#byType, known);
    }
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
    if (this.#all.every(({ parents }) => parents.length === 0)) return;
    const done = new Set<StoredEntity>();
    for (const entity of this.#all) if (entity.parents.length > 0) this.#climb(entity, done);
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

const indexInto = (byType: Map<string, Map<string, StoredEntity>>, entity: StoredEntity): void => {
  const { type, id } = entity.uid;
  let ids = byType.get(type);
  if (ids === undefined) byType.set(type, (ids = new Map()));
  ids.set(id, entity);
};

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
  a.attributes.equals(b.attributes) &&
  a.tags.equals(b.tags) &&
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
