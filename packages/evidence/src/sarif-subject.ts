/** Finds out whose code a SARIF run speaks of, from what the run says and never from how it looks. */

import type { JsonValue } from "./json-select.ts";
import { objectIn, textAt, valueAt } from "./json-value.ts";
import type { Subject } from "./observation.ts";
import { toolWords } from "./tool-words.ts";

/** The parts of a run that can identify its subject; each may be absent. */
export interface SarifIdentity {
  provenance: JsonValue;
  baseIds: JsonValue;
  automation: JsonValue;
}

export interface SarifSubject {
  readonly subject: Subject;
  /** Null when the subject is sure, else the folder that alone is named, or the member that would have named it. */
  readonly unclear: string | null;
}

/**
 * In order: the repository address (section 3.14.17 of SARIF 2.1.0), a named base of the paths (3.14.14), the category
 * of the automation id (3.17.3), else a stand-in made from tool and run number, the same each time.
 */
export const subjectOf = (identity: SarifIdentity, fallback: string): SarifSubject => {
  const automation = automationCategory(identity.automation);
  const extra = automation === "" ? {} : { automation };
  const repository = repositorySubject(identity.provenance, extra);
  if (repository !== undefined) return { subject: repository, unclear: null };
  const base = baseOf(identity.baseIds);
  if (base !== undefined) {
    const local = /^file:/i.test(base);
    const subject: Subject = { kind: "repository", id: base, identifiers: { base, ...extra } };
    return {
      subject,
      unclear: local ? base : null,
    };
  }
  if (automation !== "") {
    return {
      subject: { kind: "repository", id: automation, identifiers: { automation } },
      unclear: null,
    };
  }
  return {
    subject: { kind: "repository", id: fallback, identifiers: {} },
    unclear: "versionControlProvenance",
  };
};

const repositorySubject = (
  provenance: JsonValue,
  extra: Readonly<Record<string, string>>,
): Subject | undefined => {
  const uri = textAt(provenance, 0, "repositoryUri");
  if (uri === undefined) return undefined;
  const repository = repositoryId(uri);
  const revision = textAt(provenance, 0, "revisionId");
  const branch = textAt(provenance, 0, "branch");
  return {
    kind: "repository",
    id: repository,
    identifiers: {
      repository,
      ...(revision === undefined ? {} : { revision: toolWords(revision, 200) }),
      ...(branch === undefined ? {} : { branch: toolWords(branch, 200) }),
      ...extra,
    },
  };
};

/** `host/path` without scheme, user, password and `.git`: the same repository by https and by ssh is one. */
export const repositoryId = (uri: string): string => {
  const plain = toolWords(uri, 500)
    .replace(/[?#].*$/, "")
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, "")
    .replace(/^[^/@]*@/, "")
    .replace(/^([^/:]+):(?!\d+(?:\/|$))/, "$1/")
    .replace(/\/+$/, "")
    .replace(/\.git$/i, "");
  const slash = plain.indexOf("/");
  if (plain === "") return "unnamed";
  return slash < 0 ? plain.toLowerCase() : plain.slice(0, slash).toLowerCase() + plain.slice(slash);
};

/** Bases that tools use for the root of the source come first; then any that has an absolute address. */
const baseOf = (baseIds: JsonValue): string | undefined => {
  const names = Object.keys(objectIn(baseIds) ?? {});
  const preferred = names.toSorted((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
  for (const name of preferred) {
    const uri = textAt(valueAt(baseIds, name), "uri");
    if (uri !== undefined && /^[a-z][a-z0-9+.-]*:/i.test(uri))
      return toolWords(withoutUser(uri), 500);
  }
  return undefined;
};

const rankOf = (name: string): number => (/src|source|root|project|repo/i.test(name) ? 0 : 1);

const withoutUser = (uri: string): string => uri.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, "$1");

/** What precedes the last slash of the automation id; the rest tells one run from the next. "" when there is none. */
export const automationCategory = (automation: JsonValue): string => {
  const id = textAt(automation, "id") ?? "";
  return toolWords(id.slice(0, Math.max(0, id.lastIndexOf("/"))), 300);
};
