/** One requirement on the desk: text and procedure, the machine's verdict with its elements and subjects, records, conclusion. */

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { assessmentMessages } from "../../i18n/assessment/assessment-messages.ts";
import { decisionsMessages } from "../../i18n/decisions/decisions-messages.ts";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { VerdictMark } from "../../ui/verdict-mark.tsx";
import { ConclusionPanel } from "./conclusion-panel.tsx";
import type { EngagementProps, RequirementProps } from "./engagement-props.ts";
import { resultQuery } from "./engagement-queries.ts";
import { RaiseFinding } from "./raise-finding.tsx";
import { RecordsOf } from "./records-of.tsx";

export const DeskDetail = (props: EngagementProps & { readonly requirementId: string }) => {
  const { enterpriseId, engagement, requirementId } = props;
  const path = { enterpriseId, engagementId: engagement.id };
  const { data, error, refetch } = useQuery(resultQuery(path, requirementId));
  if (error !== null && data === undefined)
    return (
      <div className="body">
        <Failure error={error} retry={() => void refetch()} />
      </div>
    );
  if (data === undefined)
    return (
      <div className="body">
        <Skeleton rows={8} />
      </div>
    );
  const of = { enterpriseId, engagement, result: data };
  return (
    <article className="body stack desk-detail">
      <RequirementText {...of} />
      <Elements {...of} />
      <Subjects {...of} />
      <RecordsOf {...of} />
      <ConclusionPanel {...of} />
      <RaiseFinding {...of} />
    </article>
  );
};

const RequirementText = ({ enterpriseId, result }: RequirementProps) => {
  const m = useMessages(engagementsMessages);
  const words = useMessages(assessmentMessages);
  const decisions = useMessages(decisionsMessages);
  const text = useText();
  const { machine, requirement } = result;
  return (
    <>
      <h3>
        <code>{requirement}</code> {text(result.title)}
      </h3>
      <p className="row">
        <span className="quiet">{m.machine}</span>
        <VerdictMark verdict={machine.verdict} />
        {machine.now !== machine.verdict && (
          <span className="notice notice-warn small">
            {m.machineNow} <VerdictMark verdict={machine.now} />
          </span>
        )}
        <Link
          className="small no-print"
          to="/enterprises/$enterpriseId/assessment"
          params={{ enterpriseId }}
          search={{ req: requirement }}
        >
          {m.votes}
        </Link>
        {machine.verdict === "contested" && (
          <Link
            className="small no-print"
            to="/enterprises/$enterpriseId/contested"
            params={{ enterpriseId }}
          >
            {decisions.queue}
          </Link>
        )}
      </p>
      <p>{text(result.text)}</p>
      <details>
        <summary>
          {words.procedure}{" "}
          <span className="quiet small">
            {result.methods.map((method) => words.methods[method]).join(" · ")}
          </span>
        </summary>
        <p>{text(result.procedure)}</p>
      </details>
    </>
  );
};

const stateShapes = {
  proven: "●",
  contradicted: "✕",
  mixed: "◐",
  contested: "◀▷",
  notApplicable: "—",
  missing: "◌",
} as const;

const Elements = ({ result }: RequirementProps) => {
  const words = useMessages(assessmentMessages);
  const text = useText();
  return (
    <section>
      <h4>{words.elementsTitle}</h4>
      <ol className="desk-elements">
        {result.elements.map((element) => (
          <li key={element.id}>
            <span className={`state state-${element.state}`}>
              <span aria-hidden="true">{stateShapes[element.state]}</span>{" "}
              {words.states[element.state]}
            </span>{" "}
            {text(element.text)}
          </li>
        ))}
      </ol>
    </section>
  );
};

const mostShown = 12;

const Subjects = ({ result }: RequirementProps) => {
  const m = useMessages(engagementsMessages);
  const { subjects } = result;
  if (subjects.length === 0) return null;
  return (
    <details>
      <summary>{m.subjectsOf(subjects.length)}</summary>
      <ul className="chips">
        {subjects.slice(0, mostShown).map(({ kind, id, says }) => (
          <li key={`${kind} ${id}`} className={`says-${says}`}>
            {m.says[says]} <code>{id === "self" ? m.wholeFirm : id}</code>
          </li>
        ))}
        {subjects.length > mostShown && <li>{m.more(subjects.length - mostShown)}</li>}
      </ul>
    </details>
  );
};
