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
import { saveBytes } from "../../ui/save-bytes.ts";

/** A call about a peer, after which the page looks again. */
const usePeerCall = <Reply, Variables = void>(call: (variables: Variables) => Promise<Reply>) => {
  const queries = useQueryClient();
  return useMutation({ mutationFn: call, onSettled: () => refreshExchange(queries) });
};

interface PeerProps {
  readonly peer: Peer;
}

export const PeerActions = ({ peer }: PeerProps) => {
  const permissions = usePermissions();
  if (peer.state === "revoked") return null;
  return (
    <div className="row no-print">
      {peer.address !== null && permissions.may("delivery:write") && <SendNow peer={peer} />}
      {permissions.may("link:write") && <PauseSwitch peer={peer} />}
      {permissions.may("delivery:release") && <Export peer={peer} />}
      <Aggregate peer={peer} />
      <span className="grow" />
      {permissions.may("link:write") && <Revoke peer={peer} />}
    </div>
  );
};

const SendNow = ({ peer }: PeerProps) => {
  const m = useMessages(exchangeMessages).peers;
  const send = usePeerCall(() => client.call(sendNow, { path: { peerId: peer.id }, body: {} }));
  return (
    <>
      <button
        type="button"
        className="btn btn-primary"
        disabled={send.isPending}
        onClick={() => send.mutate()}
      >
        {send.isPending ? m.sending : m.sendNow}
      </button>
      {send.data !== undefined && (
        <span role="status">{m.sent(send.data.sent, send.data.received)}</span>
      )}
      {send.error !== null && <Failure error={send.error} />}
    </>
  );
};

const PauseSwitch = ({ peer }: PeerProps) => {
  const m = useMessages(exchangeMessages).peers;
  const pause = usePeerCall((paused: boolean) =>
    client.call(setLinkPaused, { path: { peerId: peer.id }, body: { paused } }),
  );
  return (
    <>
      <button
        type="button"
        className="btn"
        disabled={pause.isPending}
        onClick={() => pause.mutate(!peer.paused)}
      >
        {peer.paused ? m.resume : m.pause}
      </button>
      {pause.error !== null && <Failure error={pause.error} />}
    </>
  );
};

const Export = ({ peer }: PeerProps) => {
  const m = useMessages(exchangeMessages).peers;
  const carry = usePeerCall(async () =>
    saveBytes(
      `${peer.name}.fenji`,
      await client.call(exportBundle, { path: { peerId: peer.id }, body: {} }),
    ),
  );
  return (
    <>
      <button
        type="button"
        className="btn"
        disabled={carry.isPending}
        title={m.exportNote}
        onClick={() => carry.mutate()}
      >
        {m.export}
      </button>
      {carry.error !== null && <Failure error={carry.error} />}
    </>
  );
};

const Revoke = ({ peer }: PeerProps) => {
  const m = useMessages(exchangeMessages).peers;
  const [asked, setAsked] = useState(false);
  return (
    <>
      <button type="button" className="btn btn-danger" onClick={() => setAsked(true)}>
        {m.revoke}
      </button>
      {asked && <Revocation peer={peer} onClose={() => setAsked(false)} />}
    </>
  );
};

const Aggregate = ({ peer }: PeerProps) => {
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
