/** Which controls a grade needs, as OSCAL profiles: each grade takes the one below it and adds its own. */

import type { Pack } from "../pack-model.ts";
import { tokenOf, type OscalCatalog, type OscalTools } from "./oscal-model.ts";
import { metadataOf } from "./write-catalog.ts";

interface ProfileImport {
  readonly href: string;
  readonly "include-all"?: Record<string, never>;
  readonly "include-controls"?: readonly { readonly "with-ids": readonly string[] }[];
}

export interface OscalProfile {
  readonly profile: {
    readonly uuid: string;
    readonly metadata: OscalCatalog["metadata"];
    readonly imports: readonly ProfileImport[];
    readonly merge: { readonly "as-is": true };
  };
}

export interface ProfileNames {
  /** Of the catalog, as profiles beside it name it. */
  readonly catalog: string;
  readonly profile: (type: string, rank: number) => string;
}

/** By file name; grades that nothing is asked of have none. */
export const writeProfiles = (
  pack: Pack,
  names: ProfileNames,
  tools: OscalTools,
): ReadonlyMap<string, OscalProfile> => {
  const profiles = new Map<string, OscalProfile>();
  for (const type of pack.grading.types) {
    let below: string | undefined;
    let under = Number.NEGATIVE_INFINITY;
    for (const { rank, label } of type.grades) {
      const added = pack.requirements.filter(
        (one) => one.type === type.id && one.fromGrade > under && one.fromGrade <= rank,
      );
      under = rank;
      const imports = [
        ...(below === undefined ? [] : [{ href: below, "include-all": {} }]),
        ...(added.length === 0
          ? []
          : [
              {
                href: names.catalog,
                "include-controls": [{ "with-ids": added.map(({ id }) => tokenOf(id)) }],
              },
            ]),
      ];
      if (imports.length === 0) continue;
      below = names.profile(type.id, rank);
      const title = `${pack.header.title.en}: ${type.name.en}, ${label.en}`;
      const uuid = tools.uuidOf(
        `${pack.header.id}@${pack.header.version}/profile/${type.id}/${rank}`,
      );
      profiles.set(below, {
        profile: {
          uuid,
          metadata: metadataOf(pack, title, tools),
          imports,
          merge: { "as-is": true },
        },
      });
    }
  }
  return profiles;
};
