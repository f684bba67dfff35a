/** A verdict as a shape of its own and a word; the colour only repeats what the shape says. */

import type { ReactNode } from "react";
import { verdictWords } from "../i18n/verdict-words.ts";
import { useMessages } from "../i18n/language.tsx";
import type { Verdict } from "../routes/search-params.ts";
import "./verdict-mark.css";

const shapes: Readonly<Record<Verdict, ReactNode>> = {
  met: (
    <>
      <circle cx="7" cy="7" r="6" fill="currentColor" />
      <path
        d="m4 7.200 2.200 2.200L10.200 5"
        fill="none"
        stroke="var(--surface)"
        strokeWidth="1.600"
      />
    </>
  ),
  partlyMet: (
    <>
      <circle cx="7" cy="7" r="5.300" fill="none" stroke="currentColor" strokeWidth="1.400" />
      <path d="M7 1.700a5.300 5.300 0 0 0 0 10.600z" fill="currentColor" />
    </>
  ),
  notMet: (
    <>
      <rect x="1" y="1" width="12" height="12" rx="1.500" fill="currentColor" />
      <path
        d="m4.200 4.200 5.600 5.600m0-5.600-5.600 5.600"
        stroke="var(--surface)"
        strokeWidth="1.600"
      />
    </>
  ),
  contested: (
    <>
      <path d="M6.200 2v10L.8 7z" fill="currentColor" />
      <path d="M7.800 2v10l5.400-5z" fill="none" stroke="currentColor" strokeWidth="1.300" />
    </>
  ),
  notEvidenced: (
    <circle
      cx="7"
      cy="7"
      r="5.300"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.400"
      strokeDasharray="2.200 1.900"
    />
  ),
  notApplicable: <path d="M2 7h10" stroke="currentColor" strokeWidth="1.800" />,
};

/** The shape alone, for what is told in words of its own. */
export const VerdictShape = ({ verdict }: { readonly verdict: Verdict }) => (
  <svg viewBox="0 0 14 14" aria-hidden="true">
    {shapes[verdict]}
  </svg>
);

interface VerdictMarkProps {
  readonly verdict: Verdict;
  /** Without words only where the words stand beside it anyway. */
  readonly words?: boolean;
}

export const VerdictMark = ({ verdict, words = true }: VerdictMarkProps) => {
  const m = useMessages(verdictWords);
  return (
    <span className={`verdict verdict-${verdict}`}>
      <VerdictShape verdict={verdict} />
      {words ? m[verdict] : <span className="sr-only">{m[verdict]}</span>}
    </span>
  );
};
