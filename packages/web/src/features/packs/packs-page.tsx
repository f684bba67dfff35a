/** The packs that this node has loaded. */

import type { listPacks, ReplyOf } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { packsMessages } from "../../i18n/packs/packs-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StandingStamp } from "../../ui/standing-stamp.tsx";
import { packsQuery } from "./pack-queries.ts";
import "./packs.css";

type PackSummary = ReplyOf<typeof listPacks>["packs"][number];

export const PacksPage = () => {
  const m = useMessages(packsMessages);
  const { data, error, refetch } = useQuery(packsQuery);
  return (
    <div className="page stack">
      <div className="row">
        <PageTitle title={m.title} />
        <span className="quiet">{m.note}</span>
      </div>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={4} height={90} />}
      <ul className="stack">
        {data?.packs.map((pack) => (
          <PackCard key={`${pack.id} ${pack.version}`} pack={pack} />
        ))}
      </ul>
    </div>
  );
};

const PackCard = ({ pack }: { readonly pack: PackSummary }) => {
  const m = useMessages(packsMessages);
  const text = useText();
  return (
    <li className="panel">
      <header>
        <h2>
          {pack.kind === "plan" && <Link to="/">{text(pack.title)}</Link>}
          {(pack.kind === "calendar" || pack.kind === "techniques") && text(pack.title)}
          {pack.kind === "regime" && (
            <Link to="/packs/$packId/$version" params={{ packId: pack.id, version: pack.version }}>
              {text(pack.title)}
            </Link>
          )}
        </h2>
        <code className="quiet">
          {pack.id}@{pack.version}
        </code>
        <span className="stamp">{m.kind[pack.kind]}</span>
        {pack.standing !== null && <StandingStamp standing={pack.standing} />}
      </header>
      <div className="body stack">
        <p>{text(pack.summary)}</p>
        {pack.kind === "regime" && (
          <p className="quiet pack-numbers">
            {pack.object !== null && (
              <span>
                {m.object}: {text(pack.object)}
              </span>
            )}
            <span>
              {m.facts}: {pack.facts}
            </span>
            <span>
              {m.requirements}: {pack.requirements}
            </span>
            <Effective from={pack.effectiveFrom} to={pack.effectiveTo} />
          </p>
        )}
      </div>
    </li>
  );
};

interface EffectiveProps {
  readonly from: string | null;
  readonly to: string | null;
}

export const Effective = ({ from, to }: EffectiveProps) => {
  const m = useMessages(packsMessages);
  const parts = [from === null ? [] : [m.from(from)], to === null ? [] : [m.until(to)]].flat();
  return (
    <span>
      {m.effective}: {parts.length === 0 ? m.open : parts.join(" ")}
    </span>
  );
};
