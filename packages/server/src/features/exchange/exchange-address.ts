/** Addresses of other nodes: https, or http to this machine alone. */

import { AppError } from "@fenji/kernel";
import { isLoopback } from "../../platform/server-mode.ts";

/** Origin without a slash at its end. @throws AppError `exchange.address`. */
export const checkAddress = (written: string): string => {
  const address = written.trim();
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const allowed =
    url !== undefined &&
    (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname))) &&
    url.username === "" &&
    url.password === "";
  if (!allowed) throw new AppError("exchange.address", { address: address.slice(0, 200) });
  return url.origin;
};
