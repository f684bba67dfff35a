/** Who this node is: name, kind, id, fingerprints to compare; and the rotation of its keys. */

import { rotateNodeKey } from "@fenji/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../contract-client.ts";
import { exchangeMessages } from "../../i18n/exchange/exchange-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { nodeQuery, refreshExchange } from "./exchange-queries.ts";
import { Fingerprint } from "./fingerprint.tsx";

export const ThisNode = () => {
  const m = useMessages(exchangeMessages).self;
  const { data, error, refetch } = useQuery(nodeQuery);
  const permissions = usePermissions();
  return (
    <section className="panel" aria-label={m.title}>
      <header>
        <h2>{m.title}</h2>
        {data !== undefined && (
          <>
            <b>{data.name}</b>
            <span className="stamp">{m.kinds[data.kind]}</span>
            <span className="quiet small">
              {m.id} <code>{data.id}</code>
            </span>
          </>
        )}
      </header>
      <div className="body stack">
        {error !== null && <Failure error={error} retry={() => void refetch()} />}
        {data === undefined && error === null && <Skeleton rows={2} />}
        {data !== undefined && (
          <>
            <ul className="keys" aria-label={m.keys}>
              {data.keys.map((key) => (
                <li key={key.keyId} className="row">
                  <span className="key-algorithm">{key.algorithm}</span>
                  <Fingerprint value={key.keyId} copy />
                  <span className="quiet small">{m.since(formatInstant(key.since))}</span>
                </li>
              ))}
            </ul>
            <p className="row">
              <span className="quiet small">{m.keysNote}</span>
              <span className="grow" />
              {permissions.may("link:write") && <Rotation />}
            </p>
          </>
        )}
      </div>
    </section>
  );
};

const Rotation = () => {
  const m = useMessages(exchangeMessages).self;
  const [asked, setAsked] = useState(false);
  const queries = useQueryClient();
  const rotate = useMutation({
    mutationFn: () => client.call(rotateNodeKey, { body: {} }),
    onSuccess: async () => {
      setAsked(false);
      await refreshExchange(queries);
    },
  });
  return (
    <>
      {rotate.data !== undefined && <span role="status">{m.rotated(rotate.data.announced)}</span>}
      <button type="button" className="btn no-print" onClick={() => setAsked(true)}>
        {m.rotate}
      </button>
      {asked && (
        <ConfirmDialog
          title={m.rotateTitle}
          act={m.rotate}
          mutation={rotate}
          onConfirm={() => rotate.mutate()}
          onClose={() => setAsked(false)}
        >
          <p>{m.rotateText}</p>
        </ConfirmDialog>
      )}
    </>
  );
};
