/** Bytes as the text that they are, wrapped only on the screen, with one part marked. */

import { useEffect, useRef } from "react";

interface BytesTextProps {
  readonly label: string;
  readonly text: string;
  readonly mark: { readonly from: number; readonly to: number } | null;
}

export const BytesText = ({ label, text, mark }: BytesTextProps) => {
  const marked = useRef<HTMLElement>(null);
  useEffect(() => {
    marked.current?.scrollIntoView({ block: "nearest" });
    // The ref always points at the newest mark.
    // oxlint-disable-next-line react-hooks/exhaustive-deps, react/exhaustive-effect-dependencies
  }, [mark]);
  return (
    // A long text scrolls in its own box, which the keyboard must reach.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className="bytes" role="group" aria-label={label} tabIndex={0}>
      {mark === null ? (
        text
      ) : (
        <>
          {text.slice(0, mark.from)}
          <mark ref={marked}>{text.slice(mark.from, mark.to)}</mark>
          {text.slice(mark.to)}
        </>
      )}
    </pre>
  );
};
