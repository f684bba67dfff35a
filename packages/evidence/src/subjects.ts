/** Names what a report speaks of when it is no host: by identifiers that the report gives, never by looks. */

import type { Subject } from "./observation.ts";
import { repositoryId } from "./sarif-subject.ts";
import { toolWords } from "./tool-words.ts";

/** Identifiers as they are kept: bounded and well-formed. */
const kept = (identifiers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(identifiers).map(([name, value]) => [name, toolWords(value, 500)]),
  );

/** A subject whose names are fit to keep, whatever the report put into them. */
export const keptSubject = ({ kind, id, identifiers }: Subject): Subject => ({
  kind,
  id: toolWords(id, 500) || "unnamed",
  identifiers: kept(identifiers),
});

export interface ImageNames {
  /** As the report names it, e.g. `registry.example/line3/hmi:2.1`. */
  readonly name: string;
  /** `sha256:…` of the image (its configuration or manifest); the only name that never moves. */
  readonly digest?: string | undefined;
  readonly more?: Readonly<Record<string, string>>;
}

/** `id` is the digest where there is one, else the name with its tag. */
export const imageSubject = ({ name, digest, more = {} }: ImageNames): Subject => {
  const plain = toolWords(name, 300);
  const sure =
    digest !== undefined && /^sha256:[0-9a-f]{64}$/i.test(digest) ? digest.toLowerCase() : null;
  return {
    kind: "image",
    id: sure ?? `image:${plain}`,
    identifiers: { name: plain, ...(sure === null ? {} : { digest: sure }), ...kept(more) },
  };
};

/** Of an address such as `https://git.example/plant/hmi.git` or a path; the same repository by https and ssh is one. */
export const repositorySubject = (
  address: string,
  more: Readonly<Record<string, string>> = {},
): Subject => {
  const id = repositoryId(address);
  return { kind: "repository", id, identifiers: { repository: id, ...kept(more) } };
};

/** Code in a folder as the tool was given it; `.` and the like name nothing. */
export const folderSubject = (tool: string, folder: string | undefined): Subject =>
  folder === undefined || /^[./\\\s]*$/.test(folder) || repositoryId(folder) === "unnamed"
    ? unnamedRepository(tool)
    : repositorySubject(folder);

/** Code that the report does not name: all unnamed reports of one tool share it, which the reader warns of. */
export const unnamedRepository = (tool: string): Subject => ({
  kind: "repository",
  id: `unnamed:${tool}`,
  identifiers: {},
});

/** A project as a tool's own server or settings name it; the same name at two tools is not taken for one project. */
export const projectSubject = (
  tool: string,
  project: string,
  more: Readonly<Record<string, string>> = {},
): Subject => ({
  kind: "repository",
  id: `${tool}:${toolWords(project, 300)}`,
  identifiers: { project: toolWords(project, 300), ...kept(more) },
});

/** An account of a cloud provider, a subscription, a tenant: `aws:123456789012`. */
export const accountSubject = (provider: string, account: string): Subject => ({
  kind: "organisation",
  id: `${provider.toLowerCase()}:${toolWords(account, 200)}`,
  identifiers: { provider: provider.toLowerCase(), account: toolWords(account, 200) },
});

/** A cluster by its name or address. */
export const clusterSubject = (name: string): Subject => ({
  kind: "network",
  id: `cluster:${toolWords(name, 200)}`,
  identifiers: { cluster: toolWords(name, 200) },
});

/** A product as its maker describes it; nothing is said of any plant that may have it, so it proves nothing there. */
export const productSubject = (
  name: string,
  identifiers: Readonly<Record<string, string>>,
): Subject => ({
  kind: "product",
  id: `product:${toolWords(name, 300)}`,
  identifiers: kept(identifiers),
});
