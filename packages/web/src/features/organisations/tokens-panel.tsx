/** Tokens by which programs act for the organisation: issued once, listed, revoked. */

import { createToken, revokeToken, type Permission } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { organisationsMessages } from "../../i18n/organisations/organisations-messages.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { ShownOnce } from "../../ui/shown-once.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useChange } from "../../use-change.ts";
import { usePermissionName } from "../access/use-permission-name.ts";
import { usePermissions } from "../access/use-permissions.ts";
import { sessionQuery } from "../node/session-query.ts";
import { tokensQuery, type Token } from "./organisation-queries.ts";

interface TokensPanelProps {
  readonly organisationId: string;
  readonly mayChange: boolean;
}

export const TokensPanel = ({ organisationId, mayChange }: TokensPanelProps) => {
  const m = useMessages(organisationsMessages);
  const { data, error, refetch } = useQuery(tokensQuery(organisationId));
  const [issuing, setIssuing] = useState(false);
  return (
    <section className="panel" aria-label={m.tokens}>
      <header>
        <h2>{m.tokens}</h2>
        <span className="quiet small">{m.tokensText}</span>
        <span className="grow" />
        {mayChange && data !== undefined && (
          <button type="button" className="btn" onClick={() => setIssuing(true)}>
            {m.tokenNew}
          </button>
        )}
      </header>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={2} />}
      {data?.tokens.length === 0 && <p className="body quiet">{m.noTokens}</p>}
      {data !== undefined && data.tokens.length > 0 && (
        <TokenTable organisationId={organisationId} tokens={data.tokens} mayRevoke={mayChange} />
      )}
      {issuing && data !== undefined && (
        <TokenDialog
          organisationId={organisationId}
          grantable={data.grantable}
          onClose={() => setIssuing(false)}
        />
      )}
    </section>
  );
};

interface TokenTableProps {
  readonly organisationId: string;
  readonly tokens: readonly Token[];
  readonly mayRevoke: boolean;
}

const TokenTable = ({ organisationId, tokens, mayRevoke }: TokenTableProps) => {
  const m = useMessages(organisationsMessages);
  const nameOf = usePermissionName();
  const revoke = useChange({
    run: (tokenId: string) => client.call(revokeToken, { path: { organisationId, tokenId } }),
    stale: [tokensQuery(organisationId).queryKey],
  });
  return (
    <div className="table-scroll">
      {revoke.error !== null && <Failure error={revoke.error} />}
      <table className="table table-acts">
        <thead>
          <tr>
            <th scope="col">{m.tokenName}</th>
            <th scope="col">{m.tokenPermissions}</th>
            <th scope="col">{m.tokenOwner}</th>
            <th scope="col">{m.tokenUsed}</th>
            <th scope="col">{m.expires}</th>
            {mayRevoke && (
              <th scope="col">
                <span className="sr-only">{m.revoke}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id}>
              <th scope="row" className="wrap-anywhere">
                {token.name}
              </th>
              <td className="wrap-anywhere">{token.permissions.map(nameOf).join(m.listMark)}</td>
              <td>{token.userName}</td>
              <td>{token.lastUsedAt === null ? m.never : formatInstant(token.lastUsedAt)}</td>
              <td>{formatInstant(token.expiresAt)}</td>
              {mayRevoke && (
                <td>
                  <button
                    type="button"
                    className="btn btn-plain"
                    aria-label={m.revokeOf(token.name)}
                    disabled={revoke.isPending}
                    onClick={() => revoke.mutate(token.id)}
                  >
                    {m.revoke}
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

interface TokenDialogProps {
  readonly organisationId: string;
  readonly grantable: readonly string[];
  readonly onClose: () => void;
}

const blank = { name: "", permissions: [] as readonly string[], days: "90" };

const TokenDialog = ({ organisationId, grantable, onClose }: TokenDialogProps) => {
  const m = useMessages(organisationsMessages);
  const [draft, setDraft] = useState(blank);
  const create = useChange({
    run: () =>
      client.call(createToken, {
        path: { organisationId },
        body: { ...draft, permissions: [...draft.permissions], days: Number(draft.days) },
      }),
    stale: [tokensQuery(organisationId).queryKey],
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(undefined);
  };
  if (create.data !== undefined) {
    const { token, secret } = create.data;
    return (
      <Dialog title={token.name} onClose={onClose}>
        <ShownOnce
          label={m.tokenSecret}
          value={secret}
          warning={m.tokenWarning(formatInstant(token.expiresAt))}
        />
      </Dialog>
    );
  }
  return (
    <Dialog title={m.tokenNew} onClose={onClose}>
      <form className="stack dialog-form" onSubmit={submit}>
        <TokenFields grantable={grantable} draft={draft} onChange={setDraft} />
        {create.error !== null && <Failure error={create.error} />}
        <p className="row">
          <button
            type="submit"
            className="btn btn-primary"
            disabled={create.isPending || draft.permissions.length === 0}
          >
            {m.tokenNew}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {m.cancel}
          </button>
          {draft.permissions.length === 0 && (
            <span className="quiet small">{m.choosePermission}</span>
          )}
        </p>
      </form>
    </Dialog>
  );
};

const isPermission = (text: string): text is Permission => /^[a-z-]+:[a-z]+$/.test(text);

/** A token can do nothing that its issuer cannot; for an enterprise's own people that is known beforehand. */
const useOffered = (grantable: readonly string[]): readonly string[] => {
  const enterpriseId =
    useQuery(sessionQuery).data?.standing?.organisation.enterpriseId ?? undefined;
  const onNode = usePermissions();
  const onEnterprise = usePermissions(enterpriseId);
  if (enterpriseId === undefined) return grantable;
  return grantable.filter(
    (known) => isPermission(known) && (onNode.may(known) || onEnterprise.may(known)),
  );
};

interface TokenFieldsProps {
  readonly grantable: readonly string[];
  readonly draft: typeof blank;
  readonly onChange: (draft: typeof blank) => void;
}

const TokenFields = ({ grantable, draft, onChange }: TokenFieldsProps) => {
  const m = useMessages(organisationsMessages);
  const nameOf = usePermissionName();
  const offered = useOffered(grantable);
  const { permissions } = draft;
  const toggle = (permission: string, chosen: boolean) =>
    onChange({
      ...draft,
      permissions: grantable.filter((known) =>
        known === permission ? chosen : permissions.includes(known),
      ),
    });
  return (
    <>
      <label className="field">
        <span>{m.tokenName}</span>
        <input
          className="input"
          required
          maxLength={100}
          value={draft.name}
          onChange={(event) => onChange({ ...draft, name: event.target.value })}
        />
        <small className="quiet">{m.tokenNameHint}</small>
      </label>
      <fieldset className="choices">
        <legend>{m.tokenPermissions}</legend>
        {offered.map((permission) => (
          <label key={permission} className="check">
            <input
              type="checkbox"
              checked={permissions.includes(permission)}
              onChange={(event) => toggle(permission, event.target.checked)}
            />
            <span>
              {nameOf(permission)} <code className="quiet">{permission}</code>
            </span>
          </label>
        ))}
      </fieldset>
      <label className="field">
        <span>{m.tokenDays}</span>
        <input
          className="input"
          type="number"
          required
          min={1}
          max={366}
          step={1}
          value={draft.days}
          onChange={(event) => onChange({ ...draft, days: event.target.value })}
        />
      </label>
    </>
  );
};
