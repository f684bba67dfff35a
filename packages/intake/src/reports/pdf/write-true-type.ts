/** Writes tables as a TrueType file; checksums stay zero, because the file lives in memory only. */

const headerLength = 12;
const entryLength = 16;

export const writeTrueType = (tables: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> => {
  const sorted = [...tables].toSorted(([left], [right]) => (left < right ? -1 : 1));
  let end = headerLength + entryLength * sorted.length;
  const placed = sorted.map(([tag, table]) => {
    const at = end;
    end += Math.ceil(table.length / 4) * 4;
    return { tag, table, at };
  });
  const file = new Uint8Array(end);
  const view = new DataView(file.buffer);
  view.setUint32(0, 0x00010000);
  view.setUint16(4, sorted.length);
  placed.forEach(({ tag, table, at }, index) => {
    const entry = headerLength + entryLength * index;
    [...tag].forEach((letter, place) => view.setUint8(entry + place, letter.charCodeAt(0)));
    view.setUint32(entry + 8, at);
    view.setUint32(entry + 12, table.length);
    file.set(table, at);
  });
  return file;
};
