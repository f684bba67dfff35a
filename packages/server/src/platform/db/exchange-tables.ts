/** Tables of other nodes, messages, filings, inspections and tasks. */

import type { Json } from "@fenji/kernel";
import type { Occasion } from "@fenji/submission";
import type { ColumnType, Generated } from "kysely";
import type { Instant, JsonColumn, OptionalJson } from "./columns.ts";

/** Null until there is something to say. */
type Later<T> = ColumnType<T | null, T | null | undefined, T | null>;

type DefaultJson = ColumnType<Json, string | undefined, string>;

interface PeersTable {
  peer_id: string;
  node_kind: "enterprise" | "supervisor";
  name: string;
  relation: "above" | "below";
  address: Later<string>;
  state: "pending" | "linked" | "revoked";
  paused: Generated<boolean>;
  jurisdiction_code: Later<string>;
  expected_key: Later<string>;
  next_sequence: Generated<number>;
  collected_at: Later<Instant>;
  last_contact_at: Later<Instant>;
  failures: Generated<number>;
  retry_at: Later<Instant>;
  failure: OptionalJson;
  created_at: Instant;
}

interface PeerKeysTable {
  peer_id: string;
  key_id: string;
  algorithm: "Ed25519" | "SM2-SM3";
  spki: string;
  state: "current" | "replaced" | "revoked";
  pinned_at: Instant;
  ended_at: Later<Instant>;
}

interface EnrolmentCodesTable {
  id: string;
  secret_hash: string;
  name_hash: string;
  kind: "enterprise" | "supervisor";
  credit_code: Later<string>;
  jurisdiction_code: string;
  created_at: Instant;
  expires_at: Instant;
  used_at: Later<Instant>;
  used_by: Later<string>;
}

interface LinksTable {
  enterprise_id: string;
  peer_id: string;
  state: "pending" | "linked" | "ended";
  created_at: Instant;
  ended_at: Later<Instant>;
}

interface OutboxMessagesTable {
  id: string;
  enterprise_id: Later<string>;
  peer_id: string;
  kind: string;
  schema: string;
  sequence: number;
  created_at: Instant;
  in_reply_to: Later<string>;
  envelope: string;
  size: number;
  hash: string;
  state: "queued" | "sent" | "acknowledged" | "refused" | "held";
  moved_at: Later<Instant>;
  leased_until: Later<Instant>;
  failure: OptionalJson;
  receipt: Later<string>;
  receipt_at: Later<Instant>;
}

interface InboxMessagesTable {
  peer_id: string;
  id: string;
  enterprise_id: Later<string>;
  kind: string;
  schema: string;
  sequence: number;
  created_at: Instant;
  received_at: Instant;
  in_reply_to: Later<string>;
  envelope: Later<string>;
  size: number;
  hash: string;
  failure: OptionalJson;
  receipt: string;
}

interface FilingsTable {
  enterprise_id: string;
  id: string;
  peer_id: string;
  direction: "in" | "out";
  revision: number;
  current: boolean;
  state: "submitted" | "returned" | "verified" | "registered" | "superseded";
  filed_at: Instant;
  answered_at: Later<Instant>;
  registration_number: Later<string>;
  reasons: DefaultJson;
  pack_id: string;
  pack_version: string;
  pack_hash: string;
  grades: JsonColumn;
  regraded: OptionalJson;
  differs: Generated<boolean>;
  body_hash: string;
  content: JsonColumn;
  history: JsonColumn;
  /** As it counts here: a first filing on top of a registration is a change. */
  occasion: Generated<Occasion>;
  /** By type: requirements that the filing shows as open. */
  findings: DefaultJson;
  verified_lines: Generated<string[]>;
}

interface RegistrationCountersTable {
  jurisdiction_code: string;
  year: number;
  last: number;
}

interface InspectionsTable {
  enterprise_id: string;
  id: string;
  peer_id: string;
  direction: "in" | "out";
  item: string;
  reason: JsonColumn;
  due_date: string;
  state: "asked" | "released" | "refused";
  asked_at: Instant;
  asked_by: Later<string>;
  answered_at: Later<Instant>;
  refusal: OptionalJson;
}

interface ReleasesTable {
  enterprise_id: string;
  inspection_id: string;
  item: string;
  size: number;
  released_at: Instant;
  openings: DefaultJson;
  stored: Later<string>;
}

interface TasksTable {
  id: string;
  enterprise_id: Later<string>;
  peer_id: string;
  kind: "task" | "notice";
  direction: "in" | "out";
  title: JsonColumn;
  text: JsonColumn;
  due_date: Later<string>;
  state: "sent" | "seen" | "done";
  sent_at: Instant;
  seen_at: Later<Instant>;
  done_at: Later<Instant>;
  relayed_from: Later<string>;
  firms: OptionalJson;
}

interface AggregatesTable {
  id: string;
  peer_id: string;
  direction: "in" | "out";
  jurisdiction_code: string;
  as_of: string;
  content: JsonColumn;
}

export interface ExchangeTables {
  peers: PeersTable;
  peer_keys: PeerKeysTable;
  enrolment_codes: EnrolmentCodesTable;
  links: LinksTable;
  outbox_messages: OutboxMessagesTable;
  inbox_messages: InboxMessagesTable;
  filings: FilingsTable;
  registration_counters: RegistrationCountersTable;
  inspections: InspectionsTable;
  releases: ReleasesTable;
  tasks: TasksTable;
  aggregates: AggregatesTable;
}
