/** What happens on the page when somebody signs in, or acts for another organisation: nothing read before is kept. */

import { switchOrganisation, type getSession, type ReplyOf } from "@fenji/contract";
import { useQueryClient, type Query, type QueryClient } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import { sessionQuery } from "../node/session-query.ts";

export type Session = ReplyOf<typeof getSession>;

const others = { predicate: ({ queryKey }: Query) => queryKey[0] !== sessionQuery.queryKey[0] };

const readSession = (queries: QueryClient): Promise<Session> =>
  queries.fetchQuery({ ...sessionQuery, staleTime: 0 });

interface SessionChange {
  /** Asks anew who is signed in. */
  readonly refresh: () => Promise<Session>;
  /** Drops all that was read for somebody else; what is on the page is read again. */
  readonly forget: () => Promise<void>;
  /**
   * After the same person has signed in over a page: acts for the same organisation as before.
   * False: it is somebody else, or no longer a member, so the page may not go on.
   */
  readonly resume: (before: Session) => Promise<boolean>;
}

export const useSessionChange = (): SessionChange => {
  const queries = useQueryClient();
  return {
    refresh: () => readSession(queries),
    forget: async () => {
      queries.removeQueries({ ...others, type: "inactive" });
      await queries.resetQueries({ ...others, type: "active" });
    },
    resume: async (before) => {
      const now = await readSession(queries);
      if (now.user?.id !== before.user?.id) return false;
      const wanted = before.standing?.organisation.id;
      if (wanted === undefined || now.standing?.organisation.id === wanted) return true;
      if (!now.organisations.some(({ organisation }) => organisation.id === wanted)) return false;
      await client.call(switchOrganisation, { body: { organisationId: wanted } });
      await readSession(queries);
      return true;
    },
  };
};
