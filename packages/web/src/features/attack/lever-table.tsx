/** Gaps by how many techniques closing each of them takes out of the open. */

import { getRouteApi, Link } from "@tanstack/react-router";
import { attackMessages } from "../../i18n/attack/attack-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { VerdictMark } from "../../ui/verdict-mark.tsx";
import { requirementsById } from "./attack-defences.ts";
import type { Attack, AttackRequirement } from "./attack-queries.ts";

const route = getRouteApi("/enterprises/$enterpriseId");

interface Row {
  readonly requirement: AttackRequirement;
  readonly alone: readonly string[];
  readonly touches: readonly string[];
}

const useColumns = (type: string): Column<Row>[] => {
  const m = useMessages(attackMessages);
  const text = useText();
  const { enterpriseId } = route.useParams();
  return [
    {
      key: "requirement",
      title: m.requirement,
      cell: ({ requirement }) => (
        <Link
          to="/enterprises/$enterpriseId/assessment"
          params={{ enterpriseId }}
          search={{ type: type, req: requirement.id }}
        >
          {requirement.id} {text(requirement.title)}
        </Link>
      ),
    },
    {
      key: "verdict",
      title: m.verdict,
      cell: ({ requirement }) => <VerdictMark verdict={requirement.verdict} />,
    },
    { key: "alone", title: m.alone, align: "right", cell: ({ alone }) => alone.length },
    { key: "touches", title: m.touches, align: "right", cell: ({ touches }) => touches.length },
    { key: "techniques", title: m.techniques, cell: ({ touches }) => touches.join(" ") },
  ];
};

export const LeverTable = ({ attack }: { readonly attack: Attack }) => {
  const m = useMessages(attackMessages);
  const byId = requirementsById(attack);
  const rows = attack.levers.flatMap(({ requirement: id, alone, touches }): Row[] => {
    const requirement = byId.get(id);
    return requirement === undefined ? [] : [{ requirement, alone, touches }];
  });
  const columns = useColumns(attack.type);
  return (
    <section className="panel" aria-label={m.levers}>
      <header>
        <h2>{m.levers}</h2>
        <span className="quiet small">{m.leversNote}</span>
      </header>
      <div className="body">
        <DataTable
          label={m.levers}
          columns={columns}
          rows={rows}
          rowKey={({ requirement }) => requirement.id}
          empty={m.noLevers}
        />
      </div>
    </section>
  );
};
