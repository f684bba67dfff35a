/** The table of gaps; each leads to its requirement in the assessment. */

import { getRouteApi, Link } from "@tanstack/react-router";
import { assessmentMessages } from "../../i18n/assessment/assessment-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { VerdictMark } from "../../ui/verdict-mark.tsx";
import type { Assessment } from "./assessment-queries.ts";

type Gap = Assessment["gaps"][number];

const route = getRouteApi("/enterprises/$enterpriseId");

interface GapTableProps {
  readonly gaps: readonly Gap[];
  readonly capabilities: Assessment["capabilities"];
}

export const GapTable = ({ gaps, capabilities }: GapTableProps) => {
  const m = useMessages(assessmentMessages);
  const columns = useColumns(capabilities);
  return (
    <DataTable
      label={m.gaps}
      columns={columns}
      rows={gaps}
      rowKey={(gap) => gap.requirement}
      empty={m.noGaps}
    />
  );
};

const useColumns = (capabilities: Assessment["capabilities"]): Column<Gap>[] => {
  const m = useMessages(assessmentMessages);
  const text = useText();
  const { language } = useLanguage();
  const { enterpriseId } = route.useParams();
  const nameOf = (id: string) => {
    const found = capabilities.find((capability) => capability.id === id);
    return found === undefined ? id : text(found.name);
  };
  return [
    { key: "id", title: m.id, cell: (gap) => <code className="gap-id">{gap.requirement}</code> },
    {
      key: "title",
      title: m.requirement,
      cell: (gap) => (
        <Link
          to="/enterprises/$enterpriseId/assessment"
          params={{ enterpriseId }}
          search={{ req: gap.requirement }}
        >
          {text(gap.title)}
        </Link>
      ),
    },
    {
      key: "verdict",
      title: m.verdict,
      cell: (gap) => <VerdictMark verdict={gap.verdict} />,
      compare: (a, b) => (a.verdict < b.verdict ? -1 : 1),
    },
    {
      key: "capabilities",
      title: m.capabilities,
      cell: (gap) => gap.capabilities.map(nameOf).join(" · "),
    },
    {
      key: "days",
      title: m.personDays,
      align: "right",
      cell: (gap) =>
        formatNumber(gap.effort.personDays, language, gap.effort.personDays % 1 === 0 ? 0 : 1),
      compare: (a, b) => a.effort.personDays - b.effort.personDays,
    },
    {
      key: "cost",
      title: m.costCny,
      align: "right",
      cell: (gap) => formatNumber(gap.effort.costCny, language),
      compare: (a, b) => a.effort.costCny - b.effort.costCny,
    },
  ];
};
