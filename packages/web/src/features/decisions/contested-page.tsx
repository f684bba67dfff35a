/** The contested queue: verdicts that sources dispute, with what each side says, settled by a person with a reason. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { decisionsMessages } from "../../i18n/decisions/decisions-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { VerdictMark } from "../../ui/verdict-mark.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { DecideForm } from "./decide-form.tsx";
import { DecisionList } from "./decision-list.tsx";
import { contestedQuery, type Contested } from "./decision-queries.ts";

const route = getRouteApi("/enterprises/$enterpriseId/contested");

export const ContestedPage = () => {
  const m = useMessages(decisionsMessages);
  const { enterpriseId } = route.useParams();
  const { data, error, refetch } = useQuery(contestedQuery(enterpriseId));
  const open = data?.items.filter(({ verdict }) => verdict === "contested").length ?? 0;
  return (
    <section className="panel" aria-label={m.queue}>
      <header>
        <h2>{m.queue}</h2>
        <span className="quiet small grow">{m.queueNote}</span>
        {data !== undefined && <span className="small">{m.open(open)}</span>}
      </header>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && (
        <div className="body">
          <Skeleton rows={5} />
        </div>
      )}
      {data?.items.length === 0 && <p className="body quiet">{m.queueEmpty}</p>}
      {data?.evidenceShown === false && <p className="body quiet small">{m.sidesHidden}</p>}
      <ul className="contested">
        {data?.items.map((item) => (
          <ContestedItem key={item.requirement} enterpriseId={enterpriseId} item={item} />
        ))}
      </ul>
    </section>
  );
};

interface ContestedItemProps {
  readonly enterpriseId: string;
  readonly item: Contested;
}

const ContestedItem = ({ enterpriseId, item }: ContestedItemProps) => {
  const m = useMessages(decisionsMessages);
  const text = useText();
  const may = usePermissions(enterpriseId).may("verdict:write");
  const [deciding, setDeciding] = useState(false);
  const { requirement, machine, verdict } = item;
  return (
    <li className="stack">
      <h3 className="row">
        <VerdictMark verdict={verdict} />
        <Link
          to="/enterprises/$enterpriseId/assessment"
          params={{ enterpriseId }}
          search={{ req: requirement }}
        >
          <code>{requirement}</code> {text(item.title)}
        </Link>
      </h3>
      {item.elements.map((element) => (
        <div key={element.id}>
          <p>{text(element.text)}</p>
          {element.doubted && <p className="small">{m.doubted}</p>}
          {element.subjects.length > 0 && <Sides element={element} />}
        </div>
      ))}
      {item.decisions.length > 0 && (
        <DecisionList enterpriseId={enterpriseId} decisions={item.decisions} />
      )}
      {may && !deciding && (
        <p className="no-print">
          <button
            type="button"
            className="btn"
            aria-label={`${m.settle}: ${requirement}`}
            onClick={() => setDeciding(true)}
          >
            {m.settle}
          </button>
        </p>
      )}
      {deciding && (
        <DecideForm
          enterpriseId={enterpriseId}
          requirementId={requirement}
          machine={machine}
          verdict={verdict}
          onDone={() => setDeciding(false)}
        />
      )}
    </li>
  );
};

const Sides = ({ element }: { readonly element: Contested["elements"][number] }) => {
  const m = useMessages(decisionsMessages);
  return (
    <div className="table-scroll">
      <table className="table sides">
        <thead>
          <tr>
            <th scope="col">{m.subject}</th>
            <th scope="col">{m.source}</th>
            <th scope="col">{m.saysLabel}</th>
            <th scope="col">{m.newest}</th>
            <th scope="col" className="num">
              {m.observations}
            </th>
          </tr>
        </thead>
        <tbody>
          {element.subjects.flatMap(({ subject, sides }) =>
            sides.map((side) => (
              <tr key={`${subject} ${side.family} ${side.says}`}>
                <td>
                  <code>{subject === "self" ? m.wholeFirm : subject}</code>
                </td>
                <td>{side.family}</td>
                <td className={`says-${side.says}`}>{m.says[side.says]}</td>
                <td className="nowrap">{formatInstant(side.newest)}</td>
                <td className="num">{side.observations}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
};
