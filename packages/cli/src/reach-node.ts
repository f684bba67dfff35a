/** How commands reach a node: connection failures in words, and the token of FENJI_TOKEN where one is set. */

import { AppError } from "@fenji/kernel";

const isPrivate = (url: URL): boolean =>
  url.protocol === "https:" || ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);

/** A token that was read on the way would let its reader in. */
const bearer = (url: string, token: string | undefined): Readonly<Record<string, string>> => {
  if (token === undefined) return {};
  if (!URL.canParse(url) || !isPrivate(new URL(url)))
    throw new AppError("token.unencrypted", { url });
  return { authorization: `Bearer ${token}` };
};

/**
 * A connection that fails is not an answer of the node.
 * @throws AppError `token.unencrypted` at once; its calls `evidence.node-unreachable`.
 */
export const reachNode = (url: string, token: string | undefined): typeof fetch => {
  const credentials = bearer(url, token);
  return (input, init) => {
    const headers = new Headers(init?.headers);
    for (const [name, value] of Object.entries(credentials)) headers.set(name, value);
    return fetch(input, { ...init, headers }).catch((error: unknown) => {
      const cause = error instanceof Error ? error.cause : undefined;
      const detail = cause instanceof Error && "code" in cause ? String(cause.code) : "fetch";
      throw new AppError("evidence.node-unreachable", { url, detail }, { cause: error });
    });
  };
};
