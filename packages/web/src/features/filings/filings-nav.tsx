/** The supervisor's lists: what is to be done, filings one by one and as a list, inspections, tasks, roll-ups, reasons. */

import { Link } from "@tanstack/react-router";
import { casesMessages } from "../../i18n/cases/cases-messages.ts";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { reviewMessages } from "../../i18n/review/review-messages.ts";

export const FilingsNav = () => {
  const m = useMessages(filingsMessages).nav;
  const r = useMessages(reviewMessages);
  const lists = [
    { to: "/filings/worklists", name: useMessages(casesMessages).work.nav },
    { to: "/filings/review", name: r.nav },
    { to: "/filings", name: m.filings },
    { to: "/filings/inspections", name: m.inspections },
    { to: "/filings/tasks", name: m.tasks },
    { to: "/filings/aggregates", name: m.aggregates },
    { to: "/filings/reasons", name: r.templates.nav },
  ] as const;
  return (
    <nav className="tabs no-print" aria-label={m.label}>
      {lists.map(({ to, name }) => (
        <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
          {name}
        </Link>
      ))}
    </nav>
  );
};
