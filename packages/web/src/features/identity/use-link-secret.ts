/** The secret of a one-time link: read from after `#`, and gone from the address at once. */

import { useLocation, useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";

/** undefined: the page was opened, or loaded again, without it. */
export const useLinkSecret = (): string | undefined => {
  const router = useRouter();
  const { hash, pathname } = useLocation();
  const [secret, setSecret] = useState(hash);
  // The address forgets it below; another link may be opened in the same window later.
  if (hash !== "" && hash !== secret) setSecret(hash);
  useEffect(() => {
    if (hash !== "") router.history.replace(pathname);
  }, [hash, pathname, router]);
  return secret.length < 20 ? undefined : secret;
};
