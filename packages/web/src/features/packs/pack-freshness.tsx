/** How fast evidence ages by a pack, kind by kind, and how sure each period is. */

import type { Pack } from "@fenji/regime";
import { packsMessages } from "../../i18n/packs/packs-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { StandingStamp } from "../../ui/standing-stamp.tsx";

export const PackFreshness = ({ pack: { freshness } }: { readonly pack: Pack }) => {
  const { freshness: m, standing } = useMessages(packsMessages);
  if (freshness === null) return null;
  return (
    <section className="panel" aria-label={m.title}>
      <header>
        <h2>{m.title}</h2>
        <span className="quiet">{m.note}</span>
      </header>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{m.kind}</th>
              <th scope="col">{m.staleFrom}</th>
              <th scope="col">{m.expiresFrom}</th>
              <th scope="col">{standing}</th>
            </tr>
          </thead>
          <tbody>
            {freshness.rules.map((rule) => (
              <tr key={rule.kind}>
                <th scope="row">{m.kinds[rule.kind]}</th>
                <td>{m.days(rule.freshDays)}</td>
                <td>{m.days(rule.expiresDays)}</td>
                <td>
                  <StandingStamp standing={rule.standing} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};
