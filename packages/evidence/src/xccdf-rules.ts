/** Keeps, within bounds, what a benchmark says of its rules: title, severity, and other names of the same check. */

import type { CheckRef, Severity } from "./observation.ts";
import { ownCopy } from "./own-copy.ts";
import { toolWords } from "./tool-words.ts";
import { identRef, makeReferenceRefs } from "./xccdf-references.ts";
import type { XmlElement, XmlText, Visit } from "./xml-stream.ts";

export const ruleLimits = { maxRules: 20_000, maxRefsOfRule: 200, maxRefs: 1_000_000 } as const;

export interface XccdfRule {
  readonly id: string;
  readonly title: string | null;
  readonly severity: Severity | null;
  readonly refs: readonly CheckRef[];
}

export interface RuleTable {
  readonly find: (id: string) => XccdfRule | undefined;
  /** Inside a `Rule` element: its own start, then its children. */
  readonly open: (element: XmlElement) => Visit;
  readonly close: (name: string, text: XmlText | null) => void;
  /** Rules that found no room. */
  readonly dropped: () => number;
}

interface OpenRule {
  readonly id: string;
  readonly severity: Severity | null;
  title: string | null;
  readonly refs: Set<CheckRef>;
}

export const makeRuleTable = (): RuleTable => {
  const rules = new Map<string, XccdfRule>();
  const names = new Map<CheckRef, CheckRef>();
  const referenceRefs = makeReferenceRefs();
  let open: OpenRule | null = null;
  let source = "";
  let [dropped, refCount] = [0, 0];
  const keep = (rule: OpenRule): void => {
    if (rules.size >= ruleLimits.maxRules || refCount > ruleLimits.maxRefs) {
      dropped += 1;
      return;
    }
    refCount += rule.refs.size;
    const refs = [...rule.refs].map((ref) => interned(names, ref));
    const { id, title } = ownCopy({ id: rule.id, title: rule.title });
    rules.set(id, { id, title, severity: rule.severity, refs });
  };
  return {
    find: (id) => rules.get(id),
    dropped: () => dropped,
    open: (element) => {
      const { name, attributes } = element;
      if (name === "Rule") {
        const severity = severityOf(attributes["severity"]);
        open = { id: attributes["id"] ?? "", severity, title: null, refs: new Set() };
        return "enter";
      }
      source = (name === "ident" ? attributes["system"] : attributes["href"]) ?? "";
      return name === "title" || name === "reference" || name === "ident" ? "text" : "skip";
    },
    close: (name, text) => {
      if (open === null) return;
      if (name === "Rule") {
        keep(open);
        open = null;
      } else if (text !== null) takeChild(open, name, { source, text: text.value, referenceRefs });
    },
  };
};

const takeChild = (
  rule: OpenRule,
  name: string,
  said: {
    readonly source: string;
    readonly text: string;
    readonly referenceRefs: (href: string, text: string) => readonly CheckRef[];
  },
): void => {
  if (name === "title") rule.title ??= toolWords(said.text.replace(/\s+/g, " "), 300);
  else if (rule.refs.size >= ruleLimits.maxRefsOfRule) return;
  else if (name === "ident") {
    const ref = identRef(said.source, said.text);
    if (ref !== null) rule.refs.add(ref);
  } else for (const ref of said.referenceRefs(said.source, said.text)) rule.refs.add(ref);
};

/** A few hundred names serve all rules; as a key a string no longer holds on to the text it was cut from. */
const interned = (names: Map<CheckRef, CheckRef>, ref: CheckRef): CheckRef => {
  const known = names.get(ref);
  if (known !== undefined) return known;
  const own = ownCopy(ref);
  names.set(own, own);
  return own;
};

export const severityOf = (word: string | undefined): Severity | null => {
  switch (word) {
    case "low":
    case "medium":
    case "high":
    case "critical":
      return word;
    case "info":
      return "none";
    default:
      return null;
  }
};
