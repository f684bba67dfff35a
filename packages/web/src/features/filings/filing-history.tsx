/** Every filing of one enterprise, newest first, with its state. */

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { casesMessages } from "../../i18n/cases/cases-messages.ts";
import { exchangeMessages } from "../../i18n/exchange/exchange-messages.ts";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { FilingState } from "./filing-state.tsx";
import { enterpriseFilingsQuery, type Filing } from "./filing-queries.ts";

export const FilingHistory = ({ enterpriseId }: { readonly enterpriseId: string }) => {
  const m = useMessages(filingsMessages);
  const c = useMessages(casesMessages);
  const x = useMessages(exchangeMessages);
  const { data, error, refetch } = useQuery(enterpriseFilingsQuery(enterpriseId));
  return (
    <section className="panel" aria-label={m.firm.history}>
      <header>
        <h2>{m.firm.history}</h2>
      </header>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data?.filings.length === 0 && <p className="body quiet">{m.firm.never}</p>}
      {data !== undefined && data.filings.length > 0 && (
        <div className="table-scroll">
          <table className="table table-roomy">
            <thead>
              <tr>
                <th scope="col">{m.queue.revision}</th>
                <th scope="col">{m.queue.state}</th>
                <th scope="col">{m.page.filed}</th>
                <th scope="col">{m.page.answered}</th>
                <th scope="col">{x.messages.peer}</th>
                <th scope="col">{m.firm.number}</th>
                <th scope="col">
                  <span className="sr-only">{c.form.link}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.filings.map((filing) => (
                <HistoryRow key={filing.id} filing={filing} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
};

const HistoryRow = ({ filing }: { readonly filing: Filing }) => {
  const m = useMessages(filingsMessages);
  const c = useMessages(casesMessages);
  const which = { enterpriseId: filing.enterprise.id, filingId: filing.id };
  return (
    <tr>
      <td>
        <Link to="/enterprises/$enterpriseId/filing/$filingId" params={which}>
          {m.revision(filing.revision)}
        </Link>{" "}
        <span className="quiet small">{c.occasions[filing.occasion]}</span>
      </td>
      <td>
        <FilingState state={filing.state} />
      </td>
      <td>{formatInstant(filing.filedAt)}</td>
      <td>{filing.answeredAt === null ? "—" : formatInstant(filing.answeredAt)}</td>
      <td>{filing.peer.name}</td>
      <td>{filing.registrationNumber ?? "—"}</td>
      <td>
        <Link
          to="/enterprises/$enterpriseId/filing/$filingId/form"
          params={which}
          className="small nowrap"
        >
          {c.form.link}
          <span className="sr-only"> {m.revision(filing.revision)}</span>
        </Link>
      </td>
    </tr>
  );
};
