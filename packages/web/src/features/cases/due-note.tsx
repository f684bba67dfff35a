/** A due date that says its rule when it is pointed at or focused; the rule is fetched then. */

import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import { casesMessages } from "../../i18n/cases/cases-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { enterpriseCasesQuery, type WorkCase } from "./case-queries.ts";
import { daysBetween } from "./days-between.ts";
import { DueRule } from "./due-rule.tsx";

interface DueNoteProps {
  readonly of: Pick<WorkCase, "enterprise" | "type" | "does" | "dueOn">;
  readonly today: string;
}

export const DueNote = ({ of, today }: DueNoteProps) => {
  const m = useMessages(casesMessages);
  const [open, setOpen] = useState(false);
  const [button, setButton] = useState<HTMLButtonElement | null>(null);
  const id = useId();
  if (of.dueOn === null) return <span className="quiet">{m.due.none}</span>;
  const left = daysBetween(today, of.dueOn);
  return (
    <>
      <button
        type="button"
        ref={setButton}
        className={left < 0 ? "due-note bad" : "due-note"}
        aria-describedby={open ? id : undefined}
        aria-label={m.work.rule(of.dueOn)}
        onMouseEnter={() => setOpen(true)}
        onMouseLeave={() => setOpen(false)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={({ key }) => {
          if (key === "Escape") setOpen(false);
        }}
      >
        {of.dueOn}
      </button>{" "}
      <span className={left < 0 ? "bad small" : "quiet small"}>
        {left < 0 ? m.due.late(-left) : m.due.left(left)}
      </span>
      {open && <Rule id={id} of={of} beside={button} />}
    </>
  );
};

interface RuleProps {
  readonly id: string;
  readonly of: DueNoteProps["of"];
  readonly beside: HTMLElement | null;
}

const width = 340;

/** Lies in the browser's top layer, so that no scrolling table cuts it off. */
const Rule = ({ id, of, beside }: RuleProps) => {
  const m = useMessages(casesMessages);
  const ref = useRef<HTMLDivElement>(null);
  const cases = useQuery({ ...enterpriseCasesQuery(of.enterprise.id), refetchInterval: false });
  const due = cases.data?.cases
    .find(({ type }) => type === of.type)
    ?.dues.find(({ does, dueOn }) => does === of.does && dueOn === of.dueOn);
  useEffect(() => {
    const box = ref.current;
    if (box === null || beside === null) return;
    const { left, bottom, top } = beside.getBoundingClientRect();
    box.showPopover();
    box.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
    // Above, where there is no room below.
    if (window.innerHeight - bottom < 180) box.style.bottom = `${window.innerHeight - top + 4}px`;
    else box.style.top = `${bottom + 4}px`;
  }, [beside]);
  return (
    <div ref={ref} id={id} role="tooltip" popover="manual" className="due-rule small">
      {cases.isPending && <Skeleton rows={2} height={18} />}
      {cases.error !== null && <Failure error={cases.error} />}
      {cases.data !== undefined && due === undefined && <p>{m.due.gone}</p>}
      {due !== undefined && <DueRule due={due} />}
    </div>
  );
};
