// Two projects: rooms on their own, and the whole product in a real browser.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    pool: "forks",
    // How long a poll may wait on a busy machine; what must be quick says so itself.
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 2,
    setupFiles: ["./test/setup/property-seed.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "rooms",
          include: [
            "packages/*/test/**/*.test.ts",
            "apps/*/test/**/*.test.ts",
            "training/labels/test/**/*.test.ts",
            "test/house/**/*.test.ts",
          ],
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "product",
          include: ["test/product/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
