/** The products of a CSAF document: what its ids stand for. */

import type { JsonValue } from "../json-select.ts";
import { listAt, textAt, valueAt } from "../json-value.ts";
import type { Subject } from "../observation.ts";
import { productSubject } from "../subjects.ts";

export interface CsafProduct {
  readonly subject: Subject;
  readonly purl: string | undefined;
  readonly cpe: string | undefined;
}

/** Products of one document that are kept by name; more are told by their id alone. */
const maxProducts = 200_000;

export interface CsafProducts {
  /** A `product`, a `full_product_name`, or a `relationship` that makes one of two. */
  readonly add: (value: JsonValue) => void;
  readonly get: (id: string) => CsafProduct;
}

export const csafProducts = (): CsafProducts => {
  const products = new Map<string, CsafProduct>();
  return {
    add: (value) => {
      const named = valueAt(value, "full_product_name") ?? value;
      const id = textAt(named, "product_id");
      if (id === undefined || products.size >= maxProducts) return;
      products.set(
        id,
        productOf(id, named, products.get(textAt(value, "product_reference") ?? "")),
      );
    },
    get: (id) =>
      products.get(id) ?? { subject: productSubject(id, {}), purl: undefined, cpe: undefined },
  };
};

/** A product made of two takes the identifiers of the part it contains, when it has none of its own. */
const productOf = (id: string, named: JsonValue, part: CsafProduct | undefined): CsafProduct => {
  const found = valueAt(named, "product_identification_helper");
  const purl = textAt(found, "purl") ?? textAt(found, "purls", 0) ?? part?.purl;
  const cpe = textAt(found, "cpe") ?? part?.cpe;
  const [model, sku, serial] = ["model_numbers", "skus", "serial_numbers"].map((member) =>
    listAt(found, member)
      .flatMap((each) => textAt(each) ?? [])
      .slice(0, 20)
      .join(" "),
  );
  const identifiers = Object.entries({ purl, cpe, model, sku, serial }).flatMap(([kind, value]) =>
    value === undefined || value === "" ? [] : [[kind, value.slice(0, 500)] as const],
  );
  return {
    subject: productSubject(textAt(named, "name") ?? id, Object.fromEntries(identifiers)),
    purl,
    cpe,
  };
};
