/** The first rows of a workbook as a table; a cell that looks like a formula is text like any other. */

import { documentsMessages } from "../../i18n/documents/documents-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import type { FirstSheet } from "./first-sheet.ts";

export const SheetView = ({ sheet }: { readonly sheet: FirstSheet }) => {
  const m = useMessages(documentsMessages);
  const { name, sheets, rows, cut } = sheet;
  const columns = Math.max(0, ...rows.map(({ cells }) => cells.length));
  return (
    <>
      <p className="quiet small">
        {m.sheet(name, sheets)}
        {cut && m.cutRows(rows.length)}
      </p>
      {rows.length === 0 && <p className="quiet">{m.emptySheet}</p>}
      {rows.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="document-sheet" tabIndex={0} role="region" aria-label={m.content}>
          <table className="table">
            <tbody>
              {rows.map((row) => (
                <tr key={row.number}>
                  <th scope="row" className="num">
                    {row.number}
                  </th>
                  {Array.from({ length: columns }, (_, column) => (
                    // oxlint-disable-next-line react/no-array-index-key
                    <td key={column}>{row.cells[column] ?? ""}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
};
