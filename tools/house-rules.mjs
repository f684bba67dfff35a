/** Lint rules of this house that no linter ships; each says why. */

const BAD_NAMES = /(^|[/\\])(utils?|helpers?|common|misc|managers?|services?)\.tsx?$/;

const noDoubleAssertion = {
  create: (context) => ({
    TSAsExpression(node) {
      const inner = node.expression;
      if (inner.type === "TSAsExpression" && inner.typeAnnotation.type === "TSUnknownKeyword") {
        context.report({
          node,
          message: "`as unknown as` switches the compiler off; narrow with a check instead.",
        });
      }
    },
  }),
};

const opensWithPurpose = {
  create: (context) => ({
    Program(node) {
      const text = context.sourceCode.text.replace(/^#!.*\n/, "").trimStart();
      if (!text.startsWith("/**")) {
        context.report({
          node,
          message: "A file opens with one sentence (/** … */) that says what it is for.",
        });
      }
    },
  }),
};

const namedForItsWork = {
  create: (context) => ({
    Program(node) {
      if (BAD_NAMES.test(context.filename)) {
        context.report({
          node,
          message: "Name the file for what it does; a drawer for everything belongs to nobody.",
        });
      }
    },
  }),
};

const AMBIENT = new Set([
  "process",
  "Buffer",
  "console",
  "fetch",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "crypto",
  "performance",
  "TextDecoder",
  "TextEncoder",
  "window",
  "document",
  "navigator",
  "localStorage",
  "require",
]);

/** An engine is pure: what it needs arrives as an argument, so that it runs anywhere and a test can replay it. */
const pureEngine = {
  create: (context) => {
    const report = (node, what) =>
      context.report({ node, message: `An engine is pure: take ${what} as an argument.` });
    const isGlobal = (node) => {
      for (let scope = context.sourceCode.getScope(node); scope !== null; scope = scope.upper) {
        const variable = scope.set.get(node.name);
        if (variable !== undefined && variable.defs.length > 0) return false;
      }
      return true;
    };
    return {
      Identifier(node) {
        if (!AMBIENT.has(node.name)) return;
        const { parent } = node;
        if (parent.type === "MemberExpression" && parent.property === node && !parent.computed)
          return;
        if (parent.type === "Property" && parent.key === node && !parent.shorthand) return;
        if (/^TS(PropertySignature|MethodSignature)$/.test(parent.type)) return;
        if (isGlobal(node)) report(node, `\`${node.name}\``);
      },
      ImportDeclaration(node) {
        if (node.source.value.startsWith("node:"))
          report(node, `what \`${node.source.value}\` gives`);
      },
      NewExpression(node) {
        if (
          node.callee.type === "Identifier" &&
          node.callee.name === "Date" &&
          node.arguments.length === 0
        ) {
          report(node, "the time");
        }
      },
      MemberExpression(node) {
        const { object, property } = node;
        if (object.type !== "Identifier" || property.type !== "Identifier") return;
        if (object.name === "Date" && property.name === "now") report(node, "the time");
        if (object.name === "Math" && property.name === "random") report(node, "randomness");
      },
    };
  },
};

export default {
  meta: { name: "house" },
  rules: {
    "no-double-assertion": noDoubleAssertion,
    "opens-with-purpose": opensWithPurpose,
    "named-for-its-work": namedForItsWork,
    "pure-engine": pureEngine,
  },
};
