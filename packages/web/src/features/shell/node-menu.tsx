/** What belongs to the node rather than to an enterprise: one entry in the bar for all of it. */

import { Link } from "@tanstack/react-router";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Menu } from "../../ui/menu.tsx";
import { usePermissions } from "../access/use-permissions.ts";

/** In the order in which they stand; each is absent for whoever is not allowed its permission. */
const entries = [
  { to: "/policies", name: "policies", permission: "policy:read" },
  { to: "/decisions", name: "decisions", permission: "decision:read" },
] as const;

export const NodeMenu = () => {
  const m = useMessages(shellMessages);
  const permissions = usePermissions();
  const open = entries.filter(({ permission }) => permissions.may(permission));
  if (open.length === 0) return null;
  return (
    <Menu label={m.node.menu} name={m.node.what}>
      {open.map(({ to, name }) => (
        <Link key={to} to={to} activeOptions={{ includeSearch: false }}>
          {m.node[name]}
        </Link>
      ))}
    </Menu>
  );
};
