/** One draft: the table as it would be published, why values are withheld, and its review. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { publicationsMessages } from "../../i18n/publications/publications-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { CountTable } from "./count-table.tsx";
import { PublicationFacts, PublicationTitle } from "./publication-facts.tsx";
import { draftQuery, type Draft } from "./publication-queries.ts";
import { ReviewPanel } from "./review-panel.tsx";
import { WithheldList } from "./withheld-list.tsx";
import "./publications.css";

const route = getRouteApi("/publication-drafts/$publicationId");

export const DraftPage = () => {
  const m = useMessages(publicationsMessages);
  const { publicationId } = route.useParams();
  const { data, error, refetch } = useQuery(draftQuery(publicationId));
  return (
    <div className="page stack">
      <p className="no-print">
        <Link to="/publications">← {m.back}</Link>
      </p>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={10} height={32} />}
      {data !== undefined && <DraftView draft={data} />}
    </div>
  );
};

const DraftView = ({ draft }: { readonly draft: Draft }) => {
  const m = useMessages(publicationsMessages).draft;
  return (
    <>
      <PublicationTitle head={draft} />
      <p className="quiet small wrap-anywhere">
        {m.preparedBy}: <code>{draft.preparedBy}</code> {formatInstant(draft.preparedAt)}
        {draft.reviewedAt !== null && (
          <>
            {" · "}
            {m.reviewedBy}: <code>{draft.reviewedBy}</code> {formatInstant(draft.reviewedAt)}
            {draft.comment !== null && ` · ${draft.comment}`}
          </>
        )}
      </p>
      <CountTable body={draft.body} />
      {draft.state === "draft" && <ReviewPanel draft={draft} />}
      {draft.state !== "draft" && draft.state !== "rejected" && (
        <p>
          <Link to="/publications/$publicationId" params={{ publicationId: draft.id }}>
            {m.seeReleased}
          </Link>
        </p>
      )}
      <WithheldList draft={draft} />
      <PublicationFacts head={draft} note={draft.body.note} />
    </>
  );
};
