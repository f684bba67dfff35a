/** Keys that work anywhere on the page, except while someone is typing. */

import { useEffect } from "react";

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type)));

export type Shortcuts = Readonly<Record<string, () => void>>;

const sequenceWindowMs = 1200;

/** `shortcuts` maps a key (`?`) or two keys in a row (`g p`) to what they do. */
export const useShortcuts = (shortcuts: Shortcuts): void => {
  useEffect(() => {
    let first = "";
    let firstAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector("dialog[open]") !== null) return;
      const inTime = event.timeStamp - firstAt < sequenceWindowMs;
      const pair = inTime ? `${first} ${event.key}` : "";
      const act = shortcuts[pair] ?? shortcuts[event.key];
      first = event.key;
      firstAt = event.timeStamp;
      if (act === undefined) return;
      event.preventDefault();
      first = "";
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [shortcuts]);
};
