/** Makes a tool's own words fit to keep: bounded, well-formed, without characters that no store accepts. */

const maxMessageLength = 2_000;

/** At most `limit` UTF-16 units, cut with an ellipsis; NUL and other controls but tab and line feed become spaces. */
export const toolWords = (text: string, limit = maxMessageLength): string => {
  const cut = text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
  return withoutControls(cut.toWellFormed()).trim();
};

/** The words, or null where there are none. */
export const wordsOrNull = (text: string | null | undefined, limit: number): string | null =>
  toolWords(text ?? "", limit) || null;

/** The pointer to a whole document is empty: its place is where it begins. */
export const placeOf = (at: string): string => (at === "" ? "1:1" : at);

/** A name for use inside a check ref: lower case, runs of white space as one hyphen. */
export const slug = (name: string): string =>
  toolWords(name, 100).toLowerCase().replace(/\s+/g, "-");

// eslint-disable-next-line no-control-regex -- these very characters are what must go
const controls = /[\u0000-\u0008\u000B-\u001F\u007F]+/g;

const withoutControls = (text: string): string => text.replace(controls, " ");
