/** What a single sign-on brought back, as it stands in the address when the page is loaded, before anything reads it otherwise. */

import { finishOidcSignIn, type BodyOf } from "@fenji/contract";

const arrived = new URLSearchParams(window.location.search);

/** The router takes digits in an address for a number; codes and states are texts whatever they look like. */
export const readOidcAnswer = (): BodyOf<typeof finishOidcSignIn> | null =>
  finishOidcSignIn.body.safeParse(Object.fromEntries(arrived)).data ?? null;
