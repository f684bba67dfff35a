/** Names the host of a Wazuh agent: by address or full name, else by the agent's id within its manager. */

import { hostSubject } from "../host-subject.ts";
import type { JsonValue } from "../json-select.ts";
import { listAt, textAt, valueAt } from "../json-value.ts";
import type { Subject } from "../observation.ts";

/** `item` is an alert, a state of the indexer or an element of the interface's answer; undefined where it names no agent. */
export const wazuhSubject = (item: JsonValue): Subject | undefined => {
  const agent = valueAt(item, "agent");
  const id = textAt(agent, "id") ?? textAt(item, "agent_id");
  const name = textAt(agent, "name") ?? textAt(item, "agent_name") ?? textAt(item, "agent");
  const addresses = [
    textAt(agent, "ip"),
    textAt(item, "agent_ip"),
    ...listAt(agent, "host", "ip").map((one) => textAt(one)),
  ].flatMap((one) => (one === undefined || one === "any" ? [] : one));
  const names = [name, textAt(agent, "host", "hostname")].flatMap((one) => one ?? []);
  const { subject, unclear } = hostSubject({ machineIds: [], macs: [], names, addresses });
  if (unclear === null) return subject;
  if (id === undefined) return subject.id === "host:unnamed" ? undefined : subject;
  const manager =
    textAt(item, "wazuh", "cluster", "name") ?? textAt(item, "manager", "name") ?? "manager";
  return hostSubject({ machineIds: [`wazuh/${manager}/${id}`], macs: [], names, addresses })
    .subject;
};
