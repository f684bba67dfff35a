/** Words of the frame around every page. */

import type { ShellMessages } from "./zh.ts";

export const en = {
  product: "分级 Fenji",
  skip: "Skip to content",
  mainNav: "Main",
  nav: {
    plan: "Plan",
    enterprises: "Enterprises",
    province: "Province",
    packs: "Packs",
    help: "Help",
    api: "API",
  },
  node: {
    menu: "Node",
    what: ": links, policies and decisions",
    nodes: "Nodes and links",
    policies: "Access policies",
    decisions: "Decision log",
  },
  language: "Language",
  switchLanguage: "中文",
  theme: { label: "Appearance", system: "As the system", light: "Light", dark: "Dark" },
  shortcuts: "Keyboard shortcuts",
  close: "Close",
  loading: "Loading",
  retry: "Try again",
  synthetic: "合成数据 synthetic",
  syntheticWhy: "These records are made by a program; they are not real enterprises.",
  illustrative: "示例规则 illustrative",
  illustrativeWhy:
    "No authority has published these numbers; points, bands and costs here are examples only.",
  selfAssessed: "Self-assessed, subject to verification",
  local: "single user on this machine",
  footer: "Evidence stays in the plant; proof travels.",
  version: (version: string) => `version ${version}`,
  failed: "That did not work",
  offline: "The node does not answer. Check that npm start is still running, then try again.",
  unexpected:
    "The page failed unexpectedly. Reload it; if it happens again, put the text below into a report.",
  reload: "Reload",
  notFoundTitle: "There is no such page",
  notFoundText:
    "Nothing lives at this address. Go back to the plan, or look it up in the registry of enterprises.",
  unknown: "unknown",
  none: "none",
  more: "More",
  shortcutList: [
    ["g p", "Plan"],
    ["g e", "Enterprises"],
    ["g v", "Province"],
    ["g k", "Packs"],
    ["g h", "Help"],
    ["/", "Go to the search box"],
    ["↑ ↓", "Move between requirements"],
    ["Enter", "Open the chosen requirement"],
    ["Esc", "Close what is open"],
    ["?", "Show this list"],
  ],
} satisfies ShellMessages;
