/** What other features may know of accounts. */

export { actingAs } from "./acting-as.ts";
export { namesOfActors } from "./names-of-actors.ts";
export { beginSession } from "./begin-session.ts";
export { checkPassword } from "./check-password.ts";
export { countingFailures } from "./count-failures.ts";
export { createUser } from "./create-user.ts";
export { offerFirstAdministrator } from "./first-administrator.ts";
export { findUser } from "./find-user.ts";
export { hashPassword } from "./hash-password.ts";
export { isLed, keepingLead } from "./keep-lead.ts";
export { findPerson, requireServerMode } from "./policy.ts";
export { refusedPasswords } from "./refused-passwords.ts";
export { showSession } from "./show-session.ts";
export { findInvitation, useInvitation } from "./use-invitation.ts";
export { createToken, findTokens, grantablePermissions, revokeToken } from "./tokens.ts";
