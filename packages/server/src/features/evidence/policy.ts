/** Rules of taking evidence in: for whom and how much. */

export { requireEnterprise } from "../enterprises/public.ts";

/** Observations written with one statement. */
export const rowsPerStatement = 4_000;

/** Bytes of scope, subject and check that an index entry holds. */
export const maxKeyBytes = 600;
