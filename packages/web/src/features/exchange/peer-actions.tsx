/** What may be done about one link: send and collect now, pause, export to carry by hand, roll up, revoke. */

import { exportBundle, revokePeer, sendAggregate, sendNow, setLinkPaused } from "@fenji/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../contract-client.ts";
import { exchangeMessages } from "../../i18n/exchange/exchange-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { sessionQuery } from "../node/session-query.ts";
import { refreshExchange, type Peer } from "./exchange-queries.ts";
import { saveBytes } from "./save-bytes.ts";

/** A call about a peer, after which the page looks again. */
const usePeerCall = <Reply, Variables = void>(call: (variables: Variables) => Promise<Reply>) => {
  const queries = useQueryClient();
  return useMutation({ mutationFn: call, onSettled: () => refreshExchange(queries) });
};

export const PeerActions = ({ peer }: { readonly peer: Peer }) => {
  const m = useMessages(exchangeMessages).peers;
  const path = { peerId: peer.id };
  const [revoking, setRevoking] = useState(false);
  const send = usePeerCall(() => client.call(sendNow, { path, body: {} }));
  const pause = usePeerCall((paused: boolean) =>
    client.call(setLinkPaused, { path, body: { paused } }),
  );
  const carry = usePeerCall(async () =>
    saveBytes(`${peer.name}.fenji`, await client.call(exportBundle, { path, body: {} })),
  );
  const error = send.error ?? pause.error ?? carry.error;
  if (peer.state === "revoked") return null;
  return (
    <div className="stack no-print">
      <div className="row">
        {peer.address !== null && (
          <button
            type="button"
            className="btn btn-primary"
            disabled={send.isPending}
            onClick={() => send.mutate()}
          >
            {send.isPending ? m.sending : m.sendNow}
          </button>
        )}
        <button
          type="button"
          className="btn"
          disabled={pause.isPending}
          onClick={() => pause.mutate(!peer.paused)}
        >
          {peer.paused ? m.resume : m.pause}
        </button>
        <button
          type="button"
          className="btn"
          disabled={carry.isPending}
          title={m.exportNote}
          onClick={() => carry.mutate()}
        >
          {m.export}
        </button>
        <Aggregate peer={peer} />
        <span className="grow" />
        <button type="button" className="btn btn-danger" onClick={() => setRevoking(true)}>
          {m.revoke}
        </button>
      </div>
      {send.data !== undefined && (
        <p className="notice" role="status">
          {m.sent(send.data.sent, send.data.received)}
        </p>
      )}
      {error !== null && <Failure error={error} />}
      {revoking && <Revocation peer={peer} onClose={() => setRevoking(false)} />}
    </div>
  );
};

const Aggregate = ({ peer }: { readonly peer: Peer }) => {
  const m = useMessages(exchangeMessages).peers;
  const supervises = useQuery(sessionQuery).data?.node === "supervisor";
  const permissions = usePermissions();
  const send = usePeerCall(() =>
    client.call(sendAggregate, { path: { peerId: peer.id }, body: {} }),
  );
  if (!supervises || peer.relation !== "above" || !permissions.may("message:write")) return null;
  return (
    <>
      <button type="button" className="btn" disabled={send.isPending} onClick={() => send.mutate()}>
        {m.aggregate}
      </button>
      {send.isSuccess && <span role="status">{m.aggregateSent}</span>}
      {send.error !== null && <Failure error={send.error} />}
    </>
  );
};

interface RevocationProps {
  readonly peer: Peer;
  readonly onClose: () => void;
}

const Revocation = ({ peer, onClose }: RevocationProps) => {
  const m = useMessages(exchangeMessages).peers;
  const [reason, setReason] = useState("");
  const revoke = usePeerCall(async () => {
    await client.call(revokePeer, {
      path: { peerId: peer.id },
      body: { reason: reason.trim() },
    });
    onClose();
  });
  return (
    <ConfirmDialog
      title={m.revokeTitle(peer.name)}
      act={m.revoke}
      mutation={revoke}
      onConfirm={() => {
        if (reason.trim() !== "") revoke.mutate();
      }}
      onClose={onClose}
    >
      <p>{m.revokeText}</p>
      <label className="field wide">
        <span>{m.revokeReason}</span>
        <input
          className="input"
          required
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
    </ConfirmDialog>
  );
};
