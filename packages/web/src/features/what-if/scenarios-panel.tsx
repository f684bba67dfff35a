/** Scenarios that were saved: open one, save the present changes, rename, delete and take that back. */

import { changeScenario, saveScenario, type Scenario } from "@fenji/contract";
import type { RuleEdit } from "@fenji/grading";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { whatIfMessages } from "../../i18n/what-if/what-if-messages.ts";
import { enterprisesMessages } from "../../i18n/enterprises/enterprises-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { client } from "../../contract-client.ts";
import { Failure } from "../../ui/failure.tsx";
import { CopyButton } from "../../ui/shown-once.tsx";
import { useChange } from "../../use-change.ts";
import { usePermissions } from "../access/use-permissions.ts";
import { ScenarioDialog } from "./scenario-dialog.tsx";
import { scenariosQuery } from "./what-if-queries.ts";

interface ScenariosPanelProps {
  readonly pack: string;
  readonly type: string;
  readonly edits: readonly RuleEdit[];
  readonly onOpen: (scenario: Scenario) => void;
}

const stale = [["what-if", "scenarios"]] as const;

interface Changed {
  readonly scenario: Scenario;
  readonly name: string;
  readonly note: string;
  readonly deleted: boolean;
}

const useScenarioChange = (onDone: (changed: Changed) => void) =>
  useChange({
    run: async (changed: Changed) => {
      const { name, note, deleted } = changed;
      const path = { scenarioId: changed.scenario.id };
      await client.call(changeScenario, { path, body: { name, note, deleted } });
      return changed;
    },
    stale,
    onDone,
  });

export const ScenariosPanel = (props: ScenariosPanelProps) => {
  const m = useMessages(whatIfMessages);
  const mayWrite = usePermissions().may("scenario:write");
  const found = useQuery(scenariosQuery(props.pack));
  const [dialog, setDialog] = useState<Scenario | "new" | null>(null);
  const [removed, setRemoved] = useState<Scenario | null>(null);
  const change = useScenarioChange(({ scenario, deleted }) => {
    setDialog(null);
    setRemoved(deleted ? scenario : null);
  });
  const mark = (scenario: Scenario, deleted: boolean) =>
    change.mutate({ scenario, name: scenario.name, note: scenario.note, deleted });
  return (
    <section className="panel no-print" aria-label={m.scenarios}>
      <header>
        <h2>{m.scenarios}</h2>
        {mayWrite && (
          <button
            type="button"
            className="btn"
            disabled={props.edits.length === 0}
            onClick={() => setDialog("new")}
          >
            {m.save}
          </button>
        )}
        <span className="quiet small grow">{m.share}</span>
        <CopyButton value={window.location.href} />
      </header>
      <div className="body stack">
        {found.error !== null && <Failure error={found.error} retry={() => void found.refetch()} />}
        {change.error !== null && dialog === null && <Failure error={change.error} />}
        {removed !== null && <Removed scenario={removed} onBack={() => mark(removed, false)} />}
        <ScenarioList
          scenarios={found.data}
          mayWrite={mayWrite}
          onOpen={props.onOpen}
          onRename={setDialog}
          onRemove={(scenario) => mark(scenario, true)}
        />
      </div>
      {dialog === "new" && <SaveDialog {...props} onClose={() => setDialog(null)} />}
      {dialog !== null && dialog !== "new" && (
        <ScenarioDialog
          title={m.rename}
          name={dialog.name}
          note={dialog.note}
          error={change.error}
          busy={change.isPending}
          onSave={(named) => change.mutate({ scenario: dialog, ...named, deleted: false })}
          onClose={() => setDialog(null)}
        />
      )}
    </section>
  );
};

interface RemovedProps {
  readonly scenario: Scenario;
  readonly onBack: () => void;
}

const Removed = ({ scenario, onBack }: RemovedProps) => {
  const m = useMessages(whatIfMessages);
  return (
    <p className="notice row" role="status">
      {m.removed(scenario.name)}
      <button type="button" className="btn" onClick={onBack}>
        {m.takeBack}
      </button>
    </p>
  );
};

interface ScenarioListProps {
  readonly scenarios: readonly Scenario[] | undefined;
  readonly mayWrite: boolean;
  readonly onOpen: (scenario: Scenario) => void;
  readonly onRename: (scenario: Scenario) => void;
  readonly onRemove: (scenario: Scenario) => void;
}

const ScenarioList = (props: ScenarioListProps) => {
  const m = useMessages(whatIfMessages);
  if (props.scenarios?.length === 0) return <p className="quiet">{m.noScenarios}</p>;
  return (
    <ul className="stack">
      {props.scenarios?.map((scenario) => (
        <ScenarioLine
          key={scenario.id}
          scenario={scenario}
          mayWrite={props.mayWrite}
          onOpen={() => props.onOpen(scenario)}
          onRename={() => props.onRename(scenario)}
          onRemove={() => props.onRemove(scenario)}
        />
      ))}
    </ul>
  );
};

interface SaveDialogProps extends Pick<ScenariosPanelProps, "pack" | "type" | "edits"> {
  readonly onClose: () => void;
}

const SaveDialog = ({ pack, type, edits, onClose }: SaveDialogProps) => {
  const m = useMessages(whatIfMessages);
  const save = useChange({
    run: (named: { readonly name: string; readonly note: string }) =>
      client.call(saveScenario, { body: { ...named, pack, type, edits } }),
    stale,
    onDone: onClose,
  });
  return (
    <ScenarioDialog
      title={m.saveTitle}
      name=""
      note=""
      error={save.error}
      busy={save.isPending}
      onSave={(named) => save.mutate(named)}
      onClose={onClose}
    />
  );
};

interface ScenarioLineProps {
  readonly scenario: Scenario;
  readonly mayWrite: boolean;
  readonly onOpen: () => void;
  readonly onRename: () => void;
  readonly onRemove: () => void;
}

const ScenarioLine = ({ scenario, mayWrite, onOpen, onRename, onRemove }: ScenarioLineProps) => {
  const m = useMessages(whatIfMessages);
  const { actors } = useMessages(enterprisesMessages);
  const who = scenario.createdByName ?? actors[scenario.createdBy] ?? scenario.createdBy;
  return (
    <li className="row">
      <button type="button" className="btn btn-plain" onClick={onOpen}>
        {m.open}
      </button>
      <strong className="wrap-anywhere">{scenario.name}</strong>
      <span className="quiet small">{m.changes(scenario.edits.length)}</span>
      <span className="quiet small grow wrap-anywhere">
        {m.scenarioOf(who, formatInstant(scenario.createdAt))} {scenario.note}
      </span>
      {mayWrite && scenario.own && (
        <>
          <button type="button" className="btn btn-plain" onClick={onRename}>
            {m.rename}
          </button>
          <button type="button" className="btn btn-plain" onClick={onRemove}>
            {m.remove}
          </button>
        </>
      )}
    </li>
  );
};
