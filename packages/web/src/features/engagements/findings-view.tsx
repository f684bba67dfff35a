/** The findings raised in one engagement. */

import type { EngagementProps } from "./engagement-props.ts";
import { FindingsPanel } from "./findings-panel.tsx";

export const FindingsView = ({ enterpriseId, engagement }: EngagementProps) => (
  <FindingsPanel enterpriseId={enterpriseId} engagement={engagement.id} />
);
