/** A version of a pack: its title, from when until when it holds, how sure its numbers are. */

import type { getObject, ReplyOf } from "@fenji/contract";
import { Link } from "@tanstack/react-router";
import { objectsMessages } from "../../i18n/objects/objects-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { StandingStamp } from "../../ui/standing-stamp.tsx";

export type DatedPack = ReplyOf<typeof getObject>["kind"]["packs"][number];

export const DatedPackLine = ({ pack }: { readonly pack: DatedPack }) => {
  const m = useMessages(objectsMessages);
  const text = useText();
  const dates = [
    ...(pack.effectiveFrom === null ? [] : [m.from(pack.effectiveFrom)]),
    ...(pack.effectiveTo === null ? [] : [m.until(pack.effectiveTo)]),
  ].join(" ");
  return (
    <p className="row">
      <Link to="/packs/$packId/$version" params={{ packId: pack.id, version: pack.version }}>
        {text(pack.title)} {pack.version}
      </Link>
      <span className="quiet small">{dates === "" ? m.always : dates}</span>
      <span className="stamp">{pack.inForce ? m.inForce : m.notInForce}</span>
      <StandingStamp standing={pack.standing} />
    </p>
  );
};
