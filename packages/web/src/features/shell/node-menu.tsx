/** What belongs to the node rather than to an enterprise: one entry in the bar for all of it. */

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Menu } from "../../ui/menu.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { sessionQuery } from "../node/session-query.ts";

/** In the order in which they stand; absent for whoever may not, `people` also on a node of one person. */
const entries = [
  { to: "/nodes", name: "nodes", permission: "exchange:read", people: false },
  { to: "/policies", name: "policies", permission: "policy:read", people: false },
  { to: "/decisions", name: "decisions", permission: "decision:read", people: false },
  { to: "/operations", name: "operations", permission: "operations:read", people: false },
  { to: "/organisations", name: "organisations", permission: "organisation:manage", people: true },
  { to: "/users", name: "users", permission: "user:manage", people: true },
] as const;

export const NodeMenu = () => {
  const m = useMessages(shellMessages);
  const permissions = usePermissions();
  const alone = useQuery(sessionQuery).data?.mode !== "server";
  const open = entries.filter(
    ({ permission, people }) => permissions.may(permission) && !(people && alone),
  );
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
