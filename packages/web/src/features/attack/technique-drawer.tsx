/** One technique beside the matrix: its state and why, and every requirement that stands against it. */

import { getRouteApi, Link } from "@tanstack/react-router";
import { Drawer } from "antd";
import { attackMessages } from "../../i18n/attack/attack-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { AntdFrame } from "../../ui/antd-frame.tsx";
import { VerdictMark } from "../../ui/verdict-mark.tsx";
import { defencesOf, requirementsById } from "./attack-defences.ts";
import type { Attack, AttackTechnique } from "./attack-queries.ts";
import { TechniqueMark } from "./technique-mark.tsx";

const route = getRouteApi("/enterprises/$enterpriseId");

interface TechniqueDrawerProps {
  readonly attack: Attack;
  readonly technique: AttackTechnique;
  readonly onClose: () => void;
}

export const TechniqueDrawer = ({ attack, technique, onClose }: TechniqueDrawerProps) => {
  const m = useMessages(attackMessages);
  const text = useText();
  const { enterpriseId } = route.useParams();
  const defences = defencesOf(technique, requirementsById(attack));
  const under = attack.tactics.filter(({ id }) => technique.tactics.includes(id));
  return (
    <AntdFrame>
      <Drawer
        open
        size="min(620px, 100vw)"
        onClose={onClose}
        closable={{ "aria-label": m.close }}
        title={`${technique.id} ${text(technique.name)}`}
      >
        <div className="stack">
          <p>
            <TechniqueMark state={technique.state} /> · {m.stateWhy[technique.state]}
          </p>
          {technique.withoutWhy !== null && <p className="notice">{text(technique.withoutWhy)}</p>}
          <p className="quiet">
            {m.under}: {under.map(({ name }) => text(name)).join(" · ")}
          </p>
          {defences.length > 0 && <h3>{m.defences}</h3>}
          <ul className="attack-defences">
            {defences.map(({ requirement, does }) => (
              <li key={requirement.id}>
                <VerdictMark verdict={requirement.verdict} />
                <span>
                  <Link
                    to="/enterprises/$enterpriseId/assessment"
                    params={{ enterpriseId }}
                    search={{ type: attack.type, req: requirement.id }}
                  >
                    {requirement.id} {text(requirement.title)}
                  </Link>{" "}
                  <span className="stamp">{m.does[does]}</span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      </Drawer>
    </AntdFrame>
  );
};
