/** The secret of a one-time link: read from after `#`, and gone from the address at once. */

import { useLocation, useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";

/** undefined: the page was opened, or loaded again, without it. */
export const useLinkSecret = (): string | undefined => {
  const router = useRouter();
  const { hash, pathname } = useLocation();
  const [secret, setSecret] = useState(hash);
  useEffect(() => {
    if (hash === "") return;
    setSecret(hash);
    router.history.replace(pathname);
  }, [hash, pathname, router]);
  return secret.length < 20 ? undefined : secret;
};
