/** The part of OSCAL that Fenji writes and reads (catalog and profile models, OSCAL 1.1), with limits of its own. */

import { z } from "zod";

/** Of every property that OSCAL has no name for. */
export const fenjiNamespace = "urn:fenji:ns:oscal:1";
export const oscalVersion = "1.1.3";

const word = z.string().max(400);
const prose = z.string().max(200_000);

const propSchema = z.object({
  name: word,
  ns: word.optional(),
  value: z.string().max(20_000),
  class: word.optional(),
});

export type OscalProp = z.infer<typeof propSchema>;

const linkSchema = z.object({
  href: z.string().max(4_000),
  rel: word.optional(),
  text: z.string().max(4_000).optional(),
});

const paramSchema = z.object({
  id: word,
  label: z.string().max(4_000).optional(),
  values: z.array(z.string().max(4_000)).max(100).optional(),
  select: z
    .object({
      "how-many": word.optional(),
      choice: z.array(z.string().max(4_000)).max(100).optional(),
    })
    .optional(),
});

export type OscalParam = z.infer<typeof paramSchema>;

export interface OscalPart {
  readonly id?: string | undefined;
  readonly name: string;
  readonly ns?: string | undefined;
  readonly class?: string | undefined;
  readonly title?: string | undefined;
  readonly props?: OscalProp[] | undefined;
  readonly prose?: string | undefined;
  readonly parts?: OscalPart[] | undefined;
}

const partSchema: z.ZodType<OscalPart> = z.lazy(() =>
  z.object({
    id: word.optional(),
    name: word,
    ns: word.optional(),
    class: word.optional(),
    title: z.string().max(4_000).optional(),
    props: z.array(propSchema).max(2_000).optional(),
    prose: prose.optional(),
    parts: z.array(partSchema).max(500).optional(),
  }),
);

export interface OscalControl {
  readonly id: string;
  readonly class?: string | undefined;
  readonly title: string;
  readonly params?: OscalParam[] | undefined;
  readonly props?: OscalProp[] | undefined;
  readonly links?: z.infer<typeof linkSchema>[] | undefined;
  readonly parts?: OscalPart[] | undefined;
  readonly controls?: OscalControl[] | undefined;
}

const controlSchema: z.ZodType<OscalControl> = z.lazy(() =>
  z.object({
    id: word,
    class: word.optional(),
    title: z.string().max(4_000),
    params: z.array(paramSchema).max(500).optional(),
    props: z.array(propSchema).max(2_000).optional(),
    links: z.array(linkSchema).max(2_000).optional(),
    parts: z.array(partSchema).max(500).optional(),
    controls: z.array(controlSchema).max(500).optional(),
  }),
);

export interface OscalGroup {
  readonly id?: string | undefined;
  readonly class?: string | undefined;
  readonly title: string;
  readonly props?: OscalProp[] | undefined;
  readonly groups?: OscalGroup[] | undefined;
  readonly controls?: OscalControl[] | undefined;
}

const groupSchema: z.ZodType<OscalGroup> = z.lazy(() =>
  z.object({
    id: word.optional(),
    class: word.optional(),
    title: z.string().max(4_000),
    props: z.array(propSchema).max(2_000).optional(),
    groups: z.array(groupSchema).max(500).optional(),
    controls: z.array(controlSchema).max(2_000).optional(),
  }),
);

const resourceSchema = z.object({
  uuid: word,
  title: z.string().max(4_000).optional(),
  description: prose.optional(),
  props: z.array(propSchema).max(200).optional(),
  citation: z.object({ text: z.string().max(20_000) }).optional(),
  base64: z
    .object({
      filename: word.optional(),
      "media-type": word.optional(),
      value: z.string().max(64_000_000),
    })
    .optional(),
});

export type OscalResource = z.infer<typeof resourceSchema>;

const catalogSchema = z.object({
  uuid: word,
  metadata: z.object({
    title: z.string().max(4_000),
    version: word,
    "last-modified": word,
    "oscal-version": word,
    props: z.array(propSchema).max(200).optional(),
    remarks: prose.optional(),
  }),
  params: z.array(paramSchema).max(2_000).optional(),
  controls: z.array(controlSchema).max(2_000).optional(),
  groups: z.array(groupSchema).max(500).optional(),
  "back-matter": z.object({ resources: z.array(resourceSchema).max(5_000).optional() }).optional(),
});

export type OscalCatalog = z.infer<typeof catalogSchema>;

export const catalogFileSchema = z.object({ catalog: catalogSchema });

/** What an engine must not make itself: identifiers from names, the time, and bytes. */
export interface OscalTools {
  /** A version 5 UUID, the same for the same name. */
  readonly uuidOf: (name: string) => string;
  /** With a time zone, e.g. `2026-05-06T00:00:00Z`. */
  readonly now: string;
  readonly toBase64: (text: string) => string;
  readonly fromBase64: (base64: string) => string;
}

/** OSCAL properties hold one line without space at its ends; what does not fit is kept elsewhere. */
export const fenjiProp = (name: string, value: unknown): readonly OscalProp[] => {
  const text = typeof value === "number" || typeof value === "string" ? String(value) : "";
  return /^\S(?:.*\S)?$/u.test(text) ? [{ name, ns: fenjiNamespace, value: text }] : [];
};

export const fenjiValues = (
  props: readonly OscalProp[] | undefined,
  name: string,
): readonly string[] =>
  (props ?? []).flatMap((prop) =>
    prop.ns === fenjiNamespace && prop.name === name ? [prop.value] : [],
  );

export const fenjiValue = (
  props: readonly OscalProp[] | undefined,
  name: string,
): string | undefined => fenjiValues(props, name)[0];

/** OSCAL's tokens begin with a letter or `_`; ids of packs may begin with a digit. */
export const tokenOf = (id: string): string => (/^[\p{L}_]/u.test(id) ? id : `_${id}`);
