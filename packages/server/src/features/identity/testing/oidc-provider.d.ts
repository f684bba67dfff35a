/** The part of oidc-provider that tests use; the package brings no types. */

declare module "oidc-provider" {
  import type { IncomingMessage, ServerResponse } from "node:http";

  export interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }

  export interface GrantContext {
    readonly oidc: {
      readonly client: { readonly clientId: string };
      readonly session: { readonly accountId: string };
    };
  }

  export class Provider {
    constructor(issuer: string, configuration: object);
    readonly Grant: new (parts: { readonly clientId: string; readonly accountId: string }) => Grant;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionFinished(
      ...parts: [
        request: IncomingMessage,
        response: ServerResponse,
        result: object,
        options: { readonly mergeWithLastSubmission: boolean },
      ]
    ): Promise<void>;
  }
}
