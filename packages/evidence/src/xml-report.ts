/** Makes a reader from the description of an XML report: which elements are looked into, which are kept whole, what they say. */

import { AppError, type LocalizedText } from "@fenji/kernel";
import type { ReadContext, ReadEvent, Reader } from "./reader.ts";
import type { XmlRecord } from "./xml-record.ts";
import { rootName, rootTag } from "./xml-root.ts";
import { readXml, xmlMedia, type MakeVisitor, type XmlElement } from "./xml-stream.ts";

export interface XmlReport<State> {
  readonly format: string;
  readonly name: LocalizedText;
  readonly versions: readonly string[];
  /** Default `application/xml`. */
  readonly media?: readonly string[];
  /** Local names that the root may have. */
  readonly roots: readonly string[];
  /** Where the root's name alone does not tell; `tag` is its start tag as it stands. */
  readonly detect?: (tag: string, head: string) => boolean;
  readonly start: (context: ReadContext) => State;
  /**
   * What to do with an element: look inside (its attributes are read now or never), keep it whole for `take`, or pass
   * over it. Keep only what is bounded: one host's finding, never all of them.
   */
  readonly open: (state: State, element: XmlElement) => "enter" | "record" | "skip";
  /** A kept element. */
  readonly take: (state: State, record: XmlRecord) => Iterable<ReadEvent>;
  /** End of an element that was looked into. */
  readonly close?: (state: State, name: string) => Iterable<ReadEvent>;
  /** End of the file. */
  readonly end: (state: State, at: string) => Iterable<ReadEvent>;
}

export const xmlReader = <State>(report: XmlReport<State>): Reader => ({
  format: report.format,
  name: report.name,
  versions: report.versions,
  media: report.media ?? xmlMedia,
  detect: (head) => {
    const tag = rootTag(head);
    return report.roots.includes(rootName(tag)) && (report.detect?.(tag, head) ?? true);
  },
  read: (bytes, context) => readXml(bytes, context, visitorOf(report)),
});

const visitorOf =
  <State>(report: XmlReport<State>): MakeVisitor =>
  (emit, context) => {
    const state = report.start(context);
    const emitAll = (events: Iterable<ReadEvent>): void => {
      for (const event of events) emit(event);
    };
    return {
      open: (element) => {
        if (element.parent === "" && !report.roots.includes(element.name))
          throw new AppError("evidence.xml-wrong-root", {
            at: element.at(),
            expected: report.roots.join(", "),
            found: element.name.slice(0, 80),
          });
        return report.open(state, element);
      },
      record: (record) => emitAll(report.take(state, record)),
      close: (name) => emitAll(report.close?.(state, name) ?? []),
      end: (at) => emitAll(report.end(state, at)),
    };
  };
