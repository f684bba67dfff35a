/** The kinds of object that packs grade, and the packs of each: read from the packs, never from a list of names. */

import { shareFacts, type Pack, type SharedFacts } from "@fenji/regime";
import type { PackLibrary } from "../packs/public.ts";

/** Objects that are the enterprise itself: facts about them are facts about the enterprise. */
const selfKinds: readonly string[] = ["enterprise-by-type", "enterprise", "applicant", "entity"];

/** Applicants for a support policy: what they are graded by is their eligibility. */
export const applicantKind = "applicant";

/** Of the enterprise as an object. */
export const selfKind = "enterprise";

export const isSelfKind = (kind: string): boolean => selfKinds.includes(kind);

export interface KindOfObject {
  readonly kind: string;
  readonly name: Pack["header"]["object"]["name"];
  readonly packs: readonly Pack[];
}

export const kindsOfObjects = ({ regimes }: PackLibrary): readonly KindOfObject[] =>
  [...Map.groupBy(regimes, ({ header }) => header.object.kind)].flatMap(([kind, packs]) => {
    const [first] = packs;
    return first === undefined ? [] : [{ kind, name: first.header.object.name, packs }];
  });

/** Every pack that grades an object of the kind; for the enterprise itself the node's own regime first. */
export const packsFor = (
  { regimes, defaultRegime }: PackLibrary,
  kind: string,
): readonly Pack[] => {
  if (!isSelfKind(kind)) return regimes.filter(({ header }) => header.object.kind === kind);
  const own = regimes.filter(({ header }) => isSelfKind(header.object.kind));
  return [defaultRegime, ...own.filter((pack) => pack !== defaultRegime)];
};

const shared = new WeakMap<PackLibrary, Map<string, SharedFacts>>();

/** Which facts packs of the kind have in common; packs live as long as the process. */
export const sharedFactsOf = (library: PackLibrary, kind: string): SharedFacts => {
  const ofLibrary = shared.get(library) ?? new Map<string, SharedFacts>();
  shared.set(library, ofLibrary);
  const asked = isSelfKind(kind) ? selfKind : kind;
  const known = ofLibrary.get(asked) ?? shareFacts(packsFor(library, asked));
  ofLibrary.set(asked, known);
  return known;
};
