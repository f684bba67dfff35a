/** The files inside what was dropped, folders opened, each with its path below the drop. */

export interface NamedFile {
  readonly name: string;
  readonly content: File;
}

/** Must be called before the drop event ends: afterwards the browser forgets the items. */
export const filesOfDrop = (transfer: DataTransfer): Promise<NamedFile[]> => {
  const entries = [...transfer.items].flatMap((item) => {
    const entry = item.kind === "file" ? item.webkitGetAsEntry() : null;
    return entry === null ? [] : [entry];
  });
  if (entries.length === 0) {
    return Promise.resolve([...transfer.files].map((file) => ({ name: file.name, content: file })));
  }
  return filesOfEntries(entries);
};

export const filesOfInput = (list: FileList): NamedFile[] =>
  [...list].map((file) => ({
    name: file.webkitRelativePath === "" ? file.name : file.webkitRelativePath,
    content: file,
  }));

const filesOfEntries = async (entries: readonly FileSystemEntry[]): Promise<NamedFile[]> => {
  const found: NamedFile[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (isFile(entry)) {
      const content = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
      found.push({ name: entry.fullPath.replace(/^\//, ""), content });
    } else if (isFolder(entry)) {
      found.push(...(await filesOfEntries(await childrenOf(entry))));
    }
  }
  return found;
};

/** A reader gives at most a hundred entries a time, so it is asked until it has none. */
const childrenOf = async (folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> => {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0) return children;
    children.push(...batch);
  }
};

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
