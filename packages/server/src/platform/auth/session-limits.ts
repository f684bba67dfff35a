/** How long a session lasts, and what of it is worth writing down. */

export const idleMinutes = 60;

export const absoluteHours = 12;

/** `last seen` is written at most this often, so that reading stays reading. */
export const seenEveryMs = 60_000;
