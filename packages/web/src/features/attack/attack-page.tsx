/** Which attack techniques remain open at one enterprise: counts, the matrix, one technique, and what to close first. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { attackMessages } from "../../i18n/attack/attack-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { techniqueStates, type AttackSearch } from "../../routes/attack-search.ts";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { IllustrativeStamp } from "../../ui/stamps.tsx";
import { TypeChoice } from "../assessment/type-choice.tsx";
import { useExportCsv, useExportLayer } from "./attack-exports.ts";
import { AttackMatrix } from "./attack-matrix.tsx";
import { attackQuery, type Attack } from "./attack-queries.ts";
import { LeverTable } from "./lever-table.tsx";
import { TechniqueMark } from "./technique-mark.tsx";
import "../assessment/assessment.css";
import "./attack.css";

const route = getRouteApi("/enterprises/$enterpriseId/attack");

// The drawer is antd's; nobody waits for it who has not opened a technique.
const TechniqueDrawer = lazy(async () => {
  const { TechniqueDrawer: drawer } = await import("./technique-drawer.tsx");
  return { default: drawer };
});

export const AttackPage = () => {
  const { enterpriseId } = route.useParams();
  const { type } = route.useSearch();
  const { data, error, refetch } = useQuery(
    attackQuery(enterpriseId, type === undefined ? {} : { type }),
  );
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={14} height={32} />;
  return <AttackView attack={data} />;
};

const AttackView = ({ attack }: { readonly attack: Attack }) => {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const setSearch = (next: AttackSearch) => void navigate({ search: next, replace: true });
  const { technique: opened, ...filters } = search;
  const shown = attack.techniques.filter(
    ({ state }) => filters.state === undefined || state === filters.state,
  );
  const technique = attack.techniques.find(({ id }) => id === opened);
  return (
    <div className="stack">
      <AttackHead attack={attack} search={filters} onChange={setSearch} />
      <AttackMatrix
        attack={attack}
        shown={shown}
        open={technique?.id}
        onOpen={(id) => setSearch({ ...filters, technique: id })}
      />
      <LeverTable attack={attack} />
      {technique !== undefined && (
        <Suspense>
          <TechniqueDrawer
            attack={attack}
            technique={technique}
            onClose={() => setSearch(filters)}
          />
        </Suspense>
      )}
    </div>
  );
};

interface AttackHeadProps {
  readonly attack: Attack;
  readonly search: AttackSearch;
  readonly onChange: (search: AttackSearch) => void;
}

const AttackHead = ({ attack, search, onChange }: AttackHeadProps) => {
  const m = useMessages(attackMessages);
  const text = useText();
  const exportCsv = useExportCsv(attack);
  const exportLayer = useExportLayer(attack);
  const { techniquePack } = attack;
  return (
    <section className="panel" aria-label={m.title}>
      <header>
        <h2>{m.title}</h2>
        <TypeChoice type={attack.type} onChange={(type) => onChange({ ...search, type })} />
        <IllustrativeStamp />
        <span className="quiet small">{m.note}</span>
        <span className="grow" />
        <button type="button" className="btn no-print" onClick={exportCsv}>
          {m.exportCsv}
        </button>
        <button type="button" className="btn no-print" onClick={exportLayer}>
          {m.exportLayer}
        </button>
      </header>
      <div className="body stack">
        {!attack.mapped && <p className="notice">{m.notMapped}</p>}
        <StateCounts attack={attack} search={search} onChange={onChange} />
        <p className="quiet small">
          {text(techniquePack.title)} · {text(techniquePack.notice)}
        </p>
      </div>
    </section>
  );
};

const StateCounts = ({ attack, search, onChange }: AttackHeadProps) => {
  const m = useMessages(attackMessages);
  const { state: chosen, ...rest } = search;
  return (
    <div className="verdict-counts attack-counts" role="group" aria-label={m.counts}>
      {techniqueStates.map((state) => (
        <button
          key={state}
          type="button"
          aria-pressed={chosen === state}
          data-state={state}
          title={m.stateWhy[state]}
          onClick={() => onChange(chosen === state ? rest : { ...rest, state })}
        >
          <b>{attack.counts[state]}</b>
          <TechniqueMark state={state} />
        </button>
      ))}
    </div>
  );
};
