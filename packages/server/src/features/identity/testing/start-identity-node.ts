/** A node in server mode with everything that identity touches, and its first administrator's link. */

import { registerEnterprises } from "../../enterprises/routes.ts";
import { registerNode } from "../../node/routes.ts";
import { registerOrganisations } from "../../organisations/routes.ts";
import type { FeatureRegistrar } from "../../../platform/http/node-services.ts";
import { startTestNode, type TestNode } from "../../../platform/testing/start-test-node.ts";
import { offerFirstAdministrator } from "../first-administrator.ts";
import { registerIdentity } from "../routes.ts";

export interface IdentityNode extends TestNode {
  /** The secret of the link that the terminal was told. */
  readonly firstCode: string;
}

export const startIdentityNode = async (
  environment: Readonly<Record<string, string>> = {},
  more: readonly FeatureRegistrar[] = [],
): Promise<IdentityNode> => {
  const lines: string[] = [];
  const node = await startTestNode({
    features: [registerNode, registerIdentity, registerOrganisations, registerEnterprises, ...more],
    seeders: [
      (ctx, services) => offerFirstAdministrator(ctx, services, (_zh, en) => void lines.push(en)),
    ],
    environment: { FENJI_MODE: "server", ...environment },
  });
  return { ...node, firstCode: lines.join("").split("#")[1] ?? "" };
};
