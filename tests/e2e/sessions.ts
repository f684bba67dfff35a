/** People with sessions of their own on a node that several share, outside any browser; their cookie can be lent to one. */

import {
  acceptInvitation,
  beginTotp,
  confirmTotp,
  createClient,
  createFirstAdministrator,
  signIn,
  type Client,
} from "@fenji/contract";
import { password } from "./people.ts";
import { totpCode } from "./totp.ts";

export interface Someone {
  readonly client: Client;
  readonly cookie: () => string;
}

const someone = (url: string): Someone => {
  let cookie = "";
  const call: typeof fetch = async (input, init) => {
    const reply = await fetch(input, {
      ...init,
      headers: { ...(init?.headers as Record<string, string> | undefined), cookie, origin: url },
    });
    cookie = reply.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
    return reply;
  };
  return { client: createClient(url, call), cookie: () => cookie };
};

/** Signs in and shows a second factor, without which an administrator changes nothing. */
export const administrator = async (url: string, email: string): Promise<Client> => {
  const { client } = someone(url);
  await client.call(signIn, { body: { email, password } });
  const { secret } = await client.call(beginTotp, { body: {} });
  await client.call(confirmTotp, { body: { code: totpCode(secret) } });
  return client;
};

/** Makes the first administrator by the link that a new node prints. */
export const firstAdministrator = async (url: string, link: string): Promise<Client> => {
  const email = "ada@example.org";
  const { client } = someone(url);
  await client.call(createFirstAdministrator, {
    body: { code: new URL(link).hash.slice(1), name: "Ada", email, password },
  });
  return administrator(url, email);
};

/** Comes in by a one-time link, under a name of their own. */
export const join = async (url: string, link: string, name: string): Promise<Someone> => {
  const person = someone(url);
  const account = { email: `${name}@example.org`, name, password };
  await person.client.call(acceptInvitation, {
    body: { secret: new URL(link).hash.slice(1), account },
  });
  return person;
};
