/** Reads of filing cases, forms and calendar feeds; keys start with ["filings"], so that filing and answering refresh them. */

import {
  getFilingForm,
  listCalendarFeeds,
  listEnterpriseCases,
  listFilingCases,
  type QueryInputOf,
  type ReplyOf,
} from "@fenji/contract";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import type { WorkSearch } from "../../routes/filing-search.ts";
import { followMs } from "../exchange/exchange-queries.ts";

export type WorkCase = ReplyOf<typeof listFilingCases>["cases"][number];
export type FirmCase = ReplyOf<typeof listEnterpriseCases>["cases"][number];
export type Due = FirmCase["dues"][number];
export type Occasion = FirmCase["mayFile"][number];

const pageSize = 50;

export const worklistQuery = ({ list = "unfiled", type, jurisdiction }: WorkSearch) =>
  infiniteQueryOptions({
    queryKey: ["filings", "work", list, type, jurisdiction],
    queryFn: ({ pageParam, signal }) => {
      const query: QueryInputOf<typeof listFilingCases> = {
        list,
        limit: pageSize,
        ...(type === undefined ? {} : { type }),
        ...(jurisdiction === undefined ? {} : { jurisdiction }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      };
      return client.call(listFilingCases, { query, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: followMs,
  });

export const enterpriseCasesQuery = (enterpriseId: string) =>
  queryOptions({
    queryKey: ["filings", "cases of", enterpriseId],
    queryFn: ({ signal }) => client.call(listEnterpriseCases, { path: { enterpriseId }, signal }),
    refetchInterval: followMs,
  });

export const filingFormQuery = (enterpriseId: string, filingId: string) =>
  queryOptions({
    queryKey: ["filings", "form", enterpriseId, filingId],
    queryFn: ({ signal }) =>
      client.call(getFilingForm, { path: { enterpriseId, filingId }, signal }),
  });

export const calendarFeedsQuery = (enterpriseId: string) =>
  queryOptions({
    queryKey: ["filings", "feeds", enterpriseId],
    queryFn: ({ signal }) => client.call(listCalendarFeeds, { path: { enterpriseId }, signal }),
  });
