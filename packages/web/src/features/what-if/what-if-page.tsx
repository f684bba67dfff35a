/** What if the numbers of the rules were others: the whole registry regraded in this browser while they move. */

import type { Scenario } from "@fenji/contract";
import type { Pack } from "@fenji/regime";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { whatIfMessages } from "../../i18n/what-if/what-if-messages.ts";
import { formatInstant, formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { SyntheticStamp } from "../../ui/stamps.tsx";
import { StandingStamp } from "../../ui/standing-stamp.tsx";
import { useDebounced } from "../../ui/use-debounced.ts";
import { defaultPackQuery, packQuery } from "../packs/pack-queries.ts";
import {
  readEdits,
  reduceEdits,
  startEdits,
  writeEdits,
  type EditAction,
  type EditState,
} from "./edits.ts";
import { MoversPanel } from "./movers-panel.tsx";
import { Building, NoFirms, OpeningView } from "./opening-view.tsx";
import { PictureView } from "./picture-view.tsx";
import type { Filter } from "./picture.ts";
import { ProblemText } from "./problem-text.tsx";
import { RulePanel } from "./rule-panel.tsx";
import { ScenarioComparison } from "./scenario-comparison.tsx";
import { ScenariosPanel } from "./scenarios-panel.tsx";
import type { SimulationClient } from "./simulation-client.ts";
import { useSimulation, type LiveSimulation } from "./use-simulation.ts";
import { columnsAddress, preparedQuery } from "./what-if-queries.ts";
import "./what-if.css";

const route = getRouteApi("/what-if");

export const WhatIfPage = () => {
  const { pack: asked } = route.useSearch();
  const [id = "", version = ""] = (asked ?? "").split("@");
  const chosen = useQuery({ ...packQuery(id, version), enabled: asked !== undefined });
  const standard = useQuery({ ...defaultPackQuery, enabled: asked === undefined });
  const { data, error, refetch } = asked === undefined ? standard : chosen;
  const m = useMessages(whatIfMessages);
  return (
    <div className="page stack what-if">
      {data === undefined ? <PageTitle title={m.title} /> : <WhatIf pack={data} />}
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={12} height={32} />}
    </div>
  );
};

const WhatIf = ({ pack }: { readonly pack: Pack }) => {
  const m = useMessages(whatIfMessages);
  const text = useText();
  const { language } = useLanguage();
  const name = `${pack.header.id}@${pack.header.version}`;
  const prepared = useQuery(preparedQuery(name));
  const { data } = prepared;
  return (
    <>
      <div className="row">
        <PageTitle title={m.title} />
        <span>{text(pack.header.title)}</span>
        <StandingStamp standing={pack.header.standing} />
        {data?.synthetic === true && <SyntheticStamp />}
        {data?.at !== undefined && data.at !== null && (
          <span className="quiet small">
            {m.asOf(formatInstant(data.at))} · {m.selfAssessed} · {m.noNames}
          </span>
        )}
      </div>
      <p className="quiet">{m.what}</p>
      {prepared.error !== null && (
        <Failure error={prepared.error} retry={() => void prepared.refetch()} />
      )}
      {data !== undefined && data.unfit > 0 && (
        <p className="notice notice-warn">{m.unfit(formatNumber(data.unfit, language))}</p>
      )}
      {data?.state === "empty" && <NoFirms />}
      {data?.state === "building" && <Building done={data.done} rows={data.rows} />}
      {data === undefined && prepared.error === null && <Skeleton rows={10} height={32} />}
      {data?.version !== undefined && data.version !== null && (
        <Workbench key={`${name} ${data.version}`} pack={pack} name={name} version={data.version} />
      )}
    </>
  );
};

interface WorkbenchProps {
  readonly pack: Pack;
  /** `id@version` of the pack. */
  readonly name: string;
  /** Of the columns. */
  readonly version: string;
}

/** Edits as the address has them; it follows them, and going back in the browser's history brings earlier ones. */
const useEdits = (pack: Pack) => {
  const { set } = route.useSearch();
  const navigate = route.useNavigate();
  const reducer = useMemo(() => reduceEdits(pack.grading), [pack]);
  const [state, dispatch] = useReducer(reducer, undefined, () =>
    reducer(startEdits([]), { kind: "open", edits: readEdits(set) }),
  );
  const written = writeEdits(useDebounced(state.edits, 300));
  const told = useRef(set);
  useEffect(() => {
    // A refused address stays, with the refusal, until something else is chosen.
    if (written === told.current || state.refusal !== null) return;
    told.current = written;
    void navigate({
      search: ({ set: _set, ...rest }) =>
        written === undefined ? rest : { ...rest, set: written },
      replace: true,
      resetScroll: false,
    });
  }, [written, state.refusal, navigate]);
  useEffect(() => {
    if (set === told.current) return;
    told.current = set;
    dispatch({ kind: "open", edits: readEdits(set) });
  }, [set]);
  return [state, dispatch] as const;
};

/** Keeps the changes while the registry is stopped and opened again. */
const Workbench = ({ pack, name, version }: WorkbenchProps) => {
  const m = useMessages(whatIfMessages);
  const [running, setRunning] = useState({ wanted: true, turn: 0 });
  const [state, dispatch] = useEdits(pack);
  const start = () => setRunning({ wanted: true, turn: running.turn + 1 });
  if (!running.wanted)
    return (
      <p className="notice row">
        {m.stopped}
        <button type="button" className="btn" onClick={start}>
          {m.startAgain}
        </button>
      </p>
    );
  return (
    <Running
      key={running.turn}
      pack={pack}
      name={name}
      version={version}
      state={state}
      onEdit={dispatch}
      onStop={() => setRunning({ ...running, wanted: false })}
      onRetry={start}
    />
  );
};

interface RunningProps extends WorkbenchProps {
  readonly state: EditState;
  readonly onEdit: (action: EditAction) => void;
  readonly onStop: () => void;
  readonly onRetry: () => void;
}

const Running = (props: RunningProps) => {
  const { pack, name, version, state, onEdit } = props;
  const search = route.useSearch();
  const type =
    pack.grading.types.find(({ id }) => id === search.type)?.id ?? pack.grading.types[0]?.id ?? "";
  const live = useSimulation(pack, columnsAddress(name, version));
  const movedAt = useRef(0);
  const edit = useCallback(
    (action: EditAction) => {
      movedAt.current = performance.now();
      onEdit(action);
    },
    [onEdit],
  );
  const { client } = live;
  useEffect(() => {
    client?.show({ type, edits: state.edits, movedAt: movedAt.current });
  }, [client, type, state.edits]);
  if (live.opening.step !== "open" || client === null)
    return <OpeningView opening={live.opening} onCancel={props.onStop} onRetry={props.onRetry} />;
  return (
    <Outcome
      pack={pack}
      name={name}
      version={version}
      type={type}
      state={state}
      onEdit={edit}
      live={live}
      client={client}
      rows={live.opening.rows}
    />
  );
};

interface OutcomeProps extends WorkbenchProps {
  readonly type: string;
  readonly state: EditState;
  readonly onEdit: (action: EditAction) => void;
  readonly live: LiveSimulation;
  readonly client: SimulationClient;
  readonly rows: number;
}

const Outcome = ({
  pack,
  name,
  version,
  type,
  state,
  onEdit,
  live,
  client,
  rows,
}: OutcomeProps) => {
  const navigate = route.useNavigate();
  const [area, setArea] = useState<string | null>(null);
  const chooseType = (id: string) =>
    void navigate({ search: (now) => ({ ...now, type: id }), resetScroll: false });
  const open = (scenario: Scenario) => {
    if (scenario.type !== type) chooseType(scenario.type);
    onEdit({ kind: "open", edits: scenario.edits });
  };
  const filter: Filter | null = area === null ? null : { dimension: "jurisdiction", key: area };
  const asked = { client, pack: name, version, type, edits: state.edits, filter };
  const { shown, problem } = live;
  return (
    <>
      <TypeChoice pack={pack} chosen={type} onChoose={chooseType} />
      <div className="what-if-columns">
        <RulePanel pack={pack} type={type} state={state} onEdit={onEdit} />
        <div className="stack">
          {problem !== null && (
            <p className="notice notice-bad" role="alert">
              <ProblemText problem={problem} />
            </p>
          )}
          {shown === null || shown.type !== type ? (
            <Skeleton rows={10} height={32} />
          ) : (
            <>
              <PictureView pack={pack} shown={shown} rows={rows} area={area} onArea={setArea} />
              <MoversPanel {...asked} classes={shown.picture.classes} />
            </>
          )}
          <ScenariosPanel pack={name} type={type} edits={state.edits} onOpen={open} />
          <ScenarioComparison {...asked} />
        </div>
      </div>
    </>
  );
};

interface TypeChoiceProps {
  readonly pack: Pack;
  readonly chosen: string;
  readonly onChoose: (type: string) => void;
}

const TypeChoice = ({ pack, chosen, onChoose }: TypeChoiceProps) => {
  const m = useMessages(whatIfMessages);
  const text = useText();
  return (
    <div>
      <div className="segmented" role="group" aria-label={m.type}>
        {pack.grading.types.map(({ id, name }) => (
          <button key={id} type="button" aria-pressed={id === chosen} onClick={() => onChoose(id)}>
            {text(name)}
          </button>
        ))}
      </div>
    </div>
  );
};
