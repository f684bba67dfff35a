/** The reasons of a grade as an indented table: factor, input, band, points, source. */

import type { Reason } from "@fenji/contract";
import type { Pack } from "@fenji/regime";
import { useState } from "react";
import { gradingMessages } from "../../i18n/grading/grading-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { describeInput } from "./describe-input.ts";
import { flattenReasons, type ReasonLine } from "./flatten-reasons.ts";

interface ReasonTreeProps {
  readonly reasons: readonly Reason[];
  readonly pack: Pack;
}

export const ReasonTree = ({ reasons, pack }: ReasonTreeProps) => {
  const m = useMessages(gradingMessages);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const toggle = (key: string) => {
    const next = new Set(folded);
    if (!next.delete(key)) next.add(key);
    setFolded(next);
  };
  return (
    <div className="table-scroll">
      <table className="table reasons">
        <caption className="sr-only">{m.reasons}</caption>
        <thead>
          <tr>
            <th scope="col">{m.factor}</th>
            <th scope="col">{m.input}</th>
            <th scope="col">{m.band}</th>
            <th scope="col" className="num">
              {m.points}
            </th>
            <th scope="col">{m.source}</th>
          </tr>
        </thead>
        <tbody>
          {flattenReasons(reasons, folded).map((line) => (
            <ReasonRow key={line.key} line={line} pack={pack} onToggle={() => toggle(line.key)} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

interface ReasonRowProps {
  readonly line: ReasonLine;
  readonly pack: Pack;
  readonly onToggle: () => void;
}

const ReasonRow = ({ line, pack, onToggle }: ReasonRowProps) => {
  const m = useMessages(gradingMessages);
  const text = useText();
  const { language } = useLanguage();
  const { reason, depth, folded } = line;
  const number = (value: number) => formatNumber(value, language, value % 1 === 0 ? 0 : 2);
  const input = describeInput(reason, { pack, words: m, text, number });
  return (
    <tr className={depth === 0 ? "reason-root" : undefined}>
      <th scope="row" style={{ "--depth": depth }}>
        {reason.children.length > 0 ? (
          <button
            type="button"
            className="fold"
            aria-expanded={!folded}
            aria-label={`${folded ? m.expand : m.collapse} ${text(reason.label)}`}
            onClick={onToggle}
          >
            {folded ? "▸" : "▾"}
          </button>
        ) : (
          <span className="fold" aria-hidden="true" />
        )}
        {text(reason.label)}
      </th>
      <td className={input === m.unknown ? "value-unknown" : undefined}>{input}</td>
      <td>{reason.band === null ? "" : text(reason.band)}</td>
      <td className="num">
        {reason.points === null ? (
          <span className="value-unknown">
            {reason.possible.length > 1
              ? reason.possible.map(number).join(language === "zh" ? "、" : ", ")
              : m.undefinedPoints}
          </span>
        ) : (
          number(reason.points)
        )}
      </td>
      <td className="small quiet">
        {reason.source !== null && `${text(reason.source.title)} ${reason.source.clause ?? ""} `}
        {reason.standing === "illustrative" ? (
          <span className="stamp stamp-illustrative">{m.standings.illustrative}</span>
        ) : (
          <span className="stamp">{m.standings[reason.standing]}</span>
        )}
      </td>
    </tr>
  );
};
