/** Tells the reports of an archive as if they were one file, each place with its member. */

import { withBoundedWarnings, type ReadEvent } from "@fenji/evidence";
import type { ArchiveWarning, EvidencePart } from "./read-members.ts";

/** Pairs of scope and subject that are watched for coming twice. */
const maxWatched = 100_000;

export const joinParts = (
  parts: AsyncIterable<EvidencePart | ArchiveWarning>,
  maxWarnings: number,
): AsyncGenerator<ReadEvent> => withBoundedWarnings(joined(parts), maxWarnings);

async function* joined(
  parts: AsyncIterable<EvidencePart | ArchiveWarning>,
): AsyncGenerator<ReadEvent> {
  const spokenFor = new Map<string, string>();
  for await (const part of parts) {
    if (part.kind === "warning") yield part;
    else yield* withMember(part, spokenFor);
  }
}

/**
 * Two members that speak for one subject by one tool are one report then, and neither closes what the other says; that is
 * warned of once a member.
 */
async function* withMember(
  part: EvidencePart,
  spokenFor: Map<string, string>,
): AsyncGenerator<ReadEvent> {
  const member = part.member ?? "";
  let family = "";
  let warned = false;
  for await (const event of part.events) {
    if (event.kind === "tool") ({ family } = event);
    if (event.kind === "observation") {
      const { observation, scope } = event;
      yield { kind: "observation", scope, observation: placed(observation, member) };
    } else yield event.kind === "warning" ? placed(event, member) : event;
    if (event.kind !== "scope" || warned) continue;
    const key = [family, event.scope, event.subject.kind, event.subject.id].join("\n");
    const before = spokenFor.get(key);
    if (before === undefined && spokenFor.size < maxWatched) spokenFor.set(key, member);
    if (before === undefined || before === member) continue;
    warned = true;
    yield { kind: "warning", code: "reported-twice", at: member, detail: before };
  }
}

const placed = <T extends { readonly at: string }>(told: T, member: string): T => ({
  ...told,
  at: `${member}!${told.at}`,
});
