/** The narrow column in which one signs in, and what it says when a link came without its secret. */

import type { ReactNode } from "react";
import { identityMessages } from "../../i18n/identity/identity-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import "./identity.css";

interface SignInFrameProps {
  readonly title: string;
  readonly children: ReactNode;
}

export const SignInFrame = ({ title, children }: SignInFrameProps) => (
  <div className="page">
    <div className="sign-in stack">
      <PageTitle title={title} />
      <div className="panel">
        <div className="body stack">{children}</div>
      </div>
    </div>
  </div>
);

export const LinkIncomplete = () => {
  const m = useMessages(identityMessages);
  return (
    <div className="notice notice-bad" role="alert">
      <strong>{m.linkIncomplete}</strong>
      <p>{m.linkIncompleteText}</p>
    </div>
  );
};
