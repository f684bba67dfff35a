/** The flow of grades: who was in which class, and where they go; and the same as a table. */

import { useId } from "react";
import { whatIfMessages } from "../../i18n/what-if/what-if-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import { ClassName, useClassWords } from "./class-name.tsx";
import { flowOrder, layOutFlow, type FlowBand, type FlowNode } from "./flow-layout.ts";
import { movesIn, type GradeClass, type Matrix, type Move } from "./picture.ts";

interface FlowProps {
  readonly classes: readonly GradeClass[];
  readonly matrix: Matrix;
}

const room = { height: 230, gap: 14 };
const width = 560;
const [left, right] = [150, width - 150];
const bar = 10;

const bandKind = ({ from, to }: Move): string => {
  if (from === to) return "stays";
  if (typeof from === "number" && typeof to === "number") return to > from ? "rises" : "falls";
  return "opens";
};

const bandPath = (band: FlowBand): string => {
  const [from, to] = [left + bar, right - bar];
  const middle = (from + to) / 2;
  const curve = (a: number, b: number, x: number): string =>
    `C${middle} ${a} ${middle} ${b} ${x} ${b}`;
  return [
    `M${from} ${band.left}`,
    curve(band.left, band.right, to),
    `V${band.right + band.height}`,
    curve(band.right + band.height, band.left + band.height, from),
    "Z",
  ].join("");
};

export const GradeFlow = ({ classes, matrix }: FlowProps) => {
  const m = useMessages(whatIfMessages);
  const words = useClassWords();
  const { language } = useLanguage();
  const id = useId();
  const { nodes, bands } = layOutFlow(classes, movesIn(classes, matrix), room);
  const height = Math.max(room.height, ...nodes.map((node) => node.y + node.height)) + 4;
  return (
    <figure className="panel flow">
      <figcaption className="body">
        <h3>{m.flow}</h3>
        <p className="quiet small">{m.flowWhat(m.before, m.after)}</p>
      </figcaption>
      <svg
        viewBox={`0 -8 ${width} ${height + 12}`}
        role="img"
        aria-label={`${m.flow}: ${m.flowWhat(m.before, m.after)}`}
      >
        <FlowPatterns id={id} />
        {bands.map((band) => (
          <path
            key={`${band.from} ${band.to}`}
            d={bandPath(band)}
            className={`band ${bandKind(band)}`}
            fill={bandKind(band) === "stays" ? undefined : `url(#${id}-${bandKind(band)})`}
          >
            <title>{`${words(band.from)} → ${words(band.to)}: ${formatNumber(band.count, language)}`}</title>
          </path>
        ))}
        {nodes.map((node) => (
          <FlowEnd key={`${node.side} ${node.of}`} node={node} words={words(node.of)} />
        ))}
      </svg>
      <FlowTable classes={classes} matrix={matrix} />
    </figure>
  );
};

/** Hatched upwards, downwards and crossed: what colour says, shape says too. */
const FlowPatterns = ({ id }: { readonly id: string }) => (
  <defs>
    {(["rises", "falls", "opens"] as const).map((kind) => (
      <pattern
        key={kind}
        id={`${id}-${kind}`}
        className={kind}
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform={`rotate(${{ rises: 45, falls: -45, opens: 0 }[kind]})`}
      >
        <rect width="6" height="6" className="ground" />
        <rect width="2.500" height="6" className="stripe" />
      </pattern>
    ))}
  </defs>
);

const FlowEnd = ({ node, words }: { readonly node: FlowNode; readonly words: string }) => {
  const { language } = useLanguage();
  const before = node.side === "before";
  const x = before ? left : right - bar;
  return (
    <>
      <rect className="flow-end" x={x} y={node.y} width={bar} height={node.height} />
      <text
        x={before ? left - 6 : right + 6}
        y={node.y + node.height / 2}
        textAnchor={before ? "end" : "start"}
        dominantBaseline="middle"
      >
        {words} {formatNumber(node.count, language)}
      </text>
    </>
  );
};

const FlowTable = ({ classes, matrix }: FlowProps) => {
  const m = useMessages(whatIfMessages);
  const { language } = useLanguage();
  const order = flowOrder(classes);
  const count = (from: GradeClass, to: GradeClass): number =>
    matrix[classes.indexOf(from) * classes.length + classes.indexOf(to)] ?? 0;
  const used = order.filter(
    (one) =>
      one !== "none" || order.some((of) => of !== "none" && count(of, one) + count(one, of) > 0),
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-scroll" role="region" aria-label={m.fromTo} tabIndex={0}>
      <table className="table flow-table">
        <caption className="sr-only">{m.flow}</caption>
        <thead>
          <tr>
            <th scope="col">{m.fromTo}</th>
            {used.map((to) => (
              <th key={to} scope="col" className="num">
                <ClassName of={to} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {used.map((from) => (
            <tr key={from}>
              <th scope="row">
                <ClassName of={from} />
              </th>
              {used.map((to) => (
                <td key={to} className={from === to ? "num quiet" : "num"}>
                  {from === "none" && to === "none" ? "—" : formatNumber(count(from, to), language)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
