/** CSS variables of our own that a style attribute may set. */

import "react";

declare module "react" {
  interface CSSProperties {
    /** How deep a line of a tree lies, 0 at the root. */
    "--depth"?: number;
  }
}
