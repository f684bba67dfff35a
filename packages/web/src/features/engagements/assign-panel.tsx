/** Who of the team assesses which domain of requirements. */

import { assignRequirements } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import type { EngagementProps } from "./engagement-props.ts";
import { resultsQuery } from "./engagement-queries.ts";
import { useEngagementChange } from "./use-engagement-change.ts";
import { useMayPlan } from "./use-may.ts";

type Assignments = readonly { readonly person: string; readonly requirements: string[] }[];

/** All of `requirements` go to `person`; to nobody where it is empty. */
const reassign = (now: Assignments, requirements: readonly string[], person: string) => {
  const kept = now
    .map((one) => ({
      person: one.person,
      requirements: one.requirements.filter((id) => !requirements.includes(id)),
    }))
    .filter((one) => one.person !== person);
  const own = now.find((one) => one.person === person)?.requirements ?? [];
  const all = [...new Set([...own, ...requirements])];
  return [...kept, ...(person === "" ? [] : [{ person, requirements: all }])].filter(
    (one) => one.requirements.length > 0,
  );
};

export const AssignPanel = ({ enterpriseId, engagement }: EngagementProps) => {
  const m = useMessages(engagementsMessages);
  const text = useText();
  const path = { enterpriseId, engagementId: engagement.id };
  const may = useMayPlan(enterpriseId, engagement, ["plan", "field"]);
  const { data, error } = useQuery(resultsQuery(path));
  const change = useEngagementChange({
    enterpriseId,
    run: (assignments: Assignments) =>
      client.call(assignRequirements, { path, body: { assignments: [...assignments] } }),
  });
  const workers = engagement.team.filter(({ role }) => role === "lead" || role === "assessor");
  const people = new Map(workers.map(({ person }) => [person.id, person.name]));
  const whoOf = (requirements: readonly string[]): string => {
    const holders = engagement.assignments.filter((one) =>
      one.requirements.some((id) => requirements.includes(id)),
    );
    return holders.length > 1 ? "several" : (holders[0]?.person ?? "");
  };
  return (
    <section className="panel" aria-label={m.assign}>
      <header>
        <h2>{m.assign}</h2>
        <span className="quiet small">{m.assignNote}</span>
      </header>
      <div className="body stack">
        {error !== null && <Failure error={error} />}
        {change.error !== null && <Failure error={change.error} />}
        {data === undefined && error === null && <Skeleton rows={4} />}
        <ul className="assignments">
          {data?.domains.map((domain) => {
            const ids = data.results
              .filter((one) => one.domain === domain.id && one.inScope)
              .map(({ requirement }) => requirement);
            if (ids.length === 0) return null;
            return (
              <DomainLine
                key={domain.id}
                name={text(domain.name)}
                count={ids.length}
                who={whoOf(ids)}
                people={[...people]}
                disabled={!may || change.isPending}
                onChoose={(person) => change.mutate(reassign(engagement.assignments, ids, person))}
              />
            );
          })}
        </ul>
      </div>
    </section>
  );
};

interface DomainLineProps {
  readonly name: string;
  readonly count: number;
  readonly who: string;
  /** Id and name. */
  readonly people: readonly (readonly [string, string])[];
  readonly disabled: boolean;
  readonly onChoose: (person: string) => void;
}

const DomainLine = ({ name, count, who, people, disabled, onChoose }: DomainLineProps) => {
  const m = useMessages(engagementsMessages);
  return (
    <li className="row">
      <span className="grow">
        {name} <span className="quiet small">{count}</span>
      </span>
      <select
        className="select"
        aria-label={`${m.assign}: ${name}`}
        disabled={disabled}
        value={who}
        onChange={(event) => onChoose(event.target.value)}
      >
        <option value="">{m.nobody}</option>
        {who === "several" && <option value="several">{m.several}</option>}
        {people.map(([id, known]) => (
          <option key={id} value={id}>
            {known}
          </option>
        ))}
      </select>
    </li>
  );
};
