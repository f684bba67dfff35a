/** The tables of accounts, organisations and sessions; see schema.ts. */

import type { Line, OrganisationKind, Role } from "@fenji/contract";
import type { Generated } from "kysely";
import type { Instant, JsonColumn, LaterInstant } from "./columns.ts";

interface UsersTable {
  id: string;
  /** Sign-in name; null once the account was erased. */
  email: string | null;
  name: string;
  password_hash: string | null;
  created_at: Instant;
  last_sign_in_at: LaterInstant;
  disabled_at: LaterInstant;
  erased_at: LaterInstant;
}

interface OrganisationsTable {
  id: string;
  kind: OrganisationKind;
  name: string;
  enterprise_id: string | null;
  jurisdiction_code: string | null;
  line: Line | null;
  created_at: Instant;
  suspended_at: LaterInstant;
}

interface MembershipsTable {
  id: string;
  user_id: string;
  organisation_id: string;
  role: Role;
  manager: boolean;
  created_at: Instant;
}

interface SessionsTable {
  id: string;
  /** SHA-256 of the cookie. */
  token_hash: Buffer;
  user_id: string;
  membership_id: string | null;
  started_at: Instant;
  last_seen_at: Instant;
  expires_at: Instant;
  second_factor_at: Instant | null;
  device: "unknown" | "passkey";
  /** Network without its last part. */
  address: string;
  agent: string;
  agent_hash: Buffer;
}

/** A challenge that waits for its answer. */
interface SignInFlowsTable {
  token_hash: Buffer;
  kind: "passkey-registration" | "passkey-sign-in" | "oidc";
  user_id: string | null;
  data: JsonColumn;
  expires_at: Instant;
}

interface SignInFailuresTable {
  kind: "account" | "address";
  key: Buffer;
  failures: number;
  last_at: Instant;
  locked_until: Instant | null;
}

interface TotpSecretsTable {
  user_id: string;
  sealed: Buffer;
  confirmed_at: LaterInstant;
  /** Period of the last code that was accepted. */
  last_step: Generated<number>;
}

interface RecoveryCodesTable {
  user_id: string;
  code_hash: Buffer;
}

interface PasskeysTable {
  id: string;
  user_id: string;
  credential_id: string;
  public_key: Buffer;
  counter: number;
  transports: string[];
  backed_up: boolean;
  name: string;
  created_at: Instant;
  last_used_at: LaterInstant;
}

interface OidcAccountsTable {
  issuer: string;
  subject: string;
  user_id: string;
  created_at: Instant;
}

interface InvitationsTable {
  id: string;
  token_hash: Buffer;
  organisation_id: string;
  role: Role;
  manager: boolean;
  email: string | null;
  /** Id of the actor. */
  invited_by: string;
  created_at: Instant;
  expires_at: Instant;
}

interface ResetLinksTable {
  token_hash: Buffer;
  user_id: string;
  remove_second_factor: boolean;
  expires_at: Instant;
}

interface FirstAdministratorCodesTable {
  token_hash: Buffer;
  expires_at: Instant;
}

interface ApiTokensTable {
  id: string;
  token_hash: Buffer;
  membership_id: string;
  name: string;
  permissions: string[];
  created_at: Instant;
  expires_at: Instant;
  last_used_at: LaterInstant;
  revoked_at: LaterInstant;
}

interface AssignmentsTable {
  enterprise_id: string;
  id: string;
  organisation_id: string;
  from_at: Instant;
  until_at: Instant;
  ended_at: LaterInstant;
  /** Id of the actor. */
  assigned_by: string;
  created_at: Instant;
}

export interface IdentityTables {
  users: UsersTable;
  organisations: OrganisationsTable;
  memberships: MembershipsTable;
  sessions: SessionsTable;
  sign_in_flows: SignInFlowsTable;
  sign_in_failures: SignInFailuresTable;
  totp_secrets: TotpSecretsTable;
  recovery_codes: RecoveryCodesTable;
  passkeys: PasskeysTable;
  oidc_accounts: OidcAccountsTable;
  invitations: InvitationsTable;
  reset_links: ResetLinksTable;
  first_administrator_codes: FirstAdministratorCodesTable;
  api_tokens: ApiTokensTable;
  assignments: AssignmentsTable;
}
