/** Turns what compliance tools write about catalogues and benchmarks into refs: NIST SP 800-53, CIS, and labelled lists. */

import { identifierRef } from "./finding-refs.ts";
import type { CheckRef } from "./observation.ts";
import { slug } from "./tool-words.ts";

/**
 * `AC-6(2)`, `AC-6 (2)`, `AU-12 a`, `ac_6_2` and `NIST.800-53.r5 AC-6(2)` name controls and enhancements of SP 800-53; a part of a
 * statement stands under its control. Undefined for anything else.
 */
export const nistRef = (text: string): CheckRef | undefined => {
  if (text.length > 80) return undefined;
  const match =
    /^(?:NIST\S{0,20} )?([A-Z]{2})[-_]0?(\d{1,2})(?: ?\((\d{1,2})\)|_(\d{1,2})(?![0-9a-z])|(?![0-9]))/i.exec(
      text.trim(),
    );
  if (match === null) return undefined;
  const [, family = "", control = "", spelt, joined] = match;
  const enhancement = spelt ?? joined;
  return `nist:${family.toUpperCase()}-${control}${enhancement === undefined ? "" : `(${Number(enhancement)})`}`;
};

export const nistRefs = (texts: Iterable<string>): CheckRef[] =>
  [...texts].flatMap((text) => nistRef(text) ?? []);

/** `cis:<benchmark>/<number>`; undefined where the number is no dotted number. */
export const cisRef = (benchmark: string, number: string): CheckRef | undefined => {
  const plain = number.trim();
  if (!/^\d{1,3}(\.\d{1,3}){1,6}$/.test(plain)) return undefined;
  return `cis:${benchmarkSlug(benchmark)}/${plain}`;
};

/** `CIS Google Cloud Platform Foundations Benchmark` is `google-cloud-platform-foundations`. */
const benchmarkSlug = (benchmark: string): string =>
  slug(benchmark)
    .replaceAll("_", "-")
    .replace(/^cis-/, "")
    .replace(/-benchmarks?(?=-|$)/, "") || "unnamed";

/** One label and value of a compliance list, as `cis` 5.2.1, `nist_800_53` AC-6, `CCI` CCI-000366; unknown labels give none. */
export const labelledRef = (
  label: string,
  value: string,
  benchmark: string,
): CheckRef | undefined => {
  const known = identifierRef(value);
  if (known !== undefined) return known;
  const name = label.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");
  if (name === "cis" || name === "cis_recommendation") return cisRef(benchmark, value);
  if (/^(nist_)?(sp_)?800_53/.test(name)) return nistRef(value);
  if (name === "stig_id" || name === "stig_legacy")
    return /^[A-Z0-9-]{4,30}$/i.test(value) ? `stig:${value}` : undefined;
  if (name === "iec_62443" || name === "iec62443" || name === "62443")
    return /^SR[ -]?\d{1,2}\.\d{1,2}$/i.test(value)
      ? `iec62443:SR-${value.replace(/^SR[ -]?/i, "")}`
      : undefined;
  return undefined;
};
