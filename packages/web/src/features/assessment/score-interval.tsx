/** The score as what it is, an interval, with the coverage of evidence beside it. */

import { assessmentMessages } from "../../i18n/assessment/assessment-messages.ts";
import { formatPercent } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import type { Assessment } from "./assessment-queries.ts";

type ScoreIntervalProps = Pick<Assessment, "counts" | "score">;

export const ScoreInterval = ({ counts, score }: ScoreIntervalProps) => {
  const m = useMessages(assessmentMessages);
  const { low, high, coverage } = score;
  if (low === null || high === null || coverage === null) return <p>{m.noScore}</p>;
  const decided = counts.met + counts.partlyMet + counts.notMet;
  const applicable = decided + counts.notEvidenced + counts.contested;
  return (
    <div className="scores">
      <div className="score">
        <span className="quiet">{m.score}</span>
        <b>{m.scoreOf(formatPercent(low), formatPercent(high))}</b>
        <Bar from={low} to={high} />
        <span className="quiet small">{m.scoreNote}</span>
      </div>
      <div className="score">
        <span className="quiet">{m.coverage}</span>
        <b>{formatPercent(coverage)}</b>
        <Bar from={0} to={coverage} />
        <span className="quiet small">
          {m.coverageNote(decided, applicable)} · {m.formula} <code>{score.formula}</code>
        </span>
      </div>
    </div>
  );
};

interface BarProps {
  readonly from: number;
  readonly to: number;
}

/** The part up to `from` is certain, the part from there to `to` possible. */
const Bar = ({ from, to }: BarProps) => (
  <svg className="interval" viewBox="0 0 200 14" preserveAspectRatio="none" aria-hidden="true">
    <rect className="track" x={0} y={4} width={200} height={6} />
    {[0, 50, 100, 150, 200].map((x) => (
      <line key={x} className="tick" x1={x} x2={x} y1={1} y2={13} />
    ))}
    <rect
      className="range"
      x={from * 200}
      y={2}
      width={Math.max(1, (to - from) * 200)}
      height={10}
    />
    <line className="end" x1={from * 200} x2={from * 200} y1={0} y2={14} />
    <line className="end" x1={to * 200} x2={to * 200} y1={0} y2={14} />
  </svg>
);
