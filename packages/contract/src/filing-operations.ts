/** Operations of filing: firms file, supervisors review, what is due is told. */

import type { Endpoint } from "./endpoint.ts";
import { declareScope, listEnterpriseCases, listFilingCases } from "./filing-cases.ts";
import {
  createCalendarFeed,
  downloadCalendar,
  downloadFilingForm,
  getFilingForm,
  listCalendarFeeds,
  readCalendarFeed,
  revokeCalendarFeed,
} from "./filing-forms.ts";
import {
  answerFilings,
  changeReasonTemplate,
  createReasonTemplate,
  listReasonTemplates,
  removeReasonTemplate,
  reviewFiling,
  suggestReasons,
} from "./filing-review.ts";
import {
  answerFiling,
  getFiling,
  listEnterpriseFilings,
  listFilings,
  previewFiling,
  submitFiling,
} from "./filings.ts";

export const filingOperations: readonly Endpoint[] = [
  previewFiling,
  submitFiling,
  listFilings,
  listEnterpriseFilings,
  getFiling,
  answerFiling,
  listFilingCases,
  listEnterpriseCases,
  declareScope,
  reviewFiling,
  answerFilings,
  suggestReasons,
  listReasonTemplates,
  createReasonTemplate,
  changeReasonTemplate,
  removeReasonTemplate,
  getFilingForm,
  downloadFilingForm,
  downloadCalendar,
  readCalendarFeed,
  listCalendarFeeds,
  createCalendarFeed,
  revokeCalendarFeed,
];
