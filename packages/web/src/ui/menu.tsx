/** A button in the bar that opens a short list of links and acts; Esc, a choice or a click elsewhere closes it. */

import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import "./menu.css";

interface MenuProps {
  /** What stands on the button. */
  readonly label: ReactNode;
  /** What the button is called where its label does not say it. */
  readonly name: string;
  readonly children: ReactNode;
}

export const Menu = ({ label, name, children }: MenuProps) => {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panelId = useId();
  useEffect(() => {
    if (!open) return undefined;
    const onPointer = (event: PointerEvent) => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true)
        setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("pointerdown", onPointer);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPointer);
      document.removeEventListener("keydown", onKey);
    };
  }, [open]);
  return (
    <div
      className="menu"
      ref={box}
      onBlur={(event) => {
        // Tabbing out of the last entry; a click on no focusable place has no related target.
        if (event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget))
          setOpen(false);
      }}
    >
      <button
        type="button"
        className="btn menu-button"
        ref={button}
        aria-expanded={open}
        aria-controls={open ? panelId : undefined}
        onClick={() => setOpen(!open)}
      >
        <span className="menu-label">{label}</span>
        <span className="sr-only">{name}</span>
        <span aria-hidden="true">▾</span>
      </button>
      {open && (
        // Choosing anything inside closes it; what was chosen does its own work first.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
        <div id={panelId} className="menu-panel" onClick={() => setOpen(false)}>
          {children}
        </div>
      )}
    </div>
  );
};
