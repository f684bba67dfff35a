/** Reads from a catalog that Fenji wrote what OSCAL itself says: header, domains, sources, requirements. */

import type { PackTree } from "../pack-files.ts";
import {
  fenjiNamespace,
  fenjiValue,
  fenjiValues,
  type OscalCatalog,
  type OscalControl,
  type OscalPart,
  type OscalResource,
} from "./oscal-model.ts";

export const isOwnCatalog = ({ metadata }: OscalCatalog): boolean =>
  fenjiValue(metadata.props, "pack-id") !== undefined;

const text = (zh: string | undefined, en: string | undefined) => ({ zh: zh ?? "", en: en ?? "" });

/** Not a whole pack: what is missing or could not be said is in the remainder. */
export const readOwnCatalog = (catalog: OscalCatalog): PackTree => {
  const { metadata, groups = [] } = catalog;
  const { props } = metadata;
  const resources = catalog["back-matter"]?.resources ?? [];
  const sources = resources.filter((resource) => fenjiValue(resource.props, "id") !== undefined);
  const idByUuid = new Map(sources.map((one) => [one.uuid, fenjiValue(one.props, "id") ?? ""]));
  return {
    header: {
      id: fenjiValue(props, "pack-id"),
      version: metadata.version,
      title: text(fenjiValue(props, "title-zh"), metadata.title),
      summary: text("", metadata.remarks),
      standing: fenjiValue(props, "standing"),
      effectiveFrom: fenjiValue(props, "effective-from") ?? null,
      effectiveTo: fenjiValue(props, "effective-to") ?? null,
      sources: sources.map(readSource),
    },
    domains: groups.map((group) => ({
      id: fenjiValue(group.props, "id") ?? group.id,
      name: text(fenjiValue(group.props, "title-zh"), group.title),
    })),
    requirements: groups.flatMap((group) =>
      (group.controls ?? []).map((control) =>
        readControl(control, { domain: fenjiValue(group.props, "id") ?? group.id, idByUuid }),
      ),
    ),
  };
};

const readSource = ({ title, description, props }: OscalResource) => ({
  id: fenjiValue(props, "id"),
  title: text(fenjiValue(props, "title-zh"), title),
  number: fenjiValue(props, "number") ?? null,
  issued: fenjiValue(props, "issued") ?? null,
  note: description === undefined ? null : text(fenjiValue(props, "note-zh"), description),
});

const proseOf = (part: OscalPart | undefined) =>
  text(
    part?.parts?.find(({ name, ns }) => name === "translation" && ns === fenjiNamespace)?.prose,
    part?.prose,
  );

interface Around {
  readonly domain: string | undefined;
  readonly idByUuid: ReadonlyMap<string, string>;
}

const numberIn = (value: string | undefined): number | undefined =>
  value === undefined ? undefined : Number(value);

const readControl = (control: OscalControl, { domain, idByUuid }: Around) => {
  const { props, parts = [], links = [] } = control;
  const named = (name: string): readonly OscalPart[] => parts.filter((part) => part.name === name);
  const reference = links.find(({ rel }) => rel === "reference");
  const source = idByUuid.get(reference?.href.slice(1) ?? "");
  const methods = named("assessment-method");
  const refs = (vocabulary: string): readonly string[] =>
    fenjiValues(props, `crosswalk-${vocabulary}`);
  return {
    id: fenjiValue(props, "id") ?? control.id,
    type: fenjiValue(props, "type"),
    domain,
    fromGrade: numberIn(fenjiValue(props, "from-grade")),
    title: text(fenjiValue(props, "title-zh"), control.title),
    text: proseOf(named("statement")[0]),
    methods: methods.map((part) =>
      (part.props?.find(({ name }) => name === "method")?.value ?? "").toLowerCase(),
    ),
    procedure: proseOf(methods[0]),
    elements: named("assessment-objective").map(readObjective),
    crosswalk: {
      icsGuide2024: refs("icsGuide2024").map(Number),
      mlps: refs("mlps"),
      nist80053r5: refs("nist80053r5"),
      iec62443: refs("iec62443"),
    },
    citation: source === undefined ? null : { source, clause: reference?.text ?? null },
    standing: fenjiValue(props, "standing"),
    closes: fenjiValues(props, "closed-by"),
    effort: {
      personDays: numberIn(fenjiValue(props, "person-days")),
      costCny: numberIn(fenjiValue(props, "cost-cny")),
      standing: fenjiValue(props, "effort-standing"),
    },
  };
};

const readObjective = (part: OscalPart) => ({
  id: fenjiValue(part.props, "id"),
  text: proseOf(part),
  selectors: fenjiValues(part.props, "selector").map((written) => {
    const [, proves = "", contradicts = "", info = "", check = ""] =
      /^(\S+) (\S+) (\S+) (.*)$/u.exec(written) ?? [];
    const [onInfo = "", minSeverity = null] = info.split(">=");
    return { check, proves, contradicts: contradicts === "contradicts", onInfo, minSeverity };
  }),
});
