/** Published aggregates, and for those who prepare them their drafts. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { publicationsMessages } from "../../i18n/publications/publications-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { OlderButton } from "../../ui/older-button.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { PrepareDialog } from "./prepare-dialog.tsx";
import { PublicationList } from "./publication-list.tsx";
import { draftsQuery, publicationsQuery } from "./publication-queries.ts";
import "./publications.css";

export const PublicationsPage = () => {
  const m = useMessages(publicationsMessages);
  const mayPrepare = usePermissions().may("publication:write");
  const [preparing, setPreparing] = useState(false);
  return (
    <div className="page stack">
      <div className="row">
        <PageTitle title={m.title} />
        <span className="quiet grow">{m.what}</span>
        {mayPrepare && (
          <button type="button" className="btn btn-primary" onClick={() => setPreparing(true)}>
            {m.prepare}
          </button>
        )}
      </div>
      {mayPrepare && <Drafts />}
      <Released mayPrepare={mayPrepare} />
      {preparing && <PrepareDialog onClose={() => setPreparing(false)} />}
    </div>
  );
};

const Drafts = () => {
  const m = useMessages(publicationsMessages);
  const pages = useInfiniteQuery(draftsQuery);
  const drafts = pages.data?.pages.flatMap((page) => page.drafts) ?? [];
  if (pages.error !== null)
    return <Failure error={pages.error} retry={() => void pages.refetch()} />;
  if (drafts.length === 0) return null;
  return (
    <section className="stack" aria-label={m.drafts}>
      <h2>{m.drafts}</h2>
      <PublicationList label={m.drafts} to="/publication-drafts/$publicationId" heads={drafts} />
      <OlderButton pages={pages} label={m.older} />
    </section>
  );
};

const Released = ({ mayPrepare }: { readonly mayPrepare: boolean }) => {
  const m = useMessages(publicationsMessages);
  const pages = useInfiniteQuery(publicationsQuery);
  const released = pages.data?.pages.flatMap((page) => page.publications);
  return (
    <section className="stack" aria-label={m.released}>
      <h2>{m.released}</h2>
      {pages.error !== null && <Failure error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isPending && <Skeleton rows={4} height={32} />}
      {released?.length === 0 && <p className="notice">{mayPrepare ? m.none : m.noneToRead}</p>}
      {released !== undefined && released.length > 0 && (
        <PublicationList label={m.released} to="/publications/$publicationId" heads={released} />
      )}
      <OlderButton pages={pages} label={m.older} />
    </section>
  );
};
