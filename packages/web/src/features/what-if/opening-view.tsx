/** How far the registry is on its way: laid out by the node, fetched, read; with a way to stop. */

import { Link } from "@tanstack/react-router";
import { whatIfMessages } from "../../i18n/what-if/what-if-messages.ts";
import { formatBytes, formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import { ProblemText } from "./problem-text.tsx";
import type { Opening } from "./use-simulation.ts";

interface ProgressProps {
  readonly words: string;
  readonly done: number;
  readonly total: number;
  readonly onCancel?: () => void;
}

export const Progress = ({ words, done, total, onCancel }: ProgressProps) => {
  const m = useMessages(whatIfMessages);
  return (
    <div className="notice row" role="status">
      <span>{words}</span>
      <progress aria-label={words} value={done} max={Math.max(1, total)} />
      {onCancel !== undefined && (
        <button type="button" className="btn" onClick={onCancel}>
          {m.cancel}
        </button>
      )}
    </div>
  );
};

/** The node's part, before there is anything to fetch. */
export const Building = ({ done, rows }: { readonly done: number; readonly rows: number }) => {
  const m = useMessages(whatIfMessages);
  const { language } = useLanguage();
  const number = (value: number) => formatNumber(value, language);
  return <Progress words={m.building(number(done), number(rows))} done={done} total={rows} />;
};

interface OpeningViewProps {
  readonly opening: Opening;
  readonly onCancel: () => void;
  readonly onRetry: () => void;
}

export const OpeningView = ({ opening, onCancel, onRetry }: OpeningViewProps) => {
  const m = useMessages(whatIfMessages);
  if (opening.step === "failed")
    return (
      <div className="notice notice-bad" role="alert">
        <p>
          <ProblemText problem={opening.problem} />
        </p>
        <button type="button" className="btn" onClick={onRetry}>
          {m.startAgain}
        </button>
      </div>
    );
  if (opening.step === "fetching") {
    const { done, total } = opening;
    const words = m.fetching(formatBytes(done), formatBytes(total));
    return <Progress words={words} done={done} total={total} onCancel={onCancel} />;
  }
  return <Progress words={m.reading} done={1} total={1} onCancel={onCancel} />;
};

export const NoFirms = () => {
  const m = useMessages(whatIfMessages);
  return (
    <p className="notice row">
      {m.empty}
      <Link to="/enterprises" className="btn">
        {m.toEnterprises}
      </Link>
    </p>
  );
};
