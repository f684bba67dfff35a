/** What is kept of the inside of an element that the visitor does not walk through: nothing, its text, or all of it. */

import type { SaxesParser } from "saxes";
import { recordBuilder, type XmlRecord } from "./xml-record.ts";

export interface XmlText {
  readonly value: string;
  /** True when the text was longer than what is kept. */
  readonly cut: boolean;
  /** Where its element began. */
  readonly at: string;
}

export type XmlParser = SaxesParser<{ readonly xmlns: false; readonly position: true }>;

interface Tag {
  /** Local name. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly at: string;
}

export interface XmlInside {
  readonly recording: () => boolean;
  readonly begin: (visit: "text" | "record" | "skip", tag: Tag) => void;
  /** A start tag inside a record. */
  readonly open: (tag: Tag) => void;
  /** An end tag: the record that it ends, if any. */
  readonly close: () => XmlRecord | null;
  /** The end of what was begun: its text where that was wanted. */
  readonly stop: () => XmlText | null;
}

/** Text is only cut out of the file while someone wants it. */
export const xmlInside = (parser: XmlParser, maxText: number): XmlInside => {
  const builder = recordBuilder(maxText);
  let taken: { value: string; cut: boolean; at: string } | null = null;
  const listen = (take: (text: string) => void): void => {
    parser.on("text", take);
    parser.on("cdata", take);
  };
  const add = (text: string): void => {
    if (taken === null) return;
    const room = maxText - taken.value.length;
    if (text.length > room) taken.cut = true;
    taken.value += room >= text.length ? text : text.slice(0, room);
  };
  return {
    recording: builder.building,
    begin: (visit, tag) => {
      if (visit === "text") {
        taken = { value: "", cut: false, at: tag.at };
        listen(add);
      } else if (visit === "record") {
        builder.open(tag.name, tag.attributes, tag.at);
        listen(builder.text);
      }
    },
    open: (tag) => builder.open(tag.name, tag.attributes, tag.at),
    close: () => (builder.building() ? builder.close() : null),
    stop: () => {
      parser.off("text");
      parser.off("cdata");
      if (taken === null) return null;
      const { value, cut, at } = taken;
      taken = null;
      return { value: value.trim(), cut, at };
    },
  };
};
