/** The requirements by domain, one line each; arrow keys move, Enter opens. */

import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import { assessmentMessages } from "../../i18n/assessment/assessment-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { VerdictMark } from "../../ui/verdict-mark.tsx";
import type { RequirementRow } from "./assessment-queries.ts";
import { DomainBar } from "./domain-bar.tsx";
import type { DomainGroup } from "./filter-requirements.ts";

interface RequirementMatrixProps {
  readonly groups: readonly DomainGroup[];
  readonly all: number;
  readonly open: string | undefined;
  readonly onOpen: (id: string) => void;
  readonly onClear: () => void;
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

export const RequirementMatrix = (props: RequirementMatrixProps) => {
  const { groups, all, open, onOpen, onClear } = props;
  const m = useMessages(assessmentMessages);
  const order = groups.flatMap((group) => group.rows.map((row) => row.id));
  const [visited, visit] = useState(open);
  const ref = useRef<HTMLDivElement>(null);
  useReturnFocus(ref, open);
  const current = visited !== undefined && order.includes(visited) ? visited : order[0];
  const move = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined || current === undefined) return;
    event.preventDefault();
    const next = order[order.indexOf(current) + step];
    if (next === undefined) return;
    visit(next);
    focusRequirement(ref, next);
  };
  if (order.length === 0) {
    return (
      <div className="panel">
        <p className="body row">
          {all === 0 ? m.none : m.empty}
          {all > 0 && (
            <button type="button" className="btn" onClick={onClear}>
              {m.clear}
            </button>
          )}
        </p>
      </div>
    );
  }
  return (
    <div className="panel table-scroll" ref={ref} onKeyDown={move} role="presentation">
      <table className="table matrix">
        <caption className="sr-only">{m.matrix}</caption>
        <MatrixHead />
        {groups.map((group) => (
          <DomainRows
            key={group.domain.id}
            group={group}
            current={current}
            onOpen={(id) => {
              visit(id);
              onOpen(id);
            }}
          />
        ))}
      </table>
    </div>
  );
};

/** Closing a requirement gives the focus back to its line. */
const useReturnFocus = (ref: RefObject<HTMLElement | null>, open: string | undefined): void => {
  const last = useRef(open);
  useEffect(() => {
    if (open === undefined && last.current !== undefined) focusRequirement(ref, last.current);
    last.current = open;
  }, [ref, open]);
};

const focusRequirement = (ref: RefObject<HTMLElement | null>, id: string): void =>
  ref.current?.querySelector<HTMLElement>(`[data-requirement="${CSS.escape(id)}"]`)?.focus();

const MatrixHead = () => {
  const m = useMessages(assessmentMessages);
  return (
    <thead>
      <tr>
        <th scope="col">{m.id}</th>
        <th scope="col">{m.requirement}</th>
        <th scope="col">{m.fromGrade}</th>
        <th scope="col">{m.verdict}</th>
        <th scope="col" className="num">
          {m.elements}
        </th>
        <th scope="col" className="num">
          {m.observations}
        </th>
      </tr>
    </thead>
  );
};

interface DomainRowsProps {
  readonly group: DomainGroup;
  readonly current: string | undefined;
  readonly onOpen: (id: string) => void;
}

const DomainRows = ({ group, current, onOpen }: DomainRowsProps) => {
  const text = useText();
  return (
    <tbody>
      <tr className="matrix-domain">
        <th scope="rowgroup" colSpan={3}>
          {text(group.domain.name)}
        </th>
        <td colSpan={3}>
          <DomainBar counts={group.domain.counts} />
        </td>
      </tr>
      {group.rows.map((row) => (
        <MatrixRow key={row.id} row={row} reachable={row.id === current} onOpen={onOpen} />
      ))}
    </tbody>
  );
};

interface MatrixRowProps {
  readonly row: RequirementRow;
  /** One row is in the order of Tab; arrows reach the others. */
  readonly reachable: boolean;
  readonly onOpen: (id: string) => void;
}

const MatrixRow = ({ row, reachable, onOpen }: MatrixRowProps) => {
  const m = useMessages(assessmentMessages);
  const text = useText();
  return (
    <tr>
      <td>
        <code>{row.id}</code>
      </td>
      <th scope="row">
        <button
          type="button"
          className="matrix-title"
          data-requirement={row.id}
          tabIndex={reachable ? 0 : -1}
          onClick={() => onOpen(row.id)}
        >
          {text(row.title)}
        </button>
      </th>
      <td className="quiet">{m.grade(row.fromGrade)}</td>
      <td>
        <VerdictMark verdict={row.verdict} />
        {row.accepted && <span className="stamp">{m.accepted}</span>}
        {row.applies === "unknown" && <span className="quiet small"> {m.appliesUnknown}</span>}
      </td>
      <td className="num">
        {row.elementsProven} / {row.elementsTotal}
      </td>
      <td className="num">{row.observations}</td>
    </tr>
  );
};
