/** `fenji assess --attack`: which attack techniques remain open, through which gaps, on the terminal, as JSON and as a layer. */

import {
  judgeTechniques,
  navigatorLayer,
  techniqueStateNames,
  techniqueStates,
  type AttackView,
  type JudgedTechnique,
} from "@fenji/assessment";
import { AppError, type LocalizedText } from "@fenji/kernel";
import { mappingFor, type Pack, type TechniquePack } from "@fenji/regime";
import { Option, type Command } from "commander";
import type { AssessedType } from "./assess-object.ts";
import { findTechniques } from "./find-pack.ts";
import { say, type Io } from "./io.ts";
import { textTable, type Column } from "./text-table.ts";
import { writePieces } from "./write-pieces.ts";

export interface AttackWish {
  /** true: the techniques that are usual here. */
  readonly attack?: string | true;
  readonly attackLayer?: string;
}

export interface AttackOfType {
  readonly result: AssessedType;
  readonly view: AttackView;
}

export interface AttackAnswer {
  readonly pack: TechniquePack;
  readonly types: readonly AttackOfType[];
}

export const addAttackOptions = (command: Command, io: Io): Command =>
  command
    .addOption(new Option("--attack [pack]", say(io, attackText)))
    .option("--attack-layer <file>", say(io, layerText));

/** null when nobody asks. @throws AppError `pack.*`. */
export const answerAttack = async (
  { attack, attackLayer }: AttackWish,
  pack: Pack,
  results: readonly AssessedType[],
): Promise<AttackAnswer | null> => {
  if (attack === undefined && attackLayer === undefined) return null;
  const techniques = await findTechniques(attack ?? true);
  const mapping = mappingFor(techniques, pack.header);
  const types = results.map((result) => ({
    result,
    view: judgeTechniques(result.judged, techniques.techniques, mapping),
  }));
  return { pack: techniques, types };
};

/** A layer shows one matrix, so it is about one type. @throws AppError `report.one-type`, `evidence.*`. */
export const saveLayer = async (
  io: Io,
  { pack, types }: AttackAnswer,
  { path, name }: { readonly path: string; readonly name: string },
): Promise<void> => {
  const [only, ...others] = types;
  if (only === undefined || others.length > 0)
    throw new AppError("assess.layer-one-type", {
      types: types.map(({ result }) => result.graded.type).join(", "),
    });
  const layer = navigatorLayer({ ...pack.header, ...pack }, only.view.techniques, {
    name,
    language: io.lang,
  });
  await writePieces(path, [`${JSON.stringify(layer, null, 2)}\n`]);
};

export const attackJson = ({ pack, types }: AttackAnswer) => ({
  pack: { id: pack.header.id, version: pack.header.version },
  notice: pack.header.notice,
  results: types.map(({ result, view }) => ({
    type: result.graded.type,
    counts: view.counts,
    techniques: view.techniques.map(({ technique, state, defences, withoutWhy }) => ({
      technique: technique.id,
      name: technique.name,
      tactics: technique.tactics,
      state,
      withoutWhy,
      requirements: defences.map(({ requirement, verdict, does }) => ({
        requirement: requirement.id,
        verdict,
        does,
      })),
    })),
    levers: view.levers.map(({ requirement, verdict, alone, touches }) => ({
      requirement: requirement.id,
      verdict,
      alone,
      touches,
    })),
  })),
});

/** Levers beyond these do little; `--json` has them all. */
const leversShown = 10;

export const printAttack = async (io: Io, { pack, types }: AttackAnswer): Promise<void> => {
  await io.stdout.write(
    `\n${say(io, pack.header.title)} (${pack.header.id}@${pack.header.version})\n`,
  );
  await io.stdout.write(`⚠ ${say(io, pack.header.notice)}\n`);
  for (const { result, view } of types) {
    const counts = techniqueStates
      .map((state) => `${say(io, techniqueStateNames[state])} ${view.counts[state]}`)
      .join(" · ");
    await io.stdout.write(`\n■ ${result.graded.type} · ${counts}\n`);
    await io.stdout.write(techniqueTable(io, view));
    if (view.levers.length > 0) await io.stdout.write(leverTable(io, view));
  }
};

const left = (io: Io, heading: LocalizedText): Column => ({
  heading: say(io, heading),
  align: "left",
});

/** What to find out first stands beside what to close. */
const techniqueTable = (io: Io, { techniques }: AttackView): string => {
  const columns: Column[] = [
    { heading: "  ", align: "left" },
    left(io, { zh: "状态", en: "state" }),
    left(io, { zh: "技术", en: "technique" }),
    left(io, { zh: "由于", en: "through" }),
  ];
  const rows = techniqueStates.flatMap((wanted) =>
    techniques
      .filter(({ state }) => state === wanted && state !== "unmapped" && state !== "covered")
      .map((judged) => [
        `  ${judged.technique.id}`,
        say(io, techniqueStateNames[judged.state]),
        say(io, judged.technique.name),
        through(judged),
      ]),
  );
  return rows.length === 0 ? "" : textTable(columns, rows);
};

const through = ({ state, defences }: JudgedTechnique): string => {
  const gaps = defences.filter(({ verdict }) => verdict === "notMet" || verdict === "partlyMet");
  const shown = state === "unknown" ? defences.filter(({ verdict }) => verdict !== "met") : gaps;
  return shown.map(({ requirement }) => requirement.id).join(" ");
};

const leverTable = (io: Io, { levers }: AttackView): string => {
  const columns: Column[] = [
    { heading: "  ", align: "left" },
    { heading: say(io, { zh: "单独关闭", en: "closes alone" }), align: "right" },
    { heading: say(io, { zh: "涉及", en: "touches" }), align: "right" },
    left(io, { zh: "要求", en: "requirement" }),
  ];
  const rows = levers
    .slice(0, leversShown)
    .map(({ requirement, alone, touches }) => [
      `  ${requirement.id}`,
      String(alone.length),
      String(touches.length),
      say(io, requirement.title),
    ]);
  const heading = say(io, {
    zh: "先补哪一条：单独挡住的技术最多者在前",
    en: "What to close first: what alone leaves most techniques open",
  });
  return `\n${heading}\n${textTable(columns, rows)}`;
};

const attackText = {
  zh: "另列出仍未挡住的攻击技术及其差距；可指定技术包（编号@版本或文件夹），缺省为所带的最新版",
  en: "list the attack techniques that remain open too, and through which gaps; a pack of techniques may be named (id@version or a folder), by default the newest shipped",
};

const layerText = {
  zh: "另写成 ATT&CK Navigator 图层（JSON）；只写一个类型",
  en: "write a layer of ATT&CK Navigator too (JSON); about one type",
};
