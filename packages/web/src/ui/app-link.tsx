/** A link to an address that came as data (`/enterprises?grade=3`): moves inside the page, opens elsewhere as usual. */

import { useRouter } from "@tanstack/react-router";
import type { MouseEvent, ReactNode } from "react";

interface AppLinkProps {
  readonly href: string;
  readonly className?: string;
  readonly children: ReactNode;
}

export const AppLink = ({ href, className, children }: AppLinkProps) => {
  const router = useRouter();
  const inside = href.startsWith("/") && !href.startsWith("/api/");
  const follow = (event: MouseEvent) => {
    const plain =
      event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!inside || !plain) return;
    event.preventDefault();
    router.history.push(href);
  };
  return (
    <a href={href} className={className} onClick={follow}>
      {children}
    </a>
  );
};
