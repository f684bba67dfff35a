/** Grades facts as they are typed. */

import {
  previewGrading,
  type getEnterprise,
  type GradeReport,
  type ReplyOf,
} from "@fenji/contract";
import type { Facts, Pack } from "@fenji/regime";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import { writable } from "./writable-facts.ts";

export interface Regraded {
  readonly report: GradeReport | undefined;
  readonly error: unknown;
}

type Enterprise = ReplyOf<typeof getEnterprise>;

export const useRegrade = (pack: Pack, enterprise: Enterprise, facts: Facts): Regraded => {
  const { id, version } = pack.header;
  const { data, error } = useQuery({
    queryKey: ["preview", id, version, facts],
    queryFn: ({ signal }) =>
      client.call(previewGrading, {
        body: {
          pack: { id, version },
          object: { id: enterprise.id, name: enterprise.name.zh },
          facts: writable(facts),
        },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  return { report: data, error: error ?? undefined };
};
