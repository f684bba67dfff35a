/** The supervisor's four lists: filings, inspections, tasks, roll-ups. */

import { Link } from "@tanstack/react-router";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { useMessages } from "../../i18n/language.tsx";

const lists = [
  { to: "/filings", name: "filings" },
  { to: "/filings/inspections", name: "inspections" },
  { to: "/filings/tasks", name: "tasks" },
  { to: "/filings/aggregates", name: "aggregates" },
] as const;

export const FilingsNav = () => {
  const m = useMessages(filingsMessages).nav;
  return (
    <nav className="tabs no-print" aria-label={m.label}>
      {lists.map(({ to, name }) => (
        <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
          {m[name]}
        </Link>
      ))}
    </nav>
  );
};
