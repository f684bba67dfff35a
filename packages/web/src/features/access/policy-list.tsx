/** Every policy: what it does, in words, and its source when wanted. */

import { accessMessages } from "../../i18n/access/access-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import type { Policies } from "./access-queries.ts";

type Policy = Policies["policies"][number];

export const PolicyList = ({ policies }: { readonly policies: Policies }) => {
  const m = useMessages(accessMessages).policies;
  const files = [...new Set(policies.policies.map(({ file }) => file))];
  return (
    <section className="panel" aria-label={m.list}>
      <header>
        <h2>{m.list}</h2>
        <span className="quiet small">{m.count(policies.policies.length)}</span>
      </header>
      {files.map((file) => (
        <div key={file}>
          <h3 className="policy-file">
            <code>{file}</code>
          </h3>
          <ul>
            {policies.policies
              .filter((policy) => policy.file === file)
              .map((policy) => (
                <PolicyRow key={policy.id} policy={policy} />
              ))}
          </ul>
        </div>
      ))}
      <details className="policy-schema">
        <summary>{m.schema}</summary>
        <pre className="source">{policies.schema}</pre>
      </details>
    </section>
  );
};

const PolicyRow = ({ policy }: { readonly policy: Policy }) => {
  const m = useMessages(accessMessages).policies;
  const text = useText();
  return (
    <li id={`policy-${policy.id}`} className="policy">
      <EffectMark effect={policy.effect} />
      <div>
        <p>{text(policy)}</p>
        <details>
          <summary className="quiet small">
            <code>{policy.id}</code> · {m.source}
          </summary>
          <pre className="source">{policy.source}</pre>
        </details>
      </div>
    </li>
  );
};

/** The shape tells what the colour repeats. */
export const EffectMark = ({ effect }: { readonly effect: Policy["effect"] }) => {
  const m = useMessages(accessMessages);
  return (
    <span className={effect === "permit" ? "effect effect-permit" : "effect effect-forbid"}>
      <span aria-hidden="true">{effect === "permit" ? "✓" : "✕"}</span> {m.effects[effect]}
    </span>
  );
};
