/** Who took part in an assessment and what its document is, as OSCAL's metadata. */

import { fenjiProp, oscalVersion } from "@fenji/regime";
import { roleWords, stepWords } from "../report/report-words.ts";
import type { OscalMetadata, OscalParty, ResponsibleParty } from "./oscal-result-model.ts";
import { lineOf, listed, proseOf, type ReportSource } from "./report-source.ts";

const partiesOf = ({ content, seal, uuids }: ReportSource): OscalParty[] => {
  const { enterprise, assessor, team } = content;
  const people = new Set([...team, ...seal.signatures].map(({ name }) => name));
  const organisations = assessor === null ? [] : [assessor];
  return [
    {
      uuid: uuids.party("enterprise"),
      type: "organization",
      name: lineOf(enterprise.name),
      props: [
        ...fenjiProp("credit-code", enterprise.creditCode),
        ...fenjiProp("synthetic", String(enterprise.synthetic)),
      ],
    },
    ...organisations.map((name): OscalParty => {
      return { uuid: uuids.party("assessor"), type: "organization", name: lineOf(name) };
    }),
    ...[...people].map((name): OscalParty => {
      return { uuid: uuids.party(`person/${name}`), type: "person", name: lineOf(name) };
    }),
  ];
};

/** By whom the assessment was done. */
export const assessorUuid = ({ content, uuids }: ReportSource): string =>
  uuids.party(content.assessor === null ? "enterprise" : "assessor");

const responsibleOf = ({ content, uuids }: ReportSource): ResponsibleParty[] => {
  const byRole = Map.groupBy(content.team, ({ role }) => role);
  return [...byRole].map(([role, people]) => ({
    "role-id": role,
    "party-uuids": people.map(({ name }) => uuids.party(`person/${name}`)),
  }));
};

/** The last moment that made the document what it is; no clock is asked, so the same report is the same document. */
const modifiedAt = ({ content, seal }: ReportSource): string =>
  seal.signatures.at(-1)?.at ?? content.dates.cutOff;

export const metadataOf = (source: ReportSource, title: string): OscalMetadata => {
  const { content, seal, say } = source;
  const { pack } = content;
  return {
    title: lineOf(`${content.title}: ${title}`),
    "last-modified": modifiedAt(source),
    version: String(content.version),
    "oscal-version": oscalVersion,
    props: [
      ...fenjiProp("report-number", content.number),
      ...fenjiProp("pack", `${pack.id}@${pack.version}`),
      ...fenjiProp("standing", pack.standing),
      ...fenjiProp("type", content.type.id),
      ...fenjiProp("grade", content.grade?.rank),
      ...fenjiProp("grade-basis", content.gradeBasis),
      ...fenjiProp("content-sha256", seal.contentHash),
      ...fenjiProp("signatures", seal.signatures.length),
    ],
    roles: [...Object.entries(roleWords), ...Object.entries(stepWords)].map(([id, words]) => ({
      id,
      title: say.text(words),
    })),
    parties: partiesOf(source),
    ...listed("responsible-parties", responsibleOf(source)),
    remarks: proseOf(content.statements.map((text) => say.text(text)).join("\n\n")),
  };
};
