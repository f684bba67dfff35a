/** Accounts as the administrator sees them: who is locked or disabled, and links for lost passwords. */

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { organisationsMessages } from "../../i18n/organisations/organisations-messages.ts";
import { roleWords } from "../../i18n/role-words.ts";
import { Failure } from "../../ui/failure.tsx";
import { OlderButton } from "../../ui/older-button.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useDebounced } from "../../ui/use-debounced.ts";
import { usePermissions } from "../access/use-permissions.ts";
import { WhyNot } from "../access/why-not.tsx";
import { sessionQuery } from "../node/session-query.ts";
import { usersQuery, type User } from "./organisation-queries.ts";
import { UserActs } from "./user-acts.tsx";
import "./organisations.css";

const route = getRouteApi("/users");

export const UsersPage = () => {
  const m = useMessages(organisationsMessages);
  const permissions = usePermissions();
  const local = useQuery(sessionQuery).data?.mode === "local";
  return (
    <div className="page stack">
      <PageTitle title={m.users} />
      <WhyNot permissions={permissions} permission="user:manage">
        {m.noAccess}
      </WhyNot>
      {local && <p className="notice">{m.local}</p>}
      {!local && permissions.may("user:manage") && <Users />}
    </div>
  );
};

const Users = () => {
  const m = useMessages(organisationsMessages);
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(q ?? "");
  const settled = useDebounced(typed.trim(), 250);
  useEffect(() => {
    if (settled !== (q ?? ""))
      void navigate({ search: settled === "" ? {} : { q: settled }, replace: true });
    // Only what was typed drives the address.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [settled]);
  const pages = useInfiniteQuery(usersQuery(q));
  const users = pages.data?.pages.flatMap((page) => page.users);
  return (
    <>
      <input
        type="search"
        className="input user-search"
        aria-label={m.searchUsers}
        placeholder={m.searchUsers}
        maxLength={100}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {pages.error !== null && <Failure error={pages.error} retry={() => void pages.refetch()} />}
      {users === undefined && pages.error === null && <Skeleton rows={8} />}
      {users !== undefined && (
        <section className="panel" aria-label={m.users}>
          {users.length === 0 ? (
            <p className="body quiet">{m.noUsers}</p>
          ) : (
            <UserTable users={users} />
          )}
          <OlderButton label={m.older} pages={pages} />
        </section>
      )}
    </>
  );
};

const UserTable = ({ users }: { readonly users: readonly User[] }) => {
  const m = useMessages(organisationsMessages);
  return (
    <div className="table-scroll user-table">
      <table className="table table-acts">
        <thead>
          <tr>
            <th scope="col">{m.person}</th>
            <th scope="col">{m.email}</th>
            <th scope="col">{m.role}</th>
            <th scope="col">{m.secondFactor}</th>
            <th scope="col">{m.lastSignIn}</th>
            <th scope="col">{m.status}</th>
            <th scope="col">{m.more}</th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.id}>
              <th scope="row" className="wrap-anywhere">
                {user.name}
              </th>
              <td className="wrap-anywhere">{user.email}</td>
              <td>
                <Memberships user={user} />
              </td>
              <td>{user.secondFactor ? `✓ ${m.yes}` : m.no}</td>
              <td>{user.lastSignInAt === null ? m.never : formatInstant(user.lastSignInAt)}</td>
              <td>
                <UserState user={user} />
              </td>
              <td>
                <UserActs user={user} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Memberships = ({ user }: { readonly user: User }) => {
  const words = useMessages(roleWords);
  if (user.memberships.length === 0) return "—";
  return (
    <ul>
      {user.memberships.map(({ organisation, role }) => (
        <li key={organisation.id}>
          <Link to="/organisations/$organisationId" params={{ organisationId: organisation.id }}>
            {organisation.name}
          </Link>{" "}
          <span className="quiet">· {words.roles[role]}</span>
        </li>
      ))}
    </ul>
  );
};

const UserState = ({ user }: { readonly user: User }) => {
  const m = useMessages(organisationsMessages);
  if (user.disabledAt !== null) return <span className="stamp">{m.disabled}</span>;
  if (user.lockedUntil !== null)
    return <span className="stamp">{m.lockedUntil(formatInstant(user.lockedUntil))}</span>;
  return m.active;
};
