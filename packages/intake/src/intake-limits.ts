/** Every limit under which files are opened, in one place. */

export interface IntakeLimits {
  /** Bytes of one file of evidence. */
  readonly maxFileBytes: number;
  /** Warnings told of one file. */
  readonly maxWarnings: number;
  /** Files found under the paths of one command. */
  readonly maxFiles: number;
  /** Folders inside folders. */
  readonly maxFolderDepth: number;
  /** Bytes of one part of a workbook, unpacked. */
  readonly maxPartBytes: number;
  /** Bytes unpacked per byte packed, for parts over 4 MiB and archives over 64 MiB; sheets of real workbooks stay under 30. */
  readonly maxPackRatio: number;
  /** Members of an archive, those of archives in it included. */
  readonly maxParts: number;
  /** Bytes unpacked of one archive, those of archives in it included. */
  readonly maxUnpackedBytes: number;
  /** Archives inside archives; 2 is an archive in an archive. */
  readonly maxArchiveDepth: number;
  /** Texts that the cells of a workbook share, and their characters together. */
  readonly maxSharedStrings: number;
  readonly maxSharedCharacters: number;
}

export const intakeLimits: IntakeLimits = {
  maxFileBytes: 4 * 1024 ** 3,
  maxWarnings: 1_000,
  maxFiles: 100_000,
  maxFolderDepth: 64,
  maxPartBytes: 64 * 1024 ** 2,
  maxPackRatio: 200,
  maxParts: 4_096,
  maxUnpackedBytes: 8 * 1024 ** 3,
  maxArchiveDepth: 2,
  maxSharedStrings: 1_000_000,
  maxSharedCharacters: 32 * 1024 ** 2,
};
