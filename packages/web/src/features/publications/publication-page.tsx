/** One released aggregate: its table, its marks, and its withdrawal for those who may. */

import { withdrawPublication } from "@fenji/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { publicationsMessages } from "../../i18n/publications/publications-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { CountTable } from "./count-table.tsx";
import { DownloadButtons, PublicationFacts, PublicationTitle } from "./publication-facts.tsx";
import { publicationQuery, type Publication } from "./publication-queries.ts";
import "./publications.css";

const route = getRouteApi("/publications/$publicationId");

export const PublicationPage = () => {
  const m = useMessages(publicationsMessages);
  const { publicationId } = route.useParams();
  const { data, error, refetch } = useQuery(publicationQuery(publicationId));
  return (
    <div className="page stack">
      <p className="no-print">
        <Link to="/publications">← {m.back}</Link>
      </p>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={10} height={32} />}
      {data !== undefined && <PublicationView publication={data} />}
    </div>
  );
};

const PublicationView = ({ publication }: { readonly publication: Publication }) => {
  const m = useMessages(publicationsMessages);
  const mayWithdraw = usePermissions().may("publication:write");
  const [asked, setAsked] = useState(false);
  const { body, withdrawnAt, withdrawnWhy } = publication;
  return (
    <>
      <PublicationTitle head={publication} />
      {withdrawnAt !== null && (
        <p className="notice notice-warn wrap-anywhere">
          {m.withdrawn(formatInstant(withdrawnAt))}
          {withdrawnWhy}
        </p>
      )}
      {body !== null && (
        <>
          <CountTable body={body} />
          <p className="row no-print">
            <DownloadButtons body={body} hash={publication.hash} />
            {mayWithdraw && (
              <button type="button" className="btn" onClick={() => setAsked(true)}>
                {m.withdraw}
              </button>
            )}
          </p>
        </>
      )}
      <PublicationFacts head={publication} note={body?.note ?? ""} />
      {asked && <WithdrawDialog id={publication.id} onClose={() => setAsked(false)} />}
    </>
  );
};

interface WithdrawDialogProps {
  readonly id: string;
  readonly onClose: () => void;
}

const WithdrawDialog = ({ id, onClose }: WithdrawDialogProps) => {
  const m = useMessages(publicationsMessages);
  const shell = useMessages(shellMessages);
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const withdraw = useMutation({
    mutationFn: () =>
      client.call(withdrawPublication, { path: { publicationId: id }, body: { reason } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["publications"] });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    withdraw.mutate();
  };
  return (
    <Dialog title={m.withdrawTitle} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>{m.withdrawText}</p>
        <label className="field">
          <span>{m.reason}</span>
          <input
            className="input"
            required
            maxLength={500}
            pattern=".*\S.*"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        {withdraw.error !== null && <Failure error={withdraw.error} />}
        <p className="row">
          <button type="submit" className="btn btn-danger" disabled={withdraw.isPending}>
            {m.withdraw}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {shell.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  );
};
