/** Width and height of a picture by its head, before anything unpacks it: a small file may hold an enormous picture. */

interface ImageSize {
  readonly width: number;
  readonly height: number;
}

type Sized = ImageSize | undefined;

const viewOf = (bytes: Uint8Array) =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** ISO/IEC 15948, 11.2.2: IHDR is the first chunk. */
const pngSize = (view: DataView): Sized =>
  view.byteLength < 24 ? undefined : { width: view.getUint32(16), height: view.getUint32(20) };

/** Logical screen of GIF89a, section 18; no frame of it may be larger. */
const gifSize = (view: DataView): Sized =>
  view.byteLength < 10
    ? undefined
    : { width: view.getUint16(6, true), height: view.getUint16(8, true) };

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** ITU-T T.81, B.2.2: the first frame header behind however many other segments. */
const jpegSize = (view: DataView): Sized => {
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (isFrame(marker))
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    else at += 2 + view.getUint16(at + 2);
  }
  return undefined;
};

const uint24 = (view: DataView, at: number): number =>
  view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;

/** RFC 9649: extended, lossless and lossy files say their size in three ways. */
const webpSize = (view: DataView): Sized => {
  if (view.byteLength < 30) return undefined;
  const kind = view.getUint32(12);
  if (kind === 0x56_50_38_58) return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
  if (kind === 0x56_50_38_4c) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
};

const readers: Readonly<Record<string, (view: DataView) => Sized>> = {
  "image/png": pngSize,
  "image/gif": gifSize,
  "image/jpeg": jpegSize,
  "image/webp": webpSize,
};

/** In pixels; undefined where the head does not say it, as in a damaged file. */
export const imageSize = (media: string, bytes: Uint8Array): Sized => {
  const size = readers[media]?.(viewOf(bytes));
  return size === undefined || size.width === 0 || size.height === 0 ? undefined : size;
};
