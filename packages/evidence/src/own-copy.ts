/** Frees what is kept from the text it was cut from. */

/** Strings cut from a chunk keep the whole chunk in memory; this copy does not. */
export const ownCopy = <T>(value: T): T => JSON.parse(JSON.stringify(value));
