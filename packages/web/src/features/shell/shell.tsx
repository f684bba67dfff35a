/** The frame around every page: skip link, bar, main part, foot and keyboard. */

import { useQuery } from "@tanstack/react-query";
import { Outlet, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useState, useSyncExternalStore } from "react";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { pendingInterruptions, watchInterruptions } from "../../interruptions.ts";
import { useShortcuts } from "../../ui/keyboard.ts";
import { sessionQuery } from "../node/session-query.ts";
import { ShortcutDialog } from "./shortcut-dialog.tsx";
import { TopBar } from "./top-bar.tsx";
import "./shell.css";

const InterruptionDialogs = lazy(async () => ({
  default: (await import("../identity/interruption-dialogs.tsx")).InterruptionDialogs,
}));

export const Shell = () => {
  const m = useMessages(shellMessages);
  const [listing, setListing] = useState(false);
  useGlobalShortcuts(() => setListing(true));
  return (
    <>
      <a className="skip" href="#content">
        {m.skip}
      </a>
      <TopBar onShortcuts={() => setListing(true)} />
      <main id="content" tabIndex={-1}>
        <NoStanding />
        <Outlet />
      </main>
      <Foot />
      {listing && <ShortcutDialog onClose={() => setListing(false)} />}
      <Interruptions />
    </>
  );
};

/** Its code is fetched when first wanted: most visits are never interrupted. */
const Interruptions = () => {
  const pending = useSyncExternalStore(watchInterruptions, pendingInterruptions);
  if (pending.length === 0) return null;
  return (
    <Suspense>
      <InterruptionDialogs />
    </Suspense>
  );
};

/** Somebody with an account and no organisation sees almost nothing; the reason stands above it. */
const NoStanding = () => {
  const m = useMessages(shellMessages);
  const session = useQuery(sessionQuery).data;
  if (session?.mode !== "server" || !session.signedIn || session.standing !== null) return null;
  return (
    <div className="page">
      <p className="notice notice-warn">{m.noStanding}</p>
    </div>
  );
};

const useGlobalShortcuts = (showList: () => void): void => {
  const navigate = useNavigate();
  const shortcuts = useMemo(
    () => ({
      "g p": () => void navigate({ to: "/" }),
      "g e": () => void navigate({ to: "/enterprises" }),
      "g v": () => void navigate({ to: "/province" }),
      "g a": () => void navigate({ to: "/publications" }),
      "g k": () => void navigate({ to: "/packs" }),
      "g n": () => void navigate({ to: "/nodes" }),
      "g f": () => void navigate({ to: "/filings" }),
      "g w": () => void navigate({ to: "/filings/worklists" }),
      "g r": () => void navigate({ to: "/filings/review" }),
      "g h": () => void navigate({ to: "/help" }),
      "/": () => document.querySelector<HTMLInputElement>("input[type=search]")?.focus(),
      "?": showList,
    }),
    // `showList` only sets state; a new identity must not re-register the keys.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [navigate],
  );
  useShortcuts(shortcuts);
};

const Foot = () => {
  const m = useMessages(shellMessages);
  const session = useQuery(sessionQuery).data;
  return (
    <footer className="foot">
      <span>{m.footer}</span>
      {session !== undefined && (
        <span>
          {m.version(session.version)}
          {session.mode === "local" && ` · ${m.local}`}
        </span>
      )}
      <a href="/api/docs">{m.nav.api}</a>
    </footer>
  );
};
