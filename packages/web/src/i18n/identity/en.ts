/** Words of signing in, invitations and one-time links. */

import type { IdentityMessages } from "./zh.ts";

export const en = {
  signIn: "Sign in",
  signingIn: "Signing in",
  signOut: "Sign out",
  email: "E-mail",
  password: "Password",
  newPassword: "New password",
  passwordHint:
    "At least 12 characters; a few unrelated words are easiest to remember. Pasting works.",
  show: "Show the password",
  hide: "Hide the password",
  name: "Name",
  code: "Code",
  codeHint: "The 6 digits of your authenticator, or a recovery code.",
  digitsHint: "The 6 digits of your authenticator.",
  codeNeeded: "The password is right. A second factor is needed as well.",
  back: "Back",
  otherWay: "or",
  withPasskey: "Use a passkey",
  passkeyWaiting: "Confirm on your device",
  passkeyCancelled: "No passkey was used: you cancelled, or this device has none for this node.",
  withOidc: (name: string) => `Sign in with ${name}`,
  forgotten:
    "Forgot the password? Ask the administrator of the node for a reset link. The node sends no mail.",
  signedOut: "You have signed out.",
  going: "You will then be taken to the page you wanted.",
  oidcTitle: "Single sign-on",
  oidcWorking: "Checking what the sign-in service answered",
  oidcMissing: "The sign-in service brought no answer. Start again from the sign-in page.",
  toSignIn: "Go to sign-in",
  firstTitle: "Create the administrator of the node",
  firstText:
    "You opened the one-time link that the terminal printed at the first start. It creates the first administrator, who sets up organisations and invites people, and does not see the data of enterprises.",
  firstSubmit: "Create the administrator and sign in",
  firstDone:
    "Administrators show a second factor before they change anything; you set it up next, in your account.",
  invitationTitle: "Join an organisation",
  invites: (organisation: string, kind: string) =>
    `“${organisation}” (${kind}) invites you to join.`,
  asRole: (role: string) => `Your role: ${role}`,
  invitedEmail: (email: string) => `Only the account of ${email} can accept.`,
  validUntil: (instant: string) => `valid until ${instant}`,
  acceptAs: (name: string) => `Accept as ${name}`,
  accept: "Create the account and join",
  accepting: "Joining",
  newAccount: "I have no account yet",
  haveAccount: "I have an account",
  otherAccount: "Use another account",
  acceptWithOidc: (name: string) => `Create an account with ${name} and join`,
  resetTitle: "Set a new password",
  resetText:
    "You opened a one-time link from the administrator. Once the password is set, all your other sessions end.",
  resetSubmit: "Set the new password",
  resetDone: "The new password holds. Sign in with it.",
  linkIncomplete: "The link is not complete.",
  linkIncompleteText:
    "The secret part of a one-time link stays only for the moment in which it is opened. Open the whole link again.",
  account: "Account",
  personMenu: "Account menu",
  myOrganisation: "My organisation",
  switchTo: "Switch organisation",
  actingFor: "Organisation you act for",
  switchFailed: "Not switched",
  againTitle: "Sign in again",
  againExpired:
    "The session has ended: 60 minutes without use, 12 hours in all, or ended elsewhere. What you filled in on the page is still there; sign in to go on.",
  againElevated:
    "The session comes from another network or browser than it was begun with. Sign in again to go on; what you filled in on the page is still there.",
  someoneElse: "Not me: sign in as somebody else",
  otherPerson: "Somebody else has signed in; the page loads anew.",
  stepUpTitle: "Show your second factor",
  stepUp: "Confirm and go on",
  stepUpMissing:
    "You have not set up a second factor. Set up an authenticator or a passkey in your account first, then come back and try again.",
  stepUpSetUp: "Set one up",
  cancel: "Cancel",
} satisfies IdentityMessages;
