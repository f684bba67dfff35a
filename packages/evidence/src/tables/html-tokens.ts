/** Takes an HTML text apart as it arrives: which elements begin and end, with their spans, and the text that a reader would see. */

import { Tokenizer, type TokenizerCallbacks } from "htmlparser2";

export interface HtmlTokens {
  /** `spans`: the numbers that `colspan` and `rowspan` of the start tag ask for, as written. */
  readonly open: (name: string, spans: HtmlSpans) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
}

export interface HtmlSpans {
  readonly colspan?: string;
  readonly rowspan?: string;
}

/** Characters of earlier pieces that are kept: names of tags and values of spans may begin there; what is longer is none of them. */
const keptCharacters = 1_000;

/** Elements whose text nobody sees in the table. */
const unseen = new Set([
  "script",
  "style",
  "template",
  "title",
  "select",
  "textarea",
  "noscript",
  "iframe",
]);

const isSpan = (name: string): name is keyof HtmlSpans => name === "colspan" || name === "rowspan";

class Slices {
  #text = "";
  #start = 0;

  add(piece: string): void {
    const kept = this.#text.slice(-keptCharacters);
    this.#start += this.#text.length - kept.length;
    this.#text = kept + piece;
  }

  of(start: number, end: number): string {
    return this.#text.slice(Math.max(0, start - this.#start), Math.max(0, end - this.#start));
  }
}

/** Memory depends on the piece alone: comments, scripts and attributes are passed over however long they are. */
export const htmlTokenizer = (
  to: HtmlTokens,
): { readonly write: (piece: string) => void; readonly end: () => void } => {
  const slices = new Slices();
  let name = "";
  let attribute = "";
  let spans: { -readonly [K in keyof HtmlSpans]: HtmlSpans[K] } = {};
  let hiddenIn = "";
  const opened = (): void => {
    if (hiddenIn === "") to.open(name, spans);
    if (hiddenIn === "" && unseen.has(name)) hiddenIn = name;
  };
  const nothing = (): void => undefined;
  const callbacks: TokenizerCallbacks = {
    onopentagname: (start, end) => {
      name = slices.of(start, end).toLowerCase();
      spans = {};
    },
    onattribname: (start, end) => {
      attribute = slices.of(start, end).toLowerCase();
    },
    onattribdata: (start, end) => {
      if (isSpan(attribute))
        spans[attribute] = `${spans[attribute] ?? ""}${slices.of(start, end)}`.slice(0, 20);
    },
    onopentagend: opened,
    onselfclosingtag: opened,
    onclosetag: (start, end) => {
      const closed = slices.of(start, end).toLowerCase();
      if (hiddenIn === "") to.close(closed);
      else if (closed === hiddenIn) hiddenIn = "";
    },
    ontext: (start, end) => {
      if (hiddenIn === "") to.text(slices.of(start, end));
    },
    ontextentity: (codepoint) => {
      if (hiddenIn === "") to.text(String.fromCodePoint(codepoint));
    },
    onattribentity: nothing,
    onattribend: nothing,
    oncdata: nothing,
    oncomment: nothing,
    ondeclaration: nothing,
    onprocessinginstruction: nothing,
    onend: nothing,
  };
  const tokenizer = new Tokenizer({}, callbacks);
  return {
    write: (piece) => {
      slices.add(piece);
      tokenizer.write(piece);
    },
    end: () => tokenizer.end(),
  };
};
