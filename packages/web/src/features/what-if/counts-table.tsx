/** Counts by class before and after, for one group a row or for all. */

import { whatIfMessages } from "../../i18n/what-if/what-if-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import { ClassName } from "./class-name.tsx";
import { flowOrder } from "./flow-layout.ts";
import { totalsOf, type GradeClass, type Matrix } from "./picture.ts";

const signed = (value: number, shown: string): string => (value > 0 ? `+${shown}` : shown);

interface CountsTableProps {
  readonly label: string;
  readonly classes: readonly GradeClass[];
  readonly matrix: Matrix;
}

export const CountsTable = ({ label, classes, matrix }: CountsTableProps) => {
  const m = useMessages(whatIfMessages);
  const { language } = useLanguage();
  const totals = totalsOf(classes, matrix);
  const number = (value: number) => formatNumber(value, language);
  const shown = flowOrder(classes).filter((one) => one !== "none");
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="panel table-scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="table">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{m.grade}</th>
            <th scope="col" className="num">
              {m.before}
            </th>
            <th scope="col" className="num">
              {m.after}
            </th>
            <th scope="col" className="num">
              {m.difference}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => {
            const at = classes.indexOf(one);
            const [before = 0, after = 0] = [totals.before[at], totals.after[at]];
            return (
              <tr key={one}>
                <th scope="row">
                  <ClassName of={one} />
                </th>
                <td className="num">{number(before)}</td>
                <td className="num" data-after={one}>
                  {number(after)}
                </td>
                <td className="num">{signed(after - before, number(after - before))}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};

export interface GroupRow {
  readonly key: string;
  readonly name: string;
  readonly matrix: Matrix;
}

interface GroupTableProps {
  readonly label: string;
  readonly head: string;
  readonly classes: readonly GradeClass[];
  readonly rows: readonly GroupRow[];
}

/** One group a row: how many it has of each class before and after, and how many move. */
export const GroupTable = ({ label, head, classes, rows }: GroupTableProps) => {
  const m = useMessages(whatIfMessages);
  const shown = flowOrder(classes).filter((one) => one !== "none");
  return (
    <div className="stack">
      <h3>{label}</h3>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="panel table-scroll" role="region" aria-label={label} tabIndex={0}>
        <table className="table">
          <caption className="sr-only">{label}</caption>
          <thead>
            <tr>
              <th scope="col">{head}</th>
              {shown.map((one) => (
                <th key={one} scope="col" className="num">
                  <ClassName of={one} />
                </th>
              ))}
              <th scope="col" className="num">
                {m.up}
              </th>
              <th scope="col" className="num">
                {m.down}
              </th>
              <th scope="col" className="num">
                {m.moved}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <GroupLine key={row.key} row={row} classes={classes} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
};

interface GroupLineProps {
  readonly row: GroupRow;
  readonly classes: readonly GradeClass[];
}

const GroupLine = ({ row, classes }: GroupLineProps) => {
  const { language } = useLanguage();
  const number = (value: number) => formatNumber(value, language);
  const totals = totalsOf(classes, row.matrix);
  return (
    <tr>
      <th scope="row">{row.name}</th>
      {flowOrder(classes)
        .filter((one) => one !== "none")
        .map((one) => {
          const at = classes.indexOf(one);
          const [before = 0, after = 0] = [totals.before[at], totals.after[at]];
          return (
            <td key={one} className="num">
              {number(after)}
              {after !== before && (
                <span className="quiet small">
                  {" "}
                  ({signed(after - before, number(after - before))})
                </span>
              )}
            </td>
          );
        })}
      <td className="num">{number(totals.up)}</td>
      <td className="num">{number(totals.down)}</td>
      <td className="num">{number(totals.moved)}</td>
    </tr>
  );
};
