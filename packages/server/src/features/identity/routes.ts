/** Accounts and sessions over HTTP. */

import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { refusedPasswords } from "./refused-passwords.ts";
import { registerAccount } from "./routes-account.ts";
import { registerSession } from "./routes-session.ts";
import { registerUsers } from "./routes-users.ts";

export const registerIdentity: FeatureRegistrar = async (app) => {
  // A list that cannot be read is told at the start, not to the first who sets a password.
  refusedPasswords(app.node.config);
  await registerSession(app);
  await registerAccount(app);
  await registerUsers(app);
};
