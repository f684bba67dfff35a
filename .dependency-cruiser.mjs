/** Which room may know which: packs ← kernel ← regime ← engines ← contract ← server | cli | web. */

const engines = "(grading|evidence|assessment|indicators|access|submission|synthesis)";
const at = (name) => `^packages/${name}/`;
/** Tests may reach further than the code that they test. */
const code = { pathNot: "\\.test\\.tsx?$|/testing/" };

const forbid = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

export default {
  forbidden: [
    forbid(
      "no-cycles",
      "A knot of files cannot be understood one at a time.",
      {},
      { circular: true },
    ),
    forbid(
      "resolvable",
      "Every import resolves, or its boundary is unknown. Peers of the benchmarks are installed apart.",
      { pathNot: "^bench/" },
      { couldNotResolve: true },
    ),
    forbid(
      "kernel-knows-nobody",
      "The kernel is what everyone shares.",
      { path: at("kernel"), ...code },
      { path: "^packages/(?!kernel/)" },
    ),
    forbid(
      "regime-knows-kernel",
      "Packs are read without engines.",
      { path: at("regime"), ...code },
      { path: "^packages/(?!kernel/|regime/)" },
    ),
    forbid(
      "engine-not-engine",
      "Engines meet only along the pipeline: evidence → assessment.",
      { path: `^packages/${engines}/`, ...code },
      { path: `^packages/${engines}/`, pathNot: ["^packages/$1/", "^packages/evidence/"] },
    ),
    forbid(
      "evidence-only-to-assessment",
      "Only assessment reads evidence.",
      { path: "^packages/(grading|indicators|access|submission|synthesis)/", ...code },
      { path: at("evidence") },
    ),
    forbid(
      "knows-only-kernel",
      "A decision and a submission are about any regime, so they know none.",
      { path: "^packages/(access|submission)/", ...code },
      { path: "^packages/", pathNot: ["^packages/$1/", "^packages/kernel/"] },
    ),
    forbid(
      "engine-knows-no-edge",
      "An engine runs anywhere: no contract, server, page, command or file.",
      { path: `^packages/(kernel|regime|${engines.slice(1, -1)})/`, ...code },
      { path: "^packages/(contract|intake|server|cli|web)/" },
    ),
    forbid(
      "engine-is-pure",
      "Files, network and time come in as arguments.",
      { path: `^packages/(kernel|regime|${engines.slice(1, -1)})/`, ...code },
      { dependencyTypes: ["core"] },
    ),
    forbid(
      "contract-is-types",
      "The contract knows words, packs, decisions and submissions.",
      { path: at("contract"), ...code },
      { path: "^packages/(?!kernel/|regime/|access/|submission/|contract/)" },
    ),
    forbid(
      "web-not-server",
      "The page speaks the contract, not the server's code.",
      { path: at("web"), ...code },
      { path: "^packages/(server|cli|intake)/" },
    ),
    forbid(
      "web-not-node",
      "The page runs in a browser.",
      { path: "^packages/web/src/", ...code },
      { dependencyTypes: ["core"] },
    ),
    forbid(
      "cli-not-server",
      "Commands use engines or the contract.",
      { path: at("cli"), ...code },
      { path: "^packages/(server|web)/" },
    ),
    forbid(
      "server-not-page",
      "The server serves files, not modules, of the page.",
      { path: at("server"), ...code },
      { path: "^packages/(web|cli)/" },
    ),
    forbid(
      "feature-by-its-public",
      "Features meet at public.ts.",
      { path: "^packages/server/src/features/([^/]+)/", ...code },
      {
        path: "^packages/server/src/features/([^/]+)/",
        pathNot: ["^packages/server/src/features/$1/", "/public\\.ts$"],
      },
    ),
    forbid(
      "platform-below-features",
      "The platform carries features and knows none.",
      { path: "^packages/server/src/platform/", ...code },
      { path: "^packages/server/src/features/" },
    ),
    forbid(
      "only-ui-draws-tables",
      "Raw tables live in ui/, so that every table behaves alike.",
      { path: "^packages/web/src/(?!ui/)" },
      { path: "antd/(es|lib)/table" },
    ),
    forbid(
      "no-tests-in-code",
      "Code does not import tests.",
      { pathNot: ["\\.test\\.tsx?$", "^tests/", "^bench/", "^vitest"] },
      { path: "\\.test\\.tsx?$" },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|node_modules/.cache)/" },
    tsPreCompilationDeps: true,
    parser: "swc",
    detectProcessBuiltinModuleCalls: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
