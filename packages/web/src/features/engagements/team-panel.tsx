/** Who assesses, who reviews, who approves. */

import { setEngagementTeam } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../contract-client.ts";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import type { EngagementProps } from "./engagement-props.ts";
import { peopleQuery, type TeamRole } from "./engagement-queries.ts";
import { SaveRow } from "./save-row.tsx";
import { useEngagementChange } from "./use-engagement-change.ts";
import { useMayPlan } from "./use-may.ts";

const teamRoles = ["lead", "assessor", "reviewer", "approver"] as const;

interface Member {
  readonly person: string;
  readonly role: TeamRole;
}

const isIn = (members: readonly Member[], { person, role }: Member): boolean =>
  members.some((one) => one.person === person && one.role === role);

export const TeamPanel = ({ enterpriseId, engagement }: EngagementProps) => {
  const m = useMessages(engagementsMessages);
  const path = { enterpriseId, engagementId: engagement.id };
  const may = useMayPlan(enterpriseId, engagement, ["prepare", "plan", "field", "report"]);
  const people = useQuery(peopleQuery(path)).data?.people ?? [];
  const stored = engagement.team.map(({ person, role }) => ({ person: person.id, role }));
  const [draft, setDraft] = useState<readonly Member[]>();
  const change = useEngagementChange({
    enterpriseId,
    run: (members: readonly Member[]) =>
      client.call(setEngagementTeam, { path, body: { members: [...members] } }),
    onDone: () => setDraft(undefined),
  });
  const members = draft ?? stored;
  const known = new Map([
    ...engagement.team.map(({ person }) => [person.id, person.name] as const),
    ...people.map(({ id, name }) => [id, name] as const),
  ]);
  const toggle = (member: Member) =>
    setDraft(
      isIn(members, member)
        ? members.filter((one) => one.person !== member.person || one.role !== member.role)
        : [...members, member],
    );
  return (
    <section className="panel" aria-label={m.team}>
      <header>
        <h2>{m.team}</h2>
      </header>
      <div className="body stack">
        <TeamTable people={[...known]} members={members} may={may} onToggle={toggle} />
        <p className="quiet small">{m.teamNote}</p>
        {change.error !== null && <Failure error={change.error} />}
        {may && draft !== undefined && (
          <SaveRow
            label={m.saveTeam}
            disabled={change.isPending}
            onSave={() => change.mutate(draft)}
            onUndo={() => setDraft(undefined)}
          />
        )}
      </div>
    </section>
  );
};

interface TeamTableProps {
  /** Id and name. */
  readonly people: readonly (readonly [string, string])[];
  readonly members: readonly Member[];
  readonly may: boolean;
  readonly onToggle: (member: Member) => void;
}

const TeamTable = ({ people, members, may, onToggle }: TeamTableProps) => {
  const m = useMessages(engagementsMessages);
  return (
    <div className="table-scroll">
      <table className="table team">
        <thead>
          <tr>
            <th scope="col">{m.person}</th>
            {teamRoles.map((role) => (
              <th key={role} scope="col">
                {m.roles[role]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map(([person, name]) => (
            <tr key={person}>
              <th scope="row">{name}</th>
              {teamRoles.map((role) => (
                <td key={role}>
                  <input
                    type="checkbox"
                    aria-label={`${name}: ${m.roles[role]}`}
                    disabled={!may}
                    checked={isIn(members, { person, role })}
                    onChange={() => onToggle({ person, role })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
