/** What one observation says for an element, and on which way it gets there. */

import type { Relation } from "@fenji/regime";
import type { EvidenceItem } from "./evidence-item.ts";
import type { Age } from "./freshness/freshness.ts";
import type { Says } from "./verdict.ts";

export interface JudgedObservation<T extends EvidenceItem> {
  readonly item: T;
  /** `nothing` too for what is expired. */
  readonly says: Says;
  readonly age: Age;
  /** check → refs and crosswalks → requirement. */
  readonly path: readonly string[];
  /** How each entry of `path` relates to the one before; the first is `equal`. */
  readonly relations: readonly Relation[];
  /** Of the whole path: as strong as its weakest hop. */
  readonly relation: Relation;
}
