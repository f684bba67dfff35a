/** Tables looked up by words that stand in reports: without the members that every object inherits. */

/** `table["constructor"]` is undefined unless the table has such a row. */
export const wordTable = <T>(rows: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.freeze(Object.assign(Object.create(null) as Record<string, T>, rows));
