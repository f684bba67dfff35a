/** Both languages of organisations and accounts, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type OrganisationsMessages } from "./zh.ts";

export const organisationsMessages: {
  readonly zh: OrganisationsMessages;
  readonly en: OrganisationsMessages;
} = { zh, en };
