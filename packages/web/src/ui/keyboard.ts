/** Keys that work anywhere on the page, except while someone is typing. */

import { useEffect, useRef } from "react";

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type)));

export type Shortcuts = Readonly<Record<string, () => void>>;

const sequenceWindowMs = 1200;

/** What follows it goes somewhere: after `g`, a `v` is never the `v` of the page at hand. */
const leader = "g";

/** `shortcuts` maps a key (`?`) or two keys in a row (`g p`) to what they do. */
export const useShortcuts = (shortcuts: Shortcuts): void => {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    let first = "";
    let firstAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector("dialog[open]") !== null) return;
      const inTime = event.timeStamp - firstAt < sequenceWindowMs;
      const pair = inTime ? latest.current[`${first} ${event.key}`] : undefined;
      const led = inTime && first === leader;
      const act = led ? pair : (pair ?? latest.current[event.key]);
      first = event.key;
      firstAt = event.timeStamp;
      if (act === undefined) return;
      event.preventDefault();
      first = "";
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
};
