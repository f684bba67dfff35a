/** What a catalog of somebody else says: its controls with their statements, parameters put in as their labels. */

import type { ForeignItem, ForeignPack } from "../foreign/foreign-pack.ts";
import type {
  OscalCatalog,
  OscalControl,
  OscalGroup,
  OscalParam,
  OscalPart,
} from "./oscal-model.ts";

interface Placed {
  readonly control: OscalControl;
  readonly group: string;
}

const nested = (controls: readonly OscalControl[] | undefined, group: string): readonly Placed[] =>
  (controls ?? []).flatMap((control) => [{ control, group }, ...nested(control.controls, group)]);

/** Groups inside groups belong to the outermost. */
const inGroup = (group: OscalGroup, id: string): readonly Placed[] => [
  ...nested(group.controls, id),
  ...(group.groups ?? []).flatMap((inner) => inGroup(inner, id)),
];

const groupId = ({ id }: OscalGroup, index: number): string => id ?? `group-${index + 1}`;

const isWithdrawn = ({ props }: OscalControl): boolean =>
  (props ?? []).some(({ name, value }) => name === "status" && value.toLowerCase() === "withdrawn");

export const foreignCatalog = (catalog: OscalCatalog): ForeignPack => {
  const { metadata, groups = [] } = catalog;
  const loose = nested(catalog.controls, "controls");
  const placed = [
    ...groups.flatMap((group, index) => inGroup(group, groupId(group, index))),
    ...loose,
  ];
  const params = new Map(
    [...(catalog.params ?? []), ...placed.flatMap(({ control }) => control.params ?? [])].map(
      (param) => [param.id, param] as const,
    ),
  );
  const standing = placed.filter(({ control }) => !isWithdrawn(control));
  const withdrawn = placed.length - standing.length;
  return {
    id: metadata.title,
    version: metadata.version,
    title: metadata.title,
    number: metadata.version,
    groups: [
      ...groups.map((group, index) => ({ id: groupId(group, index), title: group.title })),
      ...(loose.length === 0 ? [] : [{ id: "controls", title: "Controls" }]),
    ],
    grades: [],
    items: standing.map(({ control, group }) => itemOf(control, group, params)),
    notes: [
      {
        zh: "参数以其标签写在方括号里；取值由使用者自定。",
        en: "Parameters stand in brackets by their labels; their values are for the user to set.",
      },
      ...(withdrawn === 0
        ? []
        : [
            {
              zh: `已撤销的 ${withdrawn} 个控制项没有收入。`,
              en: `${withdrawn} withdrawn controls were left out.`,
            },
          ]),
    ],
  };
};

type Params = ReadonlyMap<string, OscalParam>;

const itemOf = (control: OscalControl, group: string, params: Params): ForeignItem => {
  const statement = (control.parts ?? []).filter(({ name }) => name === "statement");
  const objectives = (control.parts ?? []).filter(({ name }) => name === "assessment-objective");
  const label = control.props?.find(({ name, ns }) => name === "label" && ns === undefined)?.value;
  const pieces = statement.flatMap((part) => part.parts ?? []);
  return {
    id: control.id,
    group,
    title: label === undefined ? control.title : `${label} ${control.title}`,
    text: filled(statement.map((part) => proseOf(part, "")).join("\n") || control.title, params),
    elements: (pieces.length > 0 ? pieces : objectives).map((part) =>
      filled(proseOf(part, ""), params),
    ),
    grade: 1,
  };
};

/** A part and what is inside it, line by line. */
const proseOf = (part: OscalPart, indent: string): string => {
  const label = part.props?.find(({ name }) => name === "label")?.value;
  const own = [label, part.title, part.prose].filter((word) => word !== undefined && word !== "");
  const inner = (part.parts ?? [])
    .filter(({ name }) => name === part.name || name === "item")
    .map((one) => proseOf(one, `${indent}  `));
  const line = own.length === 0 ? [] : [`${indent}${own.join(" ")}`];
  return [...line, ...inner].join("\n");
};

const insert = /\{\{\s*insert:\s*param,\s*([^\s}]+)\s*\}\}/g;

/** A parameter may choose among texts that hold parameters; more than a few deep is a circle. */
const filled = (text: string, params: Params, depth = 0): string =>
  text.replaceAll(insert, (_whole, id: string) => {
    const param = params.get(id);
    const choice = param?.select?.choice;
    const said = param?.values?.join(", ") ?? choice?.join(" / ") ?? param?.label ?? id;
    return `[${depth < 4 ? filled(said, params, depth + 1) : said}]`;
  });
