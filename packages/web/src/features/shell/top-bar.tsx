/** The bar at the top: where one can go, and how the page looks and speaks. */

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { themeChoices, useTheme } from "../../ui/theme.tsx";
import { sessionQuery } from "../node/session-query.ts";
import { NodeMenu } from "./node-menu.tsx";

const PersonMenu = lazy(async () => ({
  default: (await import("../identity/person-menu.tsx")).PersonMenu,
}));

const places = [
  { to: "/", name: "plan", permission: null },
  { to: "/enterprises", name: "enterprises", permission: "registry:read" },
  { to: "/filings", name: "filings", permission: "filing:read" },
  { to: "/province", name: "province", permission: "province:read" },
  { to: "/what-if", name: "whatIf", permission: "province:read" },
  { to: "/publications", name: "publications", permission: "publication:read" },
  { to: "/packs", name: "packs", permission: null },
  { to: "/help", name: "help", permission: null },
] as const;

export const TopBar = ({ onShortcuts }: { readonly onShortcuts: () => void }) => {
  const m = useMessages(shellMessages);
  const session = useQuery(sessionQuery).data;
  const permissions = usePermissions();
  const open = places
    .filter(({ permission }) => permission === null || !permissions.mayNot(permission))
    // A firm files from its own pages; the queue is the supervisor's.
    .filter(({ to }) => to !== "/filings" || session?.node === "supervisor");
  return (
    <header className="topbar">
      <Link to="/" className="brand" search={{}}>
        <svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
          <path d="M2 13h12M2 8.500h8.500M2 4h5" stroke="currentColor" strokeWidth="2.400" />
        </svg>
        {m.product}
      </Link>
      {session?.signedIn !== false && (
        <nav aria-label={m.mainNav}>
          {open.map(({ to, name }) => (
            <Link key={to} to={to} activeOptions={{ exact: to === "/", includeSearch: false }}>
              {m.nav[name]}
            </Link>
          ))}
        </nav>
      )}
      <div className="preferences">
        {session?.signedIn !== false && <NodeMenu />}
        <button type="button" className="btn btn-plain" onClick={onShortcuts} title={m.shortcuts}>
          <kbd aria-hidden="true">?</kbd>
          <span className="sr-only">{m.shortcuts}</span>
        </button>
        <ThemeSwitch />
        <LanguageSwitch />
        {session?.mode === "server" && session.signedIn && (
          <Suspense>
            <PersonMenu session={session} />
          </Suspense>
        )}
      </div>
    </header>
  );
};

const ThemeSwitch = () => {
  const m = useMessages(shellMessages);
  const { choice, setChoice } = useTheme();
  return (
    <select
      className="select"
      aria-label={m.theme.label}
      value={choice}
      onChange={(event) =>
        setChoice(themeChoices.find((known) => known === event.target.value) ?? "system")
      }
    >
      {themeChoices.map((known) => (
        <option key={known} value={known}>
          {m.theme[known]}
        </option>
      ))}
    </select>
  );
};

const LanguageSwitch = () => {
  const m = useMessages(shellMessages);
  const { language, setLanguage } = useLanguage();
  const other = language === "zh" ? "en" : "zh";
  return (
    <button
      type="button"
      className="btn"
      lang={other === "zh" ? "zh-CN" : "en"}
      onClick={() => setLanguage(other)}
    >
      {m.switchLanguage}
    </button>
  );
};
