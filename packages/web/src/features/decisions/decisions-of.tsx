/** Decisions on the requirement at hand, and the way to a new one. */

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { decisionsMessages } from "../../i18n/decisions/decisions-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import type { Verdict } from "../../routes/search-params.ts";
import { Failure } from "../../ui/failure.tsx";
import { VerdictMark } from "../../ui/verdict-mark.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { DecideForm } from "./decide-form.tsx";
import { DecisionList } from "./decision-list.tsx";
import { decisionsQuery } from "./decision-queries.ts";

interface DecisionsOfProps {
  readonly enterpriseId: string;
  readonly requirementId: string;
  readonly machine: Verdict;
  readonly verdict: Verdict;
}

export const DecisionsOf = (props: DecisionsOfProps) => {
  const { enterpriseId, requirementId, machine, verdict } = props;
  const m = useMessages(decisionsMessages);
  const may = usePermissions(enterpriseId).may("verdict:write");
  const [deciding, setDeciding] = useState(false);
  const { data, error } = useQuery(decisionsQuery(enterpriseId, requirementId));
  const decisions = data?.decisions ?? [];
  return (
    <section className="stack">
      <h3>{m.title}</h3>
      {machine !== verdict && (
        <p className="row small">
          {m.machineSaid} <VerdictMark verdict={machine} /> → {m.counts}{" "}
          <VerdictMark verdict={verdict} />
        </p>
      )}
      {error !== null && <Failure error={error} />}
      {data !== undefined && decisions.length === 0 && <p className="quiet small">{m.none}</p>}
      {decisions.length > 0 && <DecisionList enterpriseId={enterpriseId} decisions={decisions} />}
      {may && !deciding && (
        <p className="no-print">
          <button type="button" className="btn" onClick={() => setDeciding(true)}>
            {m.decide}
          </button>
        </p>
      )}
      {deciding && <DecideForm {...props} onDone={() => setDeciding(false)} />}
    </section>
  );
};
