/** The facts that a pack asks for and the rules that turn them into grades. */

import type { FactDefinition, Pack, RuleNode } from "@fenji/regime";
import { packsMessages } from "../../i18n/packs/packs-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { readsOf } from "./describe-rule.ts";

interface PackProps {
  readonly pack: Pack;
}

export const FactTable = ({ pack }: PackProps) => {
  const m = useMessages(packsMessages);
  const text = useText();
  const { facts } = pack.grading;
  return (
    <details className="panel pack-part">
      <summary>
        <h2>{m.facts}</h2> <span className="quiet">{facts.length}</span>
      </summary>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{m.fact}</th>
              <th scope="col">{m.id}</th>
              <th scope="col">{m.kindColumn}</th>
              <th scope="col">{m.values}</th>
            </tr>
          </thead>
          <tbody>
            {facts.map((fact) => (
              <tr key={fact.id}>
                <th scope="row">{text(fact.label)}</th>
                <td>
                  <code>{fact.id}</code>
                </td>
                <td>{m.kindOf[fact.kind]}</td>
                <td>
                  <FactValues fact={fact} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
};

const FactValues = ({ fact }: { readonly fact: FactDefinition }) => {
  const text = useText();
  if (fact.kind === "boolean") return null;
  if (fact.kind === "number") {
    const bounds =
      fact.min === null && fact.max === null ? "" : `${fact.min ?? "…"} – ${fact.max ?? "…"} `;
    return `${bounds}${fact.unit === null ? "" : text(fact.unit)}`;
  }
  return fact.options.map((option) => text(option.label)).join(" · ");
};

export const RuleTable = ({ pack }: PackProps) => {
  const m = useMessages(packsMessages);
  return (
    <details className="panel pack-part">
      <summary>
        <h2>{m.rules}</h2> <span className="quiet">{pack.grading.nodes.length}</span>
      </summary>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{m.ruleColumn}</th>
              <th scope="col">{m.id}</th>
              <th scope="col">{m.kindColumn}</th>
              <th scope="col">{m.reads}</th>
              <th scope="col">{m.standing}</th>
            </tr>
          </thead>
          <tbody>
            {pack.grading.nodes.map((node) => (
              <RuleRow key={node.id} node={node} pack={pack} />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
};

interface RuleRowProps extends PackProps {
  readonly node: RuleNode;
}

const RuleRow = ({ node, pack }: RuleRowProps) => {
  const m = useMessages(packsMessages);
  const text = useText();
  const labelOf = (id: string) => {
    const named =
      pack.grading.nodes.find((known) => known.id === id) ??
      pack.grading.facts.find((known) => known.id === id) ??
      pack.grading.derivations.find((known) => known.id === id);
    return named === undefined ? id : text(named.label);
  };
  return (
    <tr>
      <th scope="row">{text(node.label)}</th>
      <td>
        <code>{node.id}</code>
      </td>
      <td>{m.rule[node.rule]}</td>
      <td>{readsOf(node).map(labelOf).join(" · ")}</td>
      <td className="quiet">{m.standings[node.standing]}</td>
    </tr>
  );
};
