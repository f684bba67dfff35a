/** What the registry can be narrowed to. */

import type { Sector } from "@fenji/kernel";

export interface RegistryFilter {
  readonly search?: string | undefined;
  readonly jurisdiction?: string | undefined;
  readonly city?: string | undefined;
  readonly sector?: Sector | undefined;
  readonly division?: string | undefined;
  readonly filing?: string | undefined;
  readonly type?: string | undefined;
  readonly grade?: number | "undetermined" | undefined;
}
