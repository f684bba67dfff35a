/** Finds what is filed under a ref: exactly, or under a pattern that ends in `*`, in time that depends on the ref alone. */

interface TrieNode<T> {
  readonly values: T[];
  readonly next: Map<number, TrieNode<T>>;
}

const emptyNode = <T>(): TrieNode<T> => ({ values: [], next: new Map() });

export interface RefTable<T> {
  readonly exact: Map<string, T[]>;
  readonly prefixes: TrieNode<T>;
}

export const emptyRefTable = <T>(): RefTable<T> => ({ exact: new Map(), prefixes: emptyNode() });

/** `pattern` has `*` at most at its end; a `*` elsewhere is an ordinary character. */
export const fileUnder = <T>(table: RefTable<T>, pattern: string, value: T): void => {
  if (!pattern.endsWith("*")) {
    const values = table.exact.get(pattern);
    if (values === undefined) table.exact.set(pattern, [value]);
    else values.push(value);
    return;
  }
  let node = table.prefixes;
  for (let index = 0; index < pattern.length - 1; index += 1) {
    const code = pattern.charCodeAt(index);
    let next = node.next.get(code);
    if (next === undefined) {
      next = emptyNode();
      node.next.set(code, next);
    }
    node = next;
  }
  node.values.push(value);
};

/** Everything filed under `ref`, what is filed exactly first. */
export const findByRef = <T>(table: RefTable<T>, ref: string): T[] => {
  const found = [...(table.exact.get(ref) ?? [])];
  let node: TrieNode<T> | undefined = table.prefixes;
  for (let index = 0; node !== undefined; index += 1) {
    for (const value of node.values) found.push(value);
    node = index < ref.length ? node.next.get(ref.charCodeAt(index)) : undefined;
  }
  return found;
};
