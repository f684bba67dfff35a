/** Reads the text of a PDF as a search would find it: through the fonts' own maps to Unicode. */

import { inflateSync } from "node:zlib";

/** Number of an object → its dictionary and its stream, unpacked. */
const objectsOf = (file: string): Map<number, { head: string; stream: string }> => {
  const objects = new Map<number, { head: string; stream: string }>();
  for (const [, number = "", body = ""] of file.matchAll(/\n(\d+) 0 obj\n([^]*?)\nendobj/g)) {
    const [head = "", packed] = body.split(/stream\n/, 2);
    const isPacked = packed !== undefined && head.includes("/FlateDecode");
    const stream = isPacked
      ? inflateSync(Buffer.from(packed.replace(/\nend$/, ""), "latin1")).toString("latin1")
      : "";
    objects.set(Number(number), { head, stream });
  }
  return objects;
};

const decodeUtf16 = (hex: string): string =>
  hex
    .replaceAll(" ", "")
    .replaceAll(/..../g, (unit) => String.fromCharCode(Number.parseInt(unit, 16)));

/** Code of a glyph → what it means. */
const mapOf = (cmap: string): Map<number, string> => {
  const map = new Map<number, string>();
  for (const [, from = "", list = ""] of cmap.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g))
    [...list.matchAll(/<([\w ]*)>/g)].forEach(([, hex = ""], index) =>
      map.set(Number.parseInt(from, 16) + index, decodeUtf16(hex)),
    );
  return map;
};

export interface ReadPdf {
  /** The file as Latin-1, for its structure. */
  readonly file: string;
  /** Text of each page, one line each time that something is drawn. */
  readonly pages: readonly string[];
}

export const readPdf = (bytes: Uint8Array): ReadPdf => {
  const file = Buffer.from(bytes).toString("latin1");
  const objects = objectsOf(file);
  const fonts = new Map<string, Map<number, string>>();
  for (const [, name = "", number = ""] of file.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const cmap = /ToUnicode (\d+)/.exec(objects.get(Number(number))?.head ?? "")?.[1];
    fonts.set(name, mapOf(objects.get(Number(cmap))?.stream ?? ""));
  }
  const read = (content: string): string =>
    [...content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)]
      .reduce(
        ({ font, lines }, [, name, shown]) => {
          if (name !== undefined) return { font: name, lines };
          const codes = (shown ?? "").replaceAll(/>[^<]*<|^<|>[^<]*$/g, "");
          const line = codes.replaceAll(
            /..../g,
            (code) => fonts.get(font)?.get(Number.parseInt(code, 16)) ?? "?",
          );
          return { font, lines: [...lines, line] };
        },
        { font: "", lines: new Array<string>() },
      )
      .lines.join("\n");
  const pages = [...objects.values()].flatMap(({ head }) => {
    const content = /\/Type \/Page\n[^]*\/Contents (\d+)/.exec(head)?.[1];
    return content === undefined ? [] : [read(objects.get(Number(content))?.stream ?? "")];
  });
  return { file, pages };
};
