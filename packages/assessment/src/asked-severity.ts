/** Whether an observation is milder than a selector asks about, and what it then is to that selector. */

import { severityOrder } from "@fenji/evidence";
import type { EvidenceSelector } from "@fenji/regime";
import type { EvidenceItem } from "./evidence-item.ts";

const isMilder = ({ result, severity }: EvidenceItem, { minSeverity }: EvidenceSelector): boolean =>
  minSeverity !== null &&
  result === "fail" &&
  severity !== null &&
  severityOrder.indexOf(severity) < severityOrder.indexOf(minSeverity);

/**
 * The item as the selector takes it; undefined: it says nothing here. A finished run that found only milder things looked
 * for what is asked and found nothing of it, so it passes; a single finding that is milder is about something else.
 */
export const asAsked = <T extends EvidenceItem>(
  item: T,
  selector: EvidenceSelector,
): T | undefined => {
  if (!isMilder(item, selector)) return item;
  return item.check.startsWith("scan-run:") ? { ...item, result: "pass" } : undefined;
};
