/** Turns the references and idents of an XCCDF rule into check refs, `scheme:value`. */

import type { CheckRef } from "./observation.ts";
import { ownCopy } from "./own-copy.ts";

interface Scheme {
  readonly scheme: string;
  /** Part of the `href` or `system` by which the published content of SCAP Security Guide and DISA marks the source. */
  readonly source: RegExp;
  /** What a value must look like. */
  readonly value: RegExp;
}

/** NIST SP 800-53 statement parts (`CM-6(a)`) stand under their control; enhancements (`AC-6(2)`) are controls. */
const schemes: readonly Scheme[] = [
  {
    scheme: "nist",
    source: /800-53|\/800\/53/i,
    value: /^[A-Z]{2}-\d{1,2}(\([0-9a-z]{1,2}\))*\.?[0-9a-z]*$/,
  },
  { scheme: "nist-171", source: /800-171|\/800\/171/i, value: /^\d+\.\d+/ },
  { scheme: "nist-csf", source: /CSWP|cyberframework/i, value: /^[A-Z]{2}\.[A-Z]{2}-\d/ },
  { scheme: "iec62443", source: /62443-3-3/, value: /^SR \d+\.\d+/ },
  { scheme: "iec62443-2-1", source: /62443-2-1/, value: /^\d+(\.\d+)+/ },
  {
    scheme: "iso27001",
    source: /iso\.org\/(contents|standard)|27001/,
    value: /^(A\.)?\d+(\.\d+)*/,
  },
  {
    scheme: "cis",
    source: /benchmarks?\.cisecurity|cisecurity\.org\/benchmark/i,
    value: /^\d+(\.\d+)*/,
  },
  { scheme: "cis-csc", source: /cisecurity\.org\/controls/i, value: /^\d+(\.\d+)*/ },
  { scheme: "cobit", source: /isaca|cobit/i, value: /^[A-Z]{3}\d+/ },
  { scheme: "pci-dss", source: /pcisecurity/i, value: /\d/ },
  { scheme: "anssi", source: /ssi\.gouv\.fr/i, value: /\d/ },
  { scheme: "hipaa", source: /CFR-2007-title45|hipaa/i, value: /^164\./ },
  { scheme: "nerc-cip", source: /nerc\.com/i, value: /^CIP-/ },
  { scheme: "cjis", source: /fbi\.gov|cjis/i, value: /^\d/ },
  { scheme: "ospp", source: /niap-ccevs|commoncriteria/i, value: /^F[A-Z]{2}/ },
];

/** Values that name their own scheme wherever they stand. */
const telling: readonly (readonly [string, RegExp])[] = [
  ["cce", /^CCE-\d{3,6}-\d$/],
  ["cci", /^CCI-\d{6}$/],
  ["srg", /^SRG-[A-Z]+-\d{6}/],
  ["stig", /^(SV-\d+|V-\d+|[A-Z]{2,8}-\d{2}-\d{6})/],
  ["cve", /^CVE-\d{4}-\d{4,7}$/],
];

/** Different references of one file whose refs are remembered; a benchmark repeats the same few over and over. */
const maxKnown = 10_000;

/** `referenceRefs` with a memory of its own, for one file. */
export const makeReferenceRefs = (): typeof referenceRefs => {
  const known = new Map<string, Map<string, readonly CheckRef[]>>();
  let [lastHref, lastTexts] = ["", new Map<string, readonly CheckRef[]>()];
  let size = 0;
  return (href, text) => {
    // References stand in groups of one source.
    if (href !== lastHref) {
      lastHref = href;
      lastTexts = known.get(href) ?? new Map();
    }
    const found = lastTexts.get(text);
    if (found !== undefined) return found;
    const refs = ownCopy(referenceRefs(href, text));
    if (size >= maxKnown) return refs;
    size += 1;
    lastHref = ownCopy(href);
    known.set(lastHref, lastTexts.set(ownCopy(text), refs));
    return refs;
  };
};

/** Refs of one `reference`; several values may be listed with commas. Empty for sources that are no catalogue. */
const referenceRefs = (href: string, text: string): readonly CheckRef[] => {
  if (text === "" || text.length > 1_000 || href.length > 1_000) return [];
  const scheme = schemes.find(({ source }) => source.test(href));
  return text.split(/[,;\n]\s*/).flatMap((part) => {
    const value = part.trim();
    if (value === "" || value.length > 80) return [];
    const own = telling.find(([, pattern]) => pattern.test(value));
    if (own !== undefined) return [`${own[0]}:${value}`];
    if (scheme === undefined || !scheme.value.test(value)) return [];
    return scheme.scheme === "nist" ? nistRefs(value) : [`${scheme.scheme}:${value}`];
  });
};

/** `CM-6(a)` names a part of the statement of CM-6: both are told. `CM-6 b` and `AC-6 (2)` are other spellings. */
const nistRefs = (value: string): CheckRef[] => {
  const control = value.replace(/(\([a-z]{1,2}\))+(\(\d+\))?$|[.][0-9a-z]*$/, "");
  return control === value ? [`nist:${value}`] : [`nist:${value}`, `nist:${control}`];
};

/** Ref of one `ident`; `system` is only needed for values that do not name their scheme themselves. */
export const identRef = (system: string, written: string): CheckRef | null => {
  const text = written.replaceAll(/\s+/g, " ").trim();
  if (text === "" || text.length > 120) return null;
  const own = telling.find(([, pattern]) => pattern.test(text));
  if (own !== undefined) return `${own[0]}:${text}`;
  if (/800-53|\/800\/53/i.test(system)) return `nist:${text}`;
  return `ident:${text}`;
};
