/** The rule set as sliders and boxes, grouped by rule, with undo, redo and reset. */

import { editRules, editablePaths, type EditablePath } from "@fenji/grading";
import type { Pack } from "@fenji/regime";
import { useMemo, useState } from "react";
import { whatIfMessages } from "../../i18n/what-if/what-if-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { useFailureText } from "../../ui/failure.tsx";
import type { EditAction, EditState } from "./edits.ts";
import { matchesRule, ruleGroups, type RuleGroup } from "./rule-groups.ts";
import { RuleRow } from "./rule-row.tsx";

interface RulePanelProps {
  readonly pack: Pack;
  readonly type: string;
  readonly state: EditState;
  readonly onEdit: (action: EditAction) => void;
}

export const RulePanel = ({ pack, type, state, onEdit }: RulePanelProps) => {
  const m = useMessages(whatIfMessages);
  const textOf = useFailureText();
  const [sought, setSought] = useState<Sought>({ words: "", onlyChanged: false });
  const { words, onlyChanged } = sought;
  const { grading } = pack;
  const original = useMemo(() => byPath(editablePaths(grading)), [grading]);
  const now = useMemo(
    () => byPath(editablePaths(editRules(grading, state.edits))),
    [grading, state.edits],
  );
  const groups = useMemo(() => ruleGroups(grading, type), [grading, type]);
  const wanted = (path: string): boolean => {
    const editable = now.get(path);
    if (editable === undefined) return false;
    if (onlyChanged && editable.value === original.get(path)?.value) return false;
    return words.trim() === "" || matchesRule(editable, words);
  };
  const shown = groups
    .map((group) => ({ ...group, paths: group.paths.filter(wanted) }))
    .filter(({ paths }) => paths.length > 0);
  const open = onlyChanged || words.trim() !== "";
  return (
    <section className="panel rule-panel no-print" aria-label={m.rules}>
      <header>
        <h2>{m.rules}</h2>
        <span className="quiet small">{m.changes(state.edits.length)}</span>
      </header>
      <div className="body stack">
        <RuleTools state={state} onEdit={onEdit} />
        <RuleSearch sought={sought} onSeek={setSought} />
        {state.refusal !== null && (
          <p className="notice notice-warn" role="alert">
            {textOf(state.refusal)}
          </p>
        )}
        {shown.length === 0 && <p className="quiet">{m.noRule}</p>}
        {shown.map((group) => (
          <Group
            key={group.node ?? ""}
            group={group}
            open={open}
            now={now}
            original={original}
            onEdit={onEdit}
          />
        ))}
      </div>
    </section>
  );
};

interface Sought {
  readonly words: string;
  readonly onlyChanged: boolean;
}

interface RuleSearchProps {
  readonly sought: Sought;
  readonly onSeek: (sought: Sought) => void;
}

const RuleSearch = ({ sought, onSeek }: RuleSearchProps) => {
  const m = useMessages(whatIfMessages);
  return (
    <div className="row">
      <input
        className="input grow"
        type="search"
        aria-label={m.findRule}
        placeholder={m.findRule}
        value={sought.words}
        onChange={(event) => onSeek({ ...sought, words: event.target.value })}
      />
      <label className="row">
        <input
          type="checkbox"
          checked={sought.onlyChanged}
          onChange={(event) => onSeek({ ...sought, onlyChanged: event.target.checked })}
        />
        {m.onlyChanged}
      </label>
    </div>
  );
};

type Paths = ReadonlyMap<string, EditablePath>;

const byPath = (paths: readonly EditablePath[]): Paths =>
  new Map(paths.map((editable) => [editable.path, editable]));

interface RuleToolsProps {
  readonly state: EditState;
  readonly onEdit: (action: EditAction) => void;
}

const RuleTools = ({ state, onEdit }: RuleToolsProps) => {
  const m = useMessages(whatIfMessages);
  const button = (kind: "undo" | "redo" | "reset-all", words: string, able: boolean) => (
    <button type="button" className="btn" disabled={!able} onClick={() => onEdit({ kind })}>
      {words}
    </button>
  );
  return (
    <div className="row">
      {button("undo", m.undo, state.past.length > 0)}
      {button("redo", m.redo, state.future.length > 0)}
      {button("reset-all", m.resetAll, state.edits.length > 0)}
    </div>
  );
};

interface GroupProps {
  readonly group: RuleGroup;
  /** Opened whatever the reader did, because something was looked for. */
  readonly open: boolean;
  readonly now: Paths;
  readonly original: Paths;
  readonly onEdit: (action: EditAction) => void;
}

const Group = ({ group, open, now, original, onEdit }: GroupProps) => {
  const m = useMessages(whatIfMessages);
  const text = useText();
  const [opened, setOpened] = useState(group.node === null);
  const shown = open || opened;
  const changed = group.paths.filter(
    (path) => now.get(path)?.value !== original.get(path)?.value,
  ).length;
  return (
    <details
      open={shown}
      onToggle={(event) => {
        if (!open) setOpened(event.currentTarget.open);
      }}
    >
      <summary>
        {group.label === null ? m.thresholds : text(group.label)}{" "}
        <span className="quiet small">{group.paths.length}</span>{" "}
        {changed > 0 && <span className="stamp">{m.changes(changed)}</span>}
      </summary>
      {shown && (
        <ul className="rule-list">
          {group.paths.map((path) => {
            const editable = now.get(path);
            if (editable === undefined) return null;
            const was = original.get(path)?.value ?? null;
            return <RuleRow key={path} now={editable} original={was} onEdit={onEdit} />;
          })}
        </ul>
      )}
    </details>
  );
};
