/** One regime pack, whole: header, sources, facts, rules and requirements. */

import type { Pack } from "@fenji/regime";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { packsMessages } from "../../i18n/packs/packs-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StandingStamp } from "../../ui/standing-stamp.tsx";
import { FactTable, RuleTable } from "./pack-grading.tsx";
import { PackCoverage } from "./pack-coverage.tsx";
import { PackFreshness } from "./pack-freshness.tsx";
import { PackRequirements } from "./pack-requirements.tsx";
import { packQuery } from "./pack-queries.ts";
import { Effective } from "./packs-page.tsx";
import "./packs.css";

const route = getRouteApi("/packs/$packId/$version");

export const PackPage = () => {
  const { packId, version } = route.useParams();
  const { data, error, refetch } = useQuery(packQuery(packId, version));
  return (
    <div className="page stack">
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={12} height={32} />}
      {data !== undefined && <PackView pack={data} />}
    </div>
  );
};

const PackView = ({ pack }: { readonly pack: Pack }) => {
  const m = useMessages(packsMessages);
  const text = useText();
  const { header, grading } = pack;
  return (
    <>
      <header className="stack">
        <div className="row">
          <PageTitle title={text(header.title)} />
          <code className="quiet">
            {header.id}@{header.version}
          </code>
          <StandingStamp standing={header.standing} />
        </div>
        <p>{text(header.summary)}</p>
        {header.notice !== null && <p className="notice">{text(header.notice)}</p>}
        <p className="quiet pack-numbers">
          <span>
            {m.object}: {text(header.object.name)}
          </span>
          <Effective from={header.effectiveFrom} to={header.effectiveTo} />
          <span>
            {m.facts}: {grading.facts.length}
          </span>
          <span>
            {m.rules}: {grading.nodes.length}
          </span>
          <span>
            {m.requirements}: {pack.requirements.length}
          </span>
        </p>
      </header>
      <TypesAndSources pack={pack} />
      <FactTable pack={pack} />
      <RuleTable pack={pack} />
      <PackFreshness pack={pack} />
      <PackCoverage pack={pack} />
      <PackRequirements pack={pack} />
    </>
  );
};

const TypesAndSources = ({ pack }: { readonly pack: Pack }) => {
  const m = useMessages(packsMessages);
  const text = useText();
  return (
    <div className="pack-grid">
      <section className="panel" aria-label={m.types}>
        <header>
          <h2>{m.types}</h2>
        </header>
        <ul className="body">
          {pack.grading.types.map((type) => (
            <li key={type.id}>
              <b>{text(type.name)}</b>{" "}
              <span className="quiet">
                {type.grades.map((grade) => text(grade.label)).join(" · ")}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className="panel" aria-label={m.sources}>
        <header>
          <h2>{m.sources}</h2>
        </header>
        <ul className="body stack">
          {pack.header.sources.map((source) => (
            <li key={source.id}>
              {text(source.title)}
              <span className="quiet">
                {" "}
                {source.number} {source.issued}
              </span>
              {source.note !== null && <p className="quiet small">{text(source.note)}</p>}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
};
