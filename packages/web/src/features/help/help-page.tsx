/** Short help: how to begin, what the verdicts and words mean, what can be read, which keys work. */

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { helpMessages } from "../../i18n/help/help-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { verdicts } from "../../routes/search-params.ts";
import { PageTitle } from "../../ui/page-title.tsx";
import { VerdictMark } from "../../ui/verdict-mark.tsx";
import { formatsQuery } from "../evidence/evidence-queries.ts";
import { ShortcutTable } from "../shell/shortcut-dialog.tsx";
import "./help.css";

export const HelpPage = () => {
  const m = useMessages(helpMessages);
  return (
    <div className="page stack">
      <div className="row">
        <PageTitle title={m.title} />
        <span className="quiet">{m.lead}</span>
      </div>
      <div className="help-grid">
        <HelpPart title={m.stepsTitle}>
          <ol className="help-steps">
            {m.steps.map(([name, what]) => (
              <li key={name}>
                <b>{name}</b> {what}
              </li>
            ))}
          </ol>
        </HelpPart>
        <Terms />
        <HelpPart title={m.keysTitle}>
          <ShortcutTable />
        </HelpPart>
        <Formats />
        <HelpPart title={m.scoreTitle}>
          <p>{m.score}</p>
        </HelpPart>
        <HelpPart title={m.privacyTitle}>
          <p>{m.privacy}</p>
          <p>
            <a href="/api/docs">{m.api}</a>
          </p>
        </HelpPart>
      </div>
    </div>
  );
};

const Terms = () => {
  const m = useMessages(helpMessages);
  return (
    <>
      <HelpPart title={m.verdictsTitle}>
        <dl className="help-terms">
          {verdicts.map((verdict) => (
            <div key={verdict}>
              <dt>
                <VerdictMark verdict={verdict} />
              </dt>
              <dd>{m.verdicts[verdict]}</dd>
            </div>
          ))}
        </dl>
      </HelpPart>
      <HelpPart title={m.wordsTitle}>
        <dl className="help-terms">
          {m.words.map(([word, meaning]) => (
            <div key={word}>
              <dt>
                <b>{word}</b>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </HelpPart>
    </>
  );
};

const Formats = () => {
  const m = useMessages(helpMessages);
  const text = useText();
  const formats = useQuery(formatsQuery).data?.formats ?? [];
  return (
    <HelpPart title={m.formatsTitle}>
      <ul>
        {formats.map(({ format, name }) => (
          <li key={format}>
            {text(name)} <code className="quiet">{format}</code>
          </li>
        ))}
      </ul>
      <p className="quiet small">{m.formatsNote}</p>
    </HelpPart>
  );
};

interface HelpPartProps {
  readonly title: string;
  readonly children: ReactNode;
}

const HelpPart = ({ title, children }: HelpPartProps) => (
  <section className="panel" aria-label={title}>
    <header>
      <h2>{title}</h2>
    </header>
    <div className="body">{children}</div>
  </section>
);
