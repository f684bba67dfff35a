/** Passkeys: the node asks, the browser and its authenticator answer. */

import {
  beginPasskeyRegistration,
  beginPasskeySignIn,
  finishPasskeyRegistration,
  finishPasskeySignIn,
} from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import {
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import { client } from "../../contract-client.ts";

/** The members that each side relies on; the browser checks the rest. */
const isRequest = (options: object): options is PublicKeyCredentialRequestOptionsJSON =>
  "challenge" in options;

const isCreation = (options: object): options is PublicKeyCredentialCreationOptionsJSON =>
  "challenge" in options && "rp" in options && "user" in options;

const notUnderstood = () => new AppError("passkey.refused");

/** Also shows a second factor again, for somebody who has signed in already. */
export const signInWithPasskey = async (): Promise<void> => {
  const { options } = await client.call(beginPasskeySignIn, { body: {} });
  if (!isRequest(options)) throw notUnderstood();
  const response = await startAuthentication({ optionsJSON: options });
  await client.call(finishPasskeySignIn, { body: finishPasskeySignIn.body.parse({ response }) });
};

export const registerPasskey = async (name: string): Promise<void> => {
  const { options } = await client.call(beginPasskeyRegistration, { body: {} });
  if (!isCreation(options)) throw notUnderstood();
  const response = await startRegistration({ optionsJSON: options });
  const body = finishPasskeyRegistration.body.parse({ name, response });
  await client.call(finishPasskeyRegistration, { body });
};

/** The person cancelled, or the device has no fitting passkey: browsers do not say which. */
export const isPasskeyCancelled = (error: unknown): boolean =>
  error instanceof Error && ["NotAllowedError", "AbortError"].includes(error.name);

/** The authenticator holds a passkey of this account already. */
export const isPasskeyKnown = (error: unknown): boolean =>
  error instanceof Error && error.name === "InvalidStateError";
