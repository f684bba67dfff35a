/** Keeps, within bounds, what a benchmark says of its rules: title, severity, and other names of the same check. */

import type { CheckRef, Severity } from "./observation.ts";
import { ownCopy } from "./own-copy.ts";
import { toolWords } from "./tool-words.ts";
import { identRef, makeReferenceRefs } from "./xccdf-references.ts";
import type { XmlElement, XmlText, Visit } from "./xml-stream.ts";

export const ruleLimits = {
  maxRules: 20_000,
  maxReferencesOfRule: 200,
  maxReferences: 500_000,
} as const;

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

/** Refs stay in the lists that their references gave until a result asks: most rules are never evaluated. */
interface KeptRule {
  readonly id: string;
  readonly severity: Severity | null;
  title: string | null;
  readonly refLists: (readonly CheckRef[])[];
  refs: readonly CheckRef[] | null;
}

export const makeRuleTable = (): RuleTable => {
  const rules = new Map<string, KeptRule>();
  const referenceRefs = makeReferenceRefs();
  let open: KeptRule | null = null;
  let source = "";
  let [dropped, listCount] = [0, 0];
  const keep = (rule: KeptRule): void => {
    if (rules.size >= ruleLimits.maxRules || listCount > ruleLimits.maxReferences) {
      dropped += 1;
      return;
    }
    listCount += rule.refLists.length;
    const { id, title } = ownCopy({ id: rule.id, title: rule.title });
    rules.set(id, { ...rule, id, title });
  };
  return {
    find: (id) => {
      const rule = rules.get(id);
      if (rule === undefined) return undefined;
      rule.refs ??= [...new Set(rule.refLists.flat())];
      return { ...rule, refs: rule.refs };
    },
    dropped: () => dropped,
    open: (element) => {
      const { name, attributes } = element;
      if (name === "Rule") {
        const severity = severityOf(attributes["severity"]);
        open = { id: attributes["id"] ?? "", severity, title: null, refLists: [], refs: null };
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
  rule: KeptRule,
  name: string,
  said: {
    readonly source: string;
    readonly text: string;
    readonly referenceRefs: (href: string, text: string) => readonly CheckRef[];
  },
): void => {
  if (name === "title") rule.title ??= toolWords(said.text.replace(/\s+/g, " "), 300);
  else if (rule.refLists.length >= ruleLimits.maxReferencesOfRule) return;
  else if (name === "ident") {
    const ref = identRef(said.source, said.text);
    if (ref !== null) rule.refLists.push(ownCopy([ref]));
  } else rule.refLists.push(said.referenceRefs(said.source, said.text));
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
