/** What went wrong, with its remedy and a way to try again. */

import { AppError } from "@fenji/kernel";
import { shellMessages } from "../i18n/shell/shell-messages.ts";
import { useLanguage, useMessages } from "../i18n/language.tsx";

/** The message of a failure in the reader's language; a lost connection gets one too. */
export const useFailureText = (): ((error: unknown) => string) => {
  const { language } = useLanguage();
  const m = useMessages(shellMessages);
  return (error) => (error instanceof AppError ? error.in(language) : m.offline);
};

/** Asking again for what does not exist, or may not be asked, changes nothing. */
const mayPass = (error: unknown): boolean =>
  !(error instanceof AppError) ||
  error.status >= 500 ||
  [401, 408, 409, 429].includes(error.status);

/** Whoever may not see a list has no use for its filters either. */
export const isDenied = (error: unknown): boolean =>
  error instanceof AppError && error.code === "permission.denied";

interface FailureProps {
  readonly error: unknown;
  readonly retry?: () => void;
}

export const Failure = ({ error, retry }: FailureProps) => {
  const m = useMessages(shellMessages);
  const textOf = useFailureText();
  return (
    <div className="notice notice-bad" role="alert">
      <strong>{m.failed}</strong>
      <p>{textOf(error)}</p>
      {retry !== undefined && mayPass(error) && (
        <p>
          <button type="button" className="btn" onClick={retry}>
            {m.retry}
          </button>
        </p>
      )}
    </div>
  );
};
