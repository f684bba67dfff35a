/** Who asked for an enterprise's data, at the end of its activity. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { accessMessages } from "../../i18n/access/access-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { OlderButton } from "../../ui/older-button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { enterpriseDecisionsQuery } from "./access-queries.ts";
import { DecisionTable } from "./decision-table.tsx";

export const EnterpriseDecisions = ({ enterpriseId }: { readonly enterpriseId: string }) => {
  const m = useMessages(accessMessages).decisions;
  const pages = useInfiniteQuery(enterpriseDecisionsQuery(enterpriseId));
  if (pages.error !== null)
    return <Failure error={pages.error} retry={() => void pages.refetch()} />;
  if (pages.data === undefined) return <Skeleton rows={4} height={26} />;
  const decisions = pages.data.pages.flatMap((page) => page.decisions);
  return (
    <section className="panel" aria-label={m.ofEnterprise}>
      <header>
        <h2>{m.ofEnterprise}</h2>
        <span className="quiet small">{m.note}</span>
      </header>
      {decisions.length === 0 ? (
        <p className="body quiet">{m.nobody}</p>
      ) : (
        <DecisionTable decisions={decisions} resources={false} />
      )}
      <OlderButton pages={pages} label={m.older} />
    </section>
  );
};
