/** Exit codes of a node; documented in docs/operations/start.md. */

import type { ErrorCode } from "@fenji/kernel";

const codes: Partial<Record<ErrorCode, number>> = {
  "config.invalid": 10,
  "config.not-loopback": 10,
  "config.needs-url": 10,
  "config.unreadable": 10,
  "port.busy": 11,
  "port.refused": 11,
  "data-folder.locked": 12,
  "data-folder.read-only": 13,
  "data-folder.newer": 14,
  "data-folder.unknown": 15,
  "disk.full": 16,
  "database.no-binaries": 17,
  "database.as-root": 17,
  "database.start-failed": 17,
  "database.unreachable": 18,
  "database.too-old": 18,
  "database.role-missing": 18,
  "migration.changed": 19,
  "migration.failed": 19,
  "web.build-failed": 20,
};

/** 1 for anything that is not in the documented list. */
export const exitCodeOf = (code: ErrorCode): number => codes[code] ?? 1;
