/** The one place that knows antd's table: dense rows, sorting, an empty state with the next step. */

import { Table, type TableColumnType } from "antd";
import type { ReactNode } from "react";
import { AntdFrame } from "./antd-frame.tsx";
import "./data-table.css";

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: "right";
  readonly width?: number;
  /** Sorts rows that are all on the page; leave out where the node decides the order. */
  readonly compare?: (a: Row, b: Row) => number;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly empty: ReactNode;
  readonly busy?: boolean;
}

export const DataTable = <Row,>(props: DataTableProps<Row>) => (
  <AntdFrame>
    <div className="data-table" aria-busy={props.busy === true}>
      <Table<Row>
        aria-label={props.label}
        size="small"
        pagination={false}
        columns={props.columns.map(toAntd)}
        dataSource={props.rows}
        rowKey={props.rowKey}
        locale={{ emptyText: props.empty }}
        sortDirections={["ascend", "descend"]}
        showSorterTooltip={false}
      />
    </div>
  </AntdFrame>
);

const toAntd = <Row,>(column: Column<Row>): TableColumnType<Row> => ({
  key: column.key,
  title: column.title,
  render: (_value, row) => column.cell(row),
  ...(column.align === undefined ? {} : { align: column.align }),
  ...(column.width === undefined ? {} : { width: column.width }),
  ...(column.compare === undefined ? {} : { sorter: column.compare }),
});
