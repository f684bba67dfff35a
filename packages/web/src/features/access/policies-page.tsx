/** The policies of the node: a place to ask why, the two executors, and every policy in words and as written. */

import { useQuery } from "@tanstack/react-query";
import { accessMessages } from "../../i18n/access/access-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { policiesQuery, type Policies } from "./access-queries.ts";
import { Explorer } from "./explorer.tsx";
import { PolicyList } from "./policy-list.tsx";
import "./access.css";

export const PoliciesPage = () => {
  const m = useMessages(accessMessages).policies;
  const { data, error, refetch } = useQuery(policiesQuery);
  return (
    <div className="page stack">
      <div className="row">
        <PageTitle title={m.title} />
        <span className="quiet">{m.note}</span>
      </div>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={12} height={32} />}
      {data !== undefined && (
        <>
          <Explorer policies={data} />
          <Executors policies={data} />
          <PolicyList policies={data} />
        </>
      )}
    </div>
  );
};

const Executors = ({ policies }: { readonly policies: Policies }) => {
  const m = useMessages(accessMessages).policies;
  const { language } = useLanguage();
  const { sampleEvery, compared, disagreed } = policies;
  return (
    <section className="panel" aria-label={m.executors}>
      <header>
        <h2>{m.executors}</h2>
        <span className="quiet small">{m.sampled(sampleEvery)}</span>
        <span className="quiet small">{m.compared(formatNumber(compared, language))}</span>
        <strong className={disagreed === 0 ? "good" : "bad"}>
          {disagreed === 0
            ? `✓ ${m.agreed}`
            : `✕ ${m.disagreed(formatNumber(disagreed, language))}`}
        </strong>
      </header>
      <div className="body stack">
        <p>{m.executorsNote}</p>
        {disagreed > 0 && <p className="notice notice-bad">{m.disagreedWhat}</p>}
        <p className="quiet small wrap-anywhere">
          {m.version} <code>{policies.version}</code>
        </p>
      </div>
    </section>
  );
};
