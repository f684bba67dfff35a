/** An address without content, with the next step. */

import { Link } from "@tanstack/react-router";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { PageTitle } from "../../ui/page-title.tsx";

export const NotFoundPage = () => {
  const m = useMessages(shellMessages);
  return (
    <div className="page stack">
      <PageTitle title={m.notFoundTitle} />
      <p>{m.notFoundText}</p>
      <p className="row">
        <Link to="/" className="btn">
          {m.nav.plan}
        </Link>
        <Link to="/enterprises" className="btn">
          {m.nav.enterprises}
        </Link>
      </p>
    </div>
  );
};
