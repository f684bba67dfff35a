/** Reads of filings, inspections, tasks and roll-ups; keys start with ["filings"]. */

import {
  getFiling,
  listAggregates,
  listEnterpriseFilings,
  listEnterpriseInspections,
  listEnterpriseTasks,
  listFilings,
  listInspections,
  listTasks,
  previewFiling,
  type QueryInputOf,
  type ReplyOf,
} from "@fenji/contract";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import type { FilingsSearch, StateSearch } from "../../routes/search-params.ts";
import { followMs } from "../exchange/exchange-queries.ts";

export type Filing = ReplyOf<typeof listFilings>["filings"][number];
export type FilingDetail = ReplyOf<typeof getFiling>;
export type FilingContent = FilingDetail["content"];
export type Preview = ReplyOf<typeof previewFiling>;
export type Inspection = ReplyOf<typeof listInspections>["inspections"][number];
export type Task = ReplyOf<typeof listTasks>["tasks"][number];
export type Aggregate = ReplyOf<typeof listAggregates>["aggregates"][number];

const paged = {
  initialPageParam: null as string | null,
  getNextPageParam: (last: { readonly nextCursor: string | null }) => last.nextCursor,
  refetchInterval: followMs,
};

const cursorOf = (cursor: string | null) => (cursor === null ? {} : { cursor });

/** On which occasion a firm wants to file; without one the node takes the one that is next. */
export interface FilingWish {
  readonly occasion?: Filing["occasion"] | undefined;
  readonly withOpenItems?: boolean;
}

export const previewQuery = (enterpriseId: string, wish: FilingWish) =>
  queryOptions({
    queryKey: ["filings", "preview", enterpriseId, wish],
    queryFn: ({ signal }) => {
      const query: QueryInputOf<typeof previewFiling> = {
        ...(wish.occasion === undefined ? {} : { occasion: wish.occasion }),
        ...(wish.withOpenItems === true ? { withOpenItems: "true" } : {}),
      };
      return client.call(previewFiling, { path: { enterpriseId }, query, signal });
    },
    staleTime: 0,
  });

export const filingsQuery = ({ q, state, differs, revisions }: FilingsSearch) =>
  infiniteQueryOptions({
    queryKey: ["filings", "queue", q, state, differs, revisions],
    queryFn: ({ pageParam, signal }) => {
      const query: QueryInputOf<typeof listFilings> = {
        ...(q === undefined ? {} : { search: q }),
        ...(state === undefined ? {} : { state }),
        ...(differs === undefined ? {} : { differs: "true" }),
        ...(revisions === undefined ? { current: "true" } : {}),
        ...cursorOf(pageParam),
      };
      return client.call(listFilings, { query, signal });
    },
    placeholderData: keepPreviousData,
    ...paged,
  });

export const enterpriseFilingsQuery = (enterpriseId: string) =>
  queryOptions({
    queryKey: ["filings", "of", enterpriseId],
    queryFn: ({ signal }) =>
      client.call(listEnterpriseFilings, {
        path: { enterpriseId },
        query: { limit: 100 },
        signal,
      }),
    refetchInterval: followMs,
  });

export const filingQuery = (enterpriseId: string, filingId: string) =>
  queryOptions({
    queryKey: ["filings", "one", enterpriseId, filingId],
    queryFn: ({ signal }) => client.call(getFiling, { path: { enterpriseId, filingId }, signal }),
    refetchInterval: followMs,
  });

const inspectionStates = ["asked", "released", "refused"] as const;

export const inspectionsQuery = ({ state }: StateSearch) =>
  infiniteQueryOptions({
    queryKey: ["filings", "inspections", state],
    queryFn: ({ pageParam, signal }) => {
      const known = inspectionStates.find((one) => one === state);
      return client.call(listInspections, {
        query: { ...(known === undefined ? {} : { state: known }), ...cursorOf(pageParam) },
        signal,
      });
    },
    ...paged,
  });

export const enterpriseInspectionsQuery = (enterpriseId: string) =>
  queryOptions({
    queryKey: ["filings", "inspections of", enterpriseId],
    queryFn: ({ signal }) =>
      client.call(listEnterpriseInspections, { path: { enterpriseId }, query: {}, signal }),
    refetchInterval: followMs,
  });

const taskStates = ["sent", "seen", "done"] as const;

export const tasksQuery = ({ state }: StateSearch) =>
  infiniteQueryOptions({
    queryKey: ["filings", "tasks", state],
    queryFn: ({ pageParam, signal }) => {
      const known = taskStates.find((one) => one === state);
      return client.call(listTasks, {
        query: { ...(known === undefined ? {} : { state: known }), ...cursorOf(pageParam) },
        signal,
      });
    },
    ...paged,
  });

export const enterpriseTasksQuery = (enterpriseId: string) =>
  queryOptions({
    queryKey: ["filings", "tasks of", enterpriseId],
    queryFn: ({ signal }) =>
      client.call(listEnterpriseTasks, { path: { enterpriseId }, query: {}, signal }),
    refetchInterval: followMs,
  });

export const aggregatesQuery = infiniteQueryOptions({
  queryKey: ["filings", "aggregates"],
  queryFn: ({ pageParam, signal }) =>
    client.call(listAggregates, { query: cursorOf(pageParam), signal }),
  ...paged,
});
