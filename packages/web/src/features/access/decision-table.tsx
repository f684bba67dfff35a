/** Decisions as they were made: who wanted what on what, how it was decided and by which policies. */

import { Link } from "@tanstack/react-router";
import { accessMessages } from "../../i18n/access/access-messages.ts";
import { roleWords } from "../../i18n/role-words.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import type { ExplainSearch } from "../../routes/search-params.ts";
import type { Decision } from "./access-queries.ts";
import { usePermissionName } from "./use-permission-name.ts";
import "./access.css";

interface DecisionTableProps {
  readonly decisions: readonly Decision[];
  /** Left out where every row is about the same enterprise. */
  readonly resources: boolean;
}

export const DecisionTable = ({ decisions, resources }: DecisionTableProps) => {
  const m = useMessages(accessMessages).decisions;
  return (
    <div className="table-scroll">
      <table className="table table-roomy">
        <thead>
          <tr>
            <th scope="col">{m.at}</th>
            <th scope="col">{m.outcome}</th>
            <th scope="col">{m.who}</th>
            <th scope="col">{m.what}</th>
            {resources && <th scope="col">{m.on}</th>}
            <th scope="col">{m.policies}</th>
            <th scope="col">{m.executors}</th>
          </tr>
        </thead>
        <tbody>
          {decisions.map((decision) => (
            <DecisionRow key={decision.id} decision={decision} resources={resources} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

interface DecisionRowProps {
  readonly decision: Decision;
  readonly resources: boolean;
}

const DecisionRow = ({ decision, resources }: DecisionRowProps) => {
  const m = useMessages(accessMessages).decisions;
  const nameOf = usePermissionName();
  const outcome =
    decision.executors === "disagreed" ? "disagreed" : decision.allowed ? "allowed" : "denied";
  return (
    <tr>
      <td>
        <time dateTime={decision.at}>{formatInstant(decision.at)}</time>
      </td>
      <td className={`outcome outcome-${outcome}`}>
        <span aria-hidden="true">{outcome === "allowed" ? "✓" : "✕"}</span> {m.outcomes[outcome]}
      </td>
      <td>
        <Who decision={decision} />
      </td>
      <td>
        {nameOf(decision.permission)} <code className="quiet small">{decision.permission}</code>
      </td>
      {resources && (
        <td>
          <OnWhat resource={decision.resource} />
        </td>
      )}
      <td>
        {decision.policies.map((id) => (
          <code key={id} className="decision-policy">
            {id}
          </code>
        ))}
        <Link to="/policies" search={questionAbout(decision)} className="small no-print">
          {m.explain}
          <span className="sr-only"> {nameOf(decision.permission)}</span>
        </Link>
      </td>
      <td className="quiet small">{m.executorNames[decision.executors]}</td>
    </tr>
  );
};

const Who = ({ decision }: { readonly decision: Decision }) => {
  const m = useMessages(accessMessages).decisions;
  const words = useMessages(roleWords);
  const { actor, actorName, role } = decision;
  const program = actor.startsWith("token:");
  return (
    <>
      {actorName ?? m.everyone[actor] ?? <code title={actor}>{shortened(actor)}</code>}
      <span className="quiet small">
        {role !== null && ` ${words.roles[role]}`}
        {program && ` ${m.program}`}
      </span>
    </>
  );
};

/** `user:0199…`: eight digits of an id are enough to recognise it. */
const shortened = (name: string): string => name.replace(/([0-9a-f]{8})-[0-9a-f-]{27}/, "$1…");

const parsed = (resource: string) => {
  const [, type = "", id = ""] = /^Fenji::(\w+)::"(.*)"$/.exec(resource) ?? [];
  return { type, id };
};

const OnWhat = ({ resource }: { readonly resource: string }) => {
  const m = useMessages(accessMessages).decisions;
  const { type, id } = parsed(resource);
  if (type === "Node") return m.node;
  if (type === "Enterprise") {
    return (
      <Link to="/enterprises/$enterpriseId/grade" params={{ enterpriseId: id }}>
        {m.enterprise} <code>{shortened(id)}</code>
      </Link>
    );
  }
  return (
    <>
      {type === "Organisation" ? m.organisation : type} <code title={id}>{shortened(id)}</code>
    </>
  );
};

/** The same question for the explorer; what the log does not keep is left as it is now. */
const questionAbout = ({ actor, role, permission, resource }: Decision): ExplainSearch => {
  const { type, id } = parsed(resource);
  return {
    permission,
    ...(role === null ? {} : { who: "supposed", role }),
    ...(actor.startsWith("token:") ? { program: "yes" } : {}),
    ...(type === "Enterprise" ? { on: "enterprise", enterprise: id } : { on: "node" }),
  };
};
