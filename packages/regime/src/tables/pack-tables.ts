/** A checked pack as the tables that workbooks and CSV files are made of. */

import { packTree } from "../pack-files.ts";
import type { Pack } from "../pack-model.ts";
import { shortenCells } from "./long-cells.ts";
import { writeTables, type Table } from "./write-tables.ts";

export const packTables = (pack: Pack): readonly Table[] =>
  shortenCells(writeTables(packTree(pack)));
