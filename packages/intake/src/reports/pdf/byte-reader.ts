/** Reads the numbers of a font file one after another; beyond the end is an error. */

export class ByteReader {
  #at = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The next `length` bytes, not copied. */
  take(length: number): Uint8Array {
    if (this.#at + length > this.#bytes.length) throw new Error("the font ends too early");
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  skip(length: number): void {
    this.take(length);
  }

  u8(): number {
    return this.#view.getUint8((this.#at += 1) - 1);
  }

  u16(): number {
    return this.#view.getUint16((this.#at += 2) - 2);
  }

  i16(): number {
    return this.#view.getInt16((this.#at += 2) - 2);
  }

  u32(): number {
    return this.#view.getUint32((this.#at += 4) - 4);
  }

  tag(): string {
    return String.fromCharCode(...this.take(4));
  }

  /** Seven bits a byte, the highest bit says that more follow (UIntBase128). */
  base128(): number {
    let value = 0;
    for (let count = 0; count < 5; count++) {
      const byte = this.u8();
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    throw new Error("the font holds a number that is too long");
  }

  /** Short numbers in one byte, longer ones after a mark (255UInt16). */
  short255(): number {
    const code = this.u8();
    if (code === 253) return this.u16();
    if (code === 254) return this.u8() + 506;
    if (code === 255) return this.u8() + 253;
    return code;
  }
}
