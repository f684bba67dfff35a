/** The one class of failure: a code from a closed table, with parameters. */

import type { Language, LocalizedText } from "../localized-text.ts";
import { accessErrors } from "./access-errors.ts";
import { assessErrors } from "./assess-errors.ts";
import { authzenErrors } from "./authzen-errors.ts";
import { decisionErrors } from "./decision-errors.ts";
import { engagementErrors } from "./engagement-errors.ts";
import { enterpriseErrors } from "./enterprise-errors.ts";
import { evidenceErrors } from "./evidence-errors.ts";
import { exchangeErrors } from "./exchange-errors.ts";
import { filingErrors } from "./filing-errors.ts";
import { gradingErrors } from "./grading-errors.ts";
import { identityErrors } from "./identity-errors.ts";
import { listErrors } from "./list-errors.ts";
import { packErrors } from "./pack-errors.ts";
import { platformErrors } from "./platform-errors.ts";
import { publicationErrors } from "./publication-errors.ts";
import { simulationErrors } from "./simulation-errors.ts";
import { objectErrors } from "./object-errors.ts";
import { verdictErrors } from "./verdict-errors.ts";
import { uploadErrors } from "./upload-errors.ts";
import { webhookErrors } from "./webhook-errors.ts";
import { whatIfErrors } from "./what-if-errors.ts";

export const errorTable = {
  ...platformErrors,
  ...accessErrors,
  ...identityErrors,
  ...decisionErrors,
  ...packErrors,
  ...enterpriseErrors,
  ...gradingErrors,
  ...evidenceErrors,
  ...assessErrors,
  ...engagementErrors,
  ...verdictErrors,
  ...authzenErrors,
  ...exchangeErrors,
  ...filingErrors,
  ...publicationErrors,
  ...listErrors,
  ...simulationErrors,
  ...webhookErrors,
  ...whatIfErrors,
  ...objectErrors,
  ...uploadErrors,
};

export type ErrorCode = keyof typeof errorTable;

export type ErrorParams = Readonly<Record<string, string | number>>;

/** Fills the `{name}` placeholders of one message. */
export const formatMessage = (template: string, params: ErrorParams): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : String(value);
  });

export const errorMessage = (code: ErrorCode, params: ErrorParams): LocalizedText => ({
  zh: formatMessage(errorTable[code].zh, params),
  en: formatMessage(errorTable[code].en, params),
});

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;

  constructor(code: ErrorCode, params: ErrorParams = {}, options?: { readonly cause?: unknown }) {
    super(errorMessage(code, params).en, options);
    this.name = "AppError";
    this.code = code;
    this.params = params;
  }

  get status(): number {
    return errorTable[this.code].status;
  }

  in(language: Language): string {
    return errorMessage(this.code, this.params)[language];
  }
}
