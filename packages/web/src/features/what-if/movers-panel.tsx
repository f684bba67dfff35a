/** Who would have another grade, page by page, with the rule that makes the difference. */

import type { RuleEdit } from "@fenji/grading";
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { whatIfMessages } from "../../i18n/what-if/what-if-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { useDebounced } from "../../ui/use-debounced.ts";
import { SyntheticStamp } from "../../ui/stamps.tsx";
import { ClassName, useClassWords } from "./class-name.tsx";
import type { Mover, Movers, MoversAsked } from "./find-movers.ts";
import { flowOrder } from "./flow-layout.ts";
import type { Filter, GradeClass } from "./picture.ts";
import type { SimulationClient } from "./simulation-client.ts";
import { rowFirmsQuery } from "./what-if-queries.ts";
import type { ChangedFactor, Outcome } from "./why-moved.ts";

interface MoversPanelProps {
  readonly client: SimulationClient;
  readonly pack: string;
  readonly version: string;
  readonly type: string;
  readonly edits: readonly RuleEdit[];
  readonly classes: readonly GradeClass[];
  readonly filter: Filter | null;
}

const pageSize = 25;

const moversQuery = (client: SimulationClient, version: string, asked: MoversAsked) =>
  queryOptions({
    queryKey: ["what-if", "movers", version, asked],
    queryFn: () => client.findMovers(asked),
    placeholderData: keepPreviousData,
    // What the worker found lies in its own memory; pages are cheap.
    gcTime: 10_000,
    retry: false,
  });

export const MoversPanel = (props: MoversPanelProps) => {
  const m = useMessages(whatIfMessages);
  const [from, setFrom] = useState<GradeClass | null>(null);
  const [to, setTo] = useState<GradeClass | null>(null);
  const [page, setPage] = useState({ of: "", offset: 0 });
  // The list waits until the slider rests; the picture does not.
  const edits = useDebounced(props.edits, 400);
  // Another list begins at its first page.
  const of = JSON.stringify([edits, from, to, props.filter, props.type]);
  const offset = page.of === of ? page.offset : 0;
  const asked: MoversAsked = {
    type: props.type,
    edits,
    from,
    to,
    filter: props.filter,
    offset,
    limit: pageSize,
  };
  const found = useQuery(moversQuery(props.client, props.version, asked)).data;
  return (
    <div className="stack no-print">
      <div className="row">
        <h3>{m.movers}</h3>
        <ClassChoice label={m.from} classes={props.classes} chosen={from} onChoose={setFrom} />
        <ClassChoice label={m.to} classes={props.classes} chosen={to} onChoose={setTo} />
      </div>
      {found !== undefined && found.total === 0 && <p className="notice">{m.noMovers}</p>}
      {found !== undefined && found.total > 0 && (
        <>
          <MoversTable found={found} pack={props.pack} version={props.version} />
          <Pager
            total={found.total}
            offset={offset}
            onOffset={(next) => setPage({ of, offset: next })}
          />
        </>
      )}
    </div>
  );
};

interface ClassChoiceProps {
  readonly label: string;
  readonly classes: readonly GradeClass[];
  readonly chosen: GradeClass | null;
  readonly onChoose: (chosen: GradeClass | null) => void;
}

const ClassChoice = ({ label, classes, chosen, onChoose }: ClassChoiceProps) => {
  const m = useMessages(whatIfMessages);
  const words = useClassWords();
  const choices = flowOrder(classes);
  return (
    <label className="row">
      {label}
      <select
        className="select"
        value={String(chosen ?? "")}
        onChange={(event) =>
          onChoose(choices.find((one) => String(one) === event.target.value) ?? null)
        }
      >
        <option value="">{m.any}</option>
        {choices.map((one) => (
          <option key={one} value={String(one)}>
            {words(one)}
          </option>
        ))}
      </select>
    </label>
  );
};

interface PagerProps {
  readonly total: number;
  readonly offset: number;
  readonly onOffset: (offset: number) => void;
}

const Pager = ({ total, offset, onOffset }: PagerProps) => {
  const m = useMessages(whatIfMessages);
  const { language } = useLanguage();
  const number = (value: number) => formatNumber(value, language);
  const last = Math.min(total, offset + pageSize);
  return (
    <div className="row">
      <button
        type="button"
        className="btn"
        disabled={offset === 0}
        onClick={() => onOffset(Math.max(0, offset - pageSize))}
      >
        {m.previous}
      </button>
      <span>{m.moversOf(`${number(offset + 1)}–${number(last)}`, number(total))}</span>
      <button
        type="button"
        className="btn"
        disabled={last >= total}
        onClick={() => onOffset(offset + pageSize)}
      >
        {m.next}
      </button>
    </div>
  );
};

interface MoversTableProps {
  readonly found: Movers;
  readonly pack: string;
  readonly version: string;
}

const MoversTable = ({ found, pack, version }: MoversTableProps) => {
  const m = useMessages(whatIfMessages);
  const text = useText();
  const rows = found.movers.map(({ row }) => row);
  const firms = useQuery(rowFirmsQuery({ pack, version, rows })).data;
  const byRow = new Map(firms?.map((firm) => [firm.row, firm]));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="panel table-scroll" role="region" aria-label={m.movers} tabIndex={0}>
      <table className="table table-roomy">
        <caption className="sr-only">{m.movers}</caption>
        <thead>
          <tr>
            <th scope="col">{m.name}</th>
            <th scope="col">{m.from}</th>
            <th scope="col">{m.to}</th>
            <th scope="col">{m.why}</th>
          </tr>
        </thead>
        <tbody>
          {found.movers.map((mover) => {
            const firm = byRow.get(mover.row);
            return (
              <tr key={mover.row}>
                <th scope="row">
                  {firm === undefined ? (
                    <span className="quiet">{firms === undefined ? "…" : m.hidden}</span>
                  ) : (
                    <>
                      <Link
                        to="/enterprises/$enterpriseId/grade"
                        params={{ enterpriseId: firm.id }}
                      >
                        {text(firm.name)}
                      </Link>{" "}
                      {firm.synthetic && <SyntheticStamp />}
                    </>
                  )}
                </th>
                <td>
                  <ClassName of={mover.from} />
                </td>
                <td>
                  <ClassName of={mover.to} />
                </td>
                <td>
                  <Why mover={mover} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};

const Why = ({ mover }: { readonly mover: Mover }) => (
  <ul>
    {mover.why.slice(0, 4).map((changed) => (
      <li key={changed.factor}>
        <Change changed={changed} />
      </li>
    ))}
  </ul>
);

const Change = ({ changed }: { readonly changed: ChangedFactor }) => {
  const m = useMessages(whatIfMessages);
  const text = useText();
  const words = ({ points, possible, band }: Outcome): string => {
    if (points !== null) return String(points);
    if (possible.length > 0) return possible.join(" / ");
    return band === null ? "—" : text(band);
  };
  return (
    <>
      {m.changedFactor(text(changed.label), words(changed.before), words(changed.after))}
      {typeof changed.input === "number" && (
        <span className="quiet small"> ({m.input(String(changed.input))})</span>
      )}
    </>
  );
};
