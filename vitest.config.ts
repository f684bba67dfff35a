/** Which tests there are: of the packages side by side, and those that start whole nodes one or two at a time. */

import { defineConfig } from "vitest/config";

const shared = { environment: "node", pool: "forks" } as const;

/** Starting real nodes, browsers and databases needs patience and the machine to itself. */
const alone = {
  ...shared,
  fileParallelism: false,
  testTimeout: 240_000,
  hookTimeout: 300_000,
} as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: "unit",
          include: ["packages/**/src/**/*.test.{ts,tsx}"],
          // Guards against hanging, wide enough for a machine that has other work.
          testTimeout: 60_000,
          hookTimeout: 240_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...alone,
          name: "architecture",
          include: ["tests/architecture/**/*.test.ts"],
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...alone,
          // Each file has nodes, ports and folders of its own, and mostly waits for them.
          fileParallelism: true,
          maxWorkers: 2,
          name: "acceptance",
          include: ["tests/acceptance/**/*.test.ts"],
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          ...alone,
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          globalSetup: ["tests/e2e/shared-node.ts"],
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
