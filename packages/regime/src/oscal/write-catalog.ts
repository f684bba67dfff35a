/** A pack as an OSCAL catalog: domains are groups, requirements are controls, sources are resources. */

import { packTree } from "../pack-files.ts";
import type { Pack } from "../pack-model.ts";
import type { Source } from "../provenance.ts";
import type { EvidenceElement, EvidenceSelector, Requirement } from "../requirement-model.ts";
import type { LocalizedText } from "@fenji/kernel";
import {
  fenjiNamespace,
  fenjiProp,
  oscalVersion,
  tokenOf,
  type OscalCatalog,
  type OscalControl,
  type OscalGroup,
  type OscalPart,
  type OscalProp,
  type OscalResource,
  type OscalTools,
} from "./oscal-model.ts";
import { readOwnCatalog } from "./read-own-catalog.ts";
import { remainderOf, type Remainder } from "./remainder.ts";

/** Reading what is written gives the pack again: what OSCAL has no shape for is found by reading, and added. */
export const writeCatalog = (pack: Pack, tools: OscalTools): { readonly catalog: OscalCatalog } => {
  const plain = plainCatalog(pack, tools);
  const natural = readOwnCatalog(plain);
  const remainder = remainderOf(natural, packTree(pack));
  const resources = [
    ...(plain["back-matter"]?.resources ?? []),
    remainderResource(pack, remainder, tools),
  ];
  return { catalog: { ...plain, "back-matter": { resources } } };
};

const nameOf = ({ header }: Pack): string => `${header.id}@${header.version}`;

export const metadataOf = (
  pack: Pack,
  title: string,
  { now }: OscalTools,
): OscalCatalog["metadata"] => ({
  title,
  "last-modified": now,
  version: pack.header.version,
  "oscal-version": oscalVersion,
});

const plainCatalog = (pack: Pack, tools: OscalTools): OscalCatalog => {
  const { header, domains, requirements } = pack;
  const groups = domains.map((domain): OscalGroup => {
    const controls = requirements
      .filter((requirement) => requirement.domain === domain.id)
      .map((requirement) => controlOf(pack, requirement, tools));
    return {
      id: tokenOf(domain.id),
      class: "domain",
      title: domain.name.en,
      props: [...fenjiProp("id", domain.id), ...fenjiProp("title-zh", domain.name.zh)],
      ...(controls.length === 0 ? {} : { controls }),
    };
  });
  const props = [
    ...fenjiProp("pack-id", header.id),
    ...fenjiProp("title-zh", header.title.zh),
    ...fenjiProp("standing", header.standing),
    ...fenjiProp("effective-from", header.effectiveFrom),
    ...fenjiProp("effective-to", header.effectiveTo),
  ];
  return {
    uuid: tools.uuidOf(`${nameOf(pack)}/catalog`),
    metadata: { ...metadataOf(pack, header.title.en, tools), props, remarks: header.summary.en },
    ...(groups.length === 0 ? {} : { groups }),
    "back-matter": {
      resources: header.sources.map((source) => sourceResource(pack, source, tools)),
    },
  };
};

const sourceUuid = (pack: Pack, id: string, tools: OscalTools): string =>
  tools.uuidOf(`${nameOf(pack)}/source/${id}`);

const sourceResource = (pack: Pack, source: Source, tools: OscalTools): OscalResource => {
  const { id, title, number, issued, note } = source;
  return {
    uuid: sourceUuid(pack, id, tools),
    title: title.en,
    ...(note === null ? {} : { description: note.en }),
    props: [
      ...fenjiProp("id", id),
      ...fenjiProp("title-zh", title.zh),
      ...fenjiProp("number", number),
      ...fenjiProp("issued", issued),
      ...fenjiProp("note-zh", note?.zh),
    ],
    citation: {
      text: [title.en, number, issued].filter((word) => word !== null && word !== "").join(", "),
    },
  };
};

const remainderResource = (pack: Pack, remainder: Remainder, tools: OscalTools): OscalResource => ({
  uuid: tools.uuidOf(`${nameOf(pack)}/remainder`),
  title: "What OSCAL has no shape for",
  description:
    "JSON: a list of { path, value } to be put into the pack that the catalog itself says: facts, rules, types, golden cases, crosswalks, obligations, freshness. Read by `fenji pack import`.",
  props: [{ name: "remainder", ns: fenjiNamespace, value: "1" }],
  base64: {
    filename: "remainder.json",
    "media-type": "application/json",
    value: tools.toBase64(JSON.stringify(remainder)),
  },
});

/** OSCAL has one language; the other is a part inside. */
const bilingualPart = (
  part: OscalPart & { readonly id: string },
  { zh, en }: LocalizedText,
): OscalPart => ({
  ...part,
  prose: en,
  parts: [{ id: `${part.id}_zh`, name: "translation", ns: fenjiNamespace, class: "zh", prose: zh }],
});

const controlOf = (pack: Pack, requirement: Requirement, tools: OscalTools): OscalControl => {
  const { id, title, text, elements, methods, procedure, citation } = requirement;
  const token = tokenOf(id);
  const method = (name: string, index: number): OscalPart => {
    const part = {
      id: `${token}_asm-${name}`,
      name: "assessment-method",
      props: [{ name: "method", value: name.toUpperCase() }],
    };
    return index === 0 ? bilingualPart(part, procedure) : part;
  };
  return {
    id: token,
    class: "requirement",
    title: title.en,
    props: [{ name: "label", value: id }, ...fenjiProp("id", id), ...propsOf(requirement)],
    ...(citation === null
      ? {}
      : {
          links: [
            {
              href: `#${sourceUuid(pack, citation.source, tools)}`,
              rel: "reference",
              ...(citation.clause === null || citation.clause === ""
                ? {}
                : { text: citation.clause }),
            },
          ],
        }),
    parts: [
      bilingualPart({ id: `${token}_smt`, name: "statement" }, text),
      ...elements.map((element) => objectiveOf(token, element)),
      ...methods.map(method),
    ],
  };
};

const propsOf = ({
  title,
  type,
  fromGrade,
  standing,
  closes,
  effort,
  crosswalk,
}: Requirement): readonly OscalProp[] => [
  ...fenjiProp("title-zh", title.zh),
  ...fenjiProp("type", type),
  ...fenjiProp("from-grade", fromGrade),
  ...fenjiProp("standing", standing),
  ...closes.flatMap((capability) => fenjiProp("closed-by", capability)),
  ...fenjiProp("person-days", effort.personDays),
  ...fenjiProp("cost-cny", effort.costCny),
  ...fenjiProp("effort-standing", effort.standing),
  ...Object.entries(crosswalk).flatMap(([vocabulary, refs]: [string, readonly unknown[]]) =>
    refs.flatMap((ref) => fenjiProp(`crosswalk-${vocabulary}`, ref)),
  ),
];

/** `full contradicts nothing>=high scan:malware`; `-` for what does not contradict. */
const selectorText = (selector: EvidenceSelector): string => {
  const { check, proves, contradicts, onInfo, minSeverity } = selector;
  const least = minSeverity === null ? "" : `>=${minSeverity}`;
  return `${proves} ${contradicts ? "contradicts" : "-"} ${onInfo}${least} ${check}`;
};

const objectiveOf = (token: string, { id, text, selectors }: EvidenceElement): OscalPart =>
  bilingualPart(
    {
      id: `${token}_obj.${id}`,
      name: "assessment-objective",
      props: [
        ...fenjiProp("id", id),
        ...selectors.flatMap((selector) => fenjiProp("selector", selectorText(selector))),
      ],
    },
    text,
  );
