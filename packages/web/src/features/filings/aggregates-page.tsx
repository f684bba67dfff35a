/** Roll-ups of jurisdictions, sent up or received from below; what is suppressed says so. */

import { sectors } from "@fenji/kernel";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { enterprisesMessages } from "../../i18n/enterprises/enterprises-messages.ts";
import { exchangeMessages } from "../../i18n/exchange/exchange-messages.ts";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { OlderButton } from "../../ui/older-button.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { jurisdictionsQuery } from "../enterprises/enterprise-queries.ts";
import { MessageLink } from "../exchange/messages-panel.tsx";
import { FilingsNav } from "./filings-nav.tsx";
import { aggregatesQuery, type Aggregate } from "./filing-queries.ts";
import { usePackWords } from "./use-pack-words.ts";
import "../exchange/exchange.css";
import "./filings.css";
import "../enterprises/enterprises.css";

export const AggregatesPage = () => {
  const m = useMessages(filingsMessages).aggregates;
  const pages = useInfiniteQuery(aggregatesQuery);
  const aggregates = pages.data?.pages.flatMap((page) => page.aggregates);
  return (
    <div className="page stack">
      <div className="row">
        <PageTitle title={m.title} />
        <span className="quiet">{m.note}</span>
      </div>
      <FilingsNav />
      {pages.error !== null && <Failure error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isPending && <Skeleton rows={6} />}
      {aggregates?.length === 0 && <p className="notice">{m.none}</p>}
      {aggregates?.map((aggregate) => (
        <AggregatePanel key={aggregate.id} aggregate={aggregate} />
      ))}
      <OlderButton pages={pages} label={m.older} />
    </div>
  );
};

const counted = ["filed", "returned", "verified", "registered"] as const;

const AggregatePanel = ({ aggregate }: { readonly aggregate: Aggregate }) => {
  const messages = useMessages(filingsMessages);
  const m = messages.aggregates;
  const x = useMessages(exchangeMessages).messages;
  const show = useCount();
  const text = useText();
  const places = useQuery(jurisdictionsQuery).data?.jurisdictions ?? [];
  const placeOf = (code: string): string => {
    const found = places.find((place) => place.code === code);
    return found === undefined ? code : text(found.name);
  };
  return (
    <section className="panel" aria-label={`${aggregate.jurisdiction} ${aggregate.asOf}`}>
      <header>
        <h2>
          {placeOf(aggregate.jurisdiction)} · {m.asOf} {aggregate.asOf}
        </h2>
        <span className="quiet small">
          {x.directions[aggregate.direction]} · {aggregate.peer.name} ·{" "}
          {m.threshold(aggregate.threshold)}
        </span>
        <MessageLink id={aggregate.id} enterpriseId={undefined}>
          {x.read}
        </MessageLink>
      </header>
      <div className="body stack">
        <dl className="pairs">
          <dt>{m.enterprises}</dt>
          <dd>{show(aggregate.enterprises)}</dd>
          {counted.map((name) => (
            <Pair key={name} name={name} value={show(aggregate.filings[name])} />
          ))}
        </dl>
        <Cells aggregate={aggregate} />
      </div>
    </section>
  );
};

interface PairProps {
  readonly name: (typeof counted)[number];
  readonly value: string;
}

const Pair = ({ name, value }: PairProps) => {
  const m = useMessages(filingsMessages);
  return (
    <>
      <dt>{name === "filed" ? m.nav.filings : m.statesShort[name]}</dt>
      <dd>{value}</dd>
    </>
  );
};

const useCount = () => {
  const m = useMessages(filingsMessages).aggregates;
  const { language } = useLanguage();
  return (count: number | null): string =>
    count === null ? m.suppressed : formatNumber(count, language);
};

const Cells = ({ aggregate }: { readonly aggregate: Aggregate }) => {
  const m = useMessages(filingsMessages).aggregates;
  const words = usePackWords(aggregate.pack);
  const names = useMessages(enterprisesMessages).sectors;
  const sectorOf = (id: string): string => {
    const known = sectors.find((sector) => sector === id);
    return known === undefined ? id : names[known];
  };
  const show = useCount();
  return (
    <details>
      <summary>
        {m.cells} <span className="quiet small">{aggregate.cells.length}</span>
      </summary>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{m.sector}</th>
              <th scope="col">{m.type}</th>
              <th scope="col">{m.grade}</th>
              <th scope="col" className="num">
                {m.enterprises}
              </th>
            </tr>
          </thead>
          <tbody>
            {aggregate.cells.map((cell) => (
              <tr key={`${cell.sector} ${cell.type} ${cell.grade ?? ""}`}>
                <td>{sectorOf(cell.sector)}</td>
                <td>{words.type(cell.type)}</td>
                <td>{cell.grade ?? m.undetermined}</td>
                <td className="num">{show(cell.enterprises)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
};
