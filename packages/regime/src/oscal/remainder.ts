/** What a catalog cannot say of a pack, as a list of members to put in; requirements and elements go by their ids. */

import { isTree, listOf, type PackTree } from "../pack-files.ts";

export interface Addition {
  readonly path: readonly string[];
  /** Absent: the member is not there. */
  readonly value?: unknown;
}

export type Remainder = readonly Addition[];

/** Requirements by id beside their order, so that an addition finds its own after others were added or taken away. */
const keyed = (tree: PackTree): PackTree => {
  const requirements = listOf(tree["requirements"]).filter(isTree);
  const ids = requirements.map(({ id }) => String(id));
  return {
    ...tree,
    requirements: Object.fromEntries(requirements.map((one) => [String(one["id"]), one])),
    order: ids,
  };
};

export const remainderOf = (natural: PackTree, whole: PackTree): Remainder =>
  additions(keyed(natural), keyed(whole), []);

const isSame = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [members, others] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))];
  return (
    members.length === others.size &&
    members.every(([name, member]) => others.has(name) && isSame(member, others.get(name)))
  );
};

const additions = (natural: unknown, whole: unknown, path: readonly string[]): Remainder => {
  if (isSame(natural, whole)) return [];
  if (!isTree(natural) || !isTree(whole)) return [{ path, value: whole }];
  const gone = Object.keys(natural)
    .filter((name) => !Object.hasOwn(whole, name))
    .map((name): Addition => ({ path: [...path, name] }));
  const added = Object.keys(whole).flatMap((name) =>
    Object.hasOwn(natural, name)
      ? additions(natural[name], whole[name], [...path, name])
      : [{ path: [...path, name], value: whole[name] }],
  );
  return [...gone, ...added];
};

/** The pack that the catalog and its remainder say together; requirements that the catalog no longer has stay away. */
export const withRemainder = (natural: PackTree, remainder: Remainder): PackTree => {
  let tree: unknown = keyed(natural);
  const known =
    isTree(tree) && isTree(tree["requirements"]) ? Object.keys(tree["requirements"]) : [];
  const has = new Set(known);
  for (const { path, ...said } of remainder) {
    const [member, id = ""] = path;
    if (member === "requirements" && !has.has(id)) continue;
    tree = withMember(tree, path, said);
  }
  return isTree(tree) ? unkeyed(tree) : natural;
};

const withMember = (
  at: unknown,
  path: readonly string[],
  said: { readonly value?: unknown },
): unknown => {
  const [name, ...rest] = path;
  if (name === undefined) return said.value;
  const members = new Map<string, unknown>(Object.entries(isTree(at) ? at : {}));
  if (rest.length === 0 && !("value" in said)) members.delete(name);
  else members.set(name, withMember(members.get(name), rest, said));
  return Object.fromEntries(members);
};

const unkeyed = ({ order, requirements, ...rest }: PackTree): PackTree => {
  const byId = new Map(Object.entries(isTree(requirements) ? requirements : {}));
  const wanted = [...new Set([...listOf(order).map(String), ...byId.keys()])];
  return { ...rest, requirements: wanted.flatMap((id) => (byId.has(id) ? [byId.get(id)] : [])) };
};
