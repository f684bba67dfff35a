/** Days as a form holds them → instants as the node keeps them, in the reader's own time zone. */

const two = (part: number): string => String(part).padStart(2, "0");

/** `YYYY-MM-DD`, so many days after an instant. */
export const dayFrom = (instant: Date, days: number): string => {
  const day = new Date(instant.getFullYear(), instant.getMonth(), instant.getDate() + days);
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
};

interface Days {
  readonly from: string;
  readonly until: string;
}

interface Period {
  /** Left out: now. */
  readonly from?: string;
  readonly until: string;
}

/** Both days belong to the period; one that begins today begins now. */
export const assignmentPeriod = ({ from, until }: Days, now: Date): Period => {
  const end = new Date(`${until}T23:59:59`).toISOString();
  const start = new Date(`${from}T00:00:00`);
  return start <= now ? { until: end } : { from: start.toISOString(), until: end };
};
