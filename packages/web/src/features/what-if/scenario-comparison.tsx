/** Two sets of changes side by side: how many firms each gives which grade, and the difference. */

import type { RuleEdit } from "@fenji/grading";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { whatIfMessages } from "../../i18n/what-if/what-if-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import { ClassName } from "./class-name.tsx";
import { flowOrder } from "./flow-layout.ts";
import { matrixOf, totalsOf, type Filter, type Picture } from "./picture.ts";
import type { SimulationClient } from "./simulation-client.ts";
import { scenariosQuery } from "./what-if-queries.ts";

interface ComparisonProps {
  readonly client: SimulationClient;
  readonly pack: string;
  readonly version: string;
  readonly type: string;
  readonly edits: readonly RuleEdit[];
  readonly filter: Filter | null;
}

interface Side {
  readonly id: string;
  readonly name: string;
  readonly edits: readonly RuleEdit[];
}

const useSides = ({ pack, type, edits }: ComparisonProps): readonly Side[] => {
  const m = useMessages(whatIfMessages);
  const scenarios = useQuery(scenariosQuery(pack)).data ?? [];
  return [
    { id: "stored", name: m.stored, edits: [] },
    { id: "present", name: m.present, edits },
    ...scenarios.filter((one) => one.type === type),
  ];
};

export const ScenarioComparison = (props: ComparisonProps) => {
  const m = useMessages(whatIfMessages);
  const sides = useSides(props);
  const [ids, setIds] = useState({ a: "stored", b: "present" });
  const [a, b] = [ids.a, ids.b].map((id) => sides.find((side) => side.id === id) ?? sides[0]);
  const found = useQuery({
    queryKey: ["what-if", "compare", props.version, props.type, a?.edits, b?.edits],
    queryFn: async () => {
      const ask = (side: Side | undefined) =>
        props.client.ask({ type: props.type, edits: side?.edits ?? [] });
      return { a: await ask(a), b: await ask(b) };
    },
    gcTime: 10_000,
    retry: false,
  }).data;
  const choice = (side: "a" | "b") => (
    <label className="field">
      <span>{m.compareWith(side.toUpperCase())}</span>
      <select
        className="select"
        value={ids[side]}
        onChange={(event) => setIds({ ...ids, [side]: event.target.value })}
      >
        {sides.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <section className="panel">
      <header>
        <h2>{m.compare}</h2>
        {choice("a")}
        {choice("b")}
      </header>
      {found !== undefined && <ComparedTable a={found.a} b={found.b} filter={props.filter} />}
    </section>
  );
};

interface ComparedProps {
  readonly a: Picture;
  readonly b: Picture;
  readonly filter: Filter | null;
}

const ComparedTable = ({ a, b, filter }: ComparedProps) => {
  const m = useMessages(whatIfMessages);
  const { language } = useLanguage();
  const { classes } = a;
  const [one, other] = [a, b].map((picture) => totalsOf(classes, matrixOf(picture, filter)));
  const number = (value: number) => formatNumber(value, language);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-scroll" role="region" aria-label={m.compare} tabIndex={0}>
      <table className="table">
        <caption className="sr-only">{m.compare}</caption>
        <thead>
          <tr>
            <th scope="col">{m.grade}</th>
            <th scope="col" className="num">
              A
            </th>
            <th scope="col" className="num">
              B
            </th>
            <th scope="col" className="num">
              B − A
            </th>
          </tr>
        </thead>
        <tbody>
          {flowOrder(classes)
            .filter((of) => of !== "none")
            .map((of) => {
              const at = classes.indexOf(of);
              const [left, right] = [one?.after[at] ?? 0, other?.after[at] ?? 0];
              return (
                <tr key={of}>
                  <th scope="row">
                    <ClassName of={of} />
                  </th>
                  <td className="num">{number(left)}</td>
                  <td className="num">{number(right)}</td>
                  <td className="num">{number(right - left)}</td>
                </tr>
              );
            })}
        </tbody>
      </table>
    </div>
  );
};
