/** Accounts and sessions over HTTP. */

import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { registerAccount } from "./routes-account.ts";
import { registerSession } from "./routes-session.ts";
import { registerUsers } from "./routes-users.ts";

export const registerIdentity: FeatureRegistrar = async (app) => {
  await registerSession(app);
  await registerAccount(app);
  await registerUsers(app);
};
