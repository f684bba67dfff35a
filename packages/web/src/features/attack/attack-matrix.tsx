/** Tactics as columns, techniques as cells; arrow keys move, Enter looks into one. */

import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import { attackMessages } from "../../i18n/attack/attack-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import type { Attack, AttackTactic, AttackTechnique } from "./attack-queries.ts";
import { TechniqueMark } from "./technique-mark.tsx";

interface AttackMatrixProps {
  readonly attack: Attack;
  /** Those that pass the filter. */
  readonly shown: readonly AttackTechnique[];
  readonly open: string | undefined;
  readonly onOpen: (technique: string) => void;
}

interface Column {
  readonly tactic: AttackTactic;
  readonly techniques: readonly AttackTechnique[];
}

/** A technique under one of its tactics. */
const cellKey = (tactic: string, technique: string): string => `${tactic}:${technique}`;

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Sideways past columns that the filter left empty, as far down as the next one reaches. */
const neighbour = (
  columns: readonly Column[],
  from: string,
  [aside, down]: readonly [number, number],
): string | undefined => {
  const filled = columns.filter(({ techniques }) => techniques.length > 0);
  const keys = filled.map(({ tactic, techniques }) =>
    techniques.map(({ id }) => cellKey(tactic.id, id)),
  );
  const column = keys.findIndex((list) => list.includes(from));
  const row = keys[column]?.indexOf(from) ?? 0;
  const next = keys[column + aside];
  return aside === 0 ? next?.[row + down] : next?.[Math.min(row, next.length - 1)];
};

const focusCell = (ref: RefObject<HTMLElement | null>, key: string): void =>
  ref.current?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(key)}"]`)?.focus();

interface Looking {
  readonly open: string | undefined;
  readonly visited: string | undefined;
}

/** Closing a technique gives the focus back to its cell. */
const useReturnFocus = (ref: RefObject<HTMLElement | null>, { open, visited }: Looking): void => {
  const last = useRef(open);
  useEffect(() => {
    if (open === undefined && last.current !== undefined && visited !== undefined)
      focusCell(ref, visited);
    last.current = open;
  }, [ref, open, visited]);
};

export const AttackMatrix = ({ attack, shown, open, onOpen }: AttackMatrixProps) => {
  const m = useMessages(attackMessages);
  const ref = useRef<HTMLDivElement>(null);
  const [visited, visit] = useState<string>();
  const columns = attack.tactics.map((tactic) => ({
    tactic,
    techniques: shown.filter(({ tactics }) => tactics.includes(tactic.id)),
  }));
  const keys = columns.flatMap(({ tactic, techniques }) =>
    techniques.map(({ id }) => cellKey(tactic.id, id)),
  );
  const current = visited !== undefined && keys.includes(visited) ? visited : keys[0];
  useReturnFocus(ref, { open, visited });
  const move = (event: KeyboardEvent): void => {
    const step = moves[event.key];
    if (step === undefined || current === undefined) return;
    event.preventDefault();
    const next = neighbour(columns, current, step);
    if (next === undefined) return;
    visit(next);
    focusCell(ref, next);
  };
  return (
    <section className="panel" aria-label={m.matrix}>
      <p className="body quiet small no-print">{m.matrixKeys}</p>
      <div className="attack-matrix" ref={ref} onKeyDown={move} role="presentation">
        {columns.map((column) => (
          <TacticColumn
            key={column.tactic.id}
            {...column}
            current={current}
            onOpen={(key, technique) => {
              visit(key);
              onOpen(technique);
            }}
          />
        ))}
      </div>
    </section>
  );
};

interface TacticColumnProps extends Column {
  /** One cell is in the order of Tab; arrows reach the others. */
  readonly current: string | undefined;
  readonly onOpen: (key: string, technique: string) => void;
}

const TacticColumn = ({ tactic, techniques, current, onOpen }: TacticColumnProps) => {
  const m = useMessages(attackMessages);
  const text = useText();
  return (
    <div className="attack-tactic">
      <h3>
        {text(tactic.name)} <code className="quiet">{tactic.id}</code>
      </h3>
      {techniques.length === 0 && <p className="quiet small">{m.none}</p>}
      <ul>
        {techniques.map(({ id, name, state }) => {
          const key = cellKey(tactic.id, id);
          return (
            <li key={id}>
              <button
                type="button"
                className={`attack-cell attack-${state}`}
                data-cell={key}
                tabIndex={key === current ? 0 : -1}
                onClick={() => onOpen(key, id)}
              >
                <TechniqueMark state={state} words={false} />
                <span>
                  {text(name)} <code>{id}</code>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
};
