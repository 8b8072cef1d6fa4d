// Which room may import which: one row per room, and the rules that hold in all of them.
import type { IForbiddenRuleType } from "dependency-cruiser";

/** Room -> rooms it may import besides itself. Packages of others are checked by `packagesOf`. */
const ROOMS: Record<string, readonly string[]> = {
  "packages/contracts": [],
  "packages/core": ["packages/contracts"],
  "packages/engine": ["packages/core", "packages/contracts"],
  "packages/media": ["packages/core", "packages/contracts"],
  "packages/inference": ["packages/core", "packages/contracts"],
  "packages/store": ["packages/core", "packages/contracts"],
  "packages/sim": ["packages/core", "packages/contracts"],
  "packages/evals": ["packages/core", "packages/contracts", "packages/sim"],
  "apps/server": [
    "packages/contracts",
    "packages/core",
    "packages/engine",
    "packages/media",
    "packages/inference",
    "packages/store",
    "packages/sim",
  ],
  "apps/cli": [
    "packages/contracts",
    "packages/core",
    "packages/engine",
    "packages/media",
    "packages/inference",
    "packages/store",
    "packages/evals",
    "apps/server",
  ],
  "apps/console": ["packages/contracts", "packages/core/src/geometry"],
};

const roomRules: IForbiddenRuleType[] = Object.entries(ROOMS).map(([room, allowed]) => ({
  name: `${room} imports only its own`,
  comment: `${room} may import: ${[room, ...allowed].join(", ")}. Adapters never import each other, the engine or an app; see ARCHITECTURE.md.`,
  severity: "error",
  from: { path: `^${room}/src/` },
  to: { path: "^(packages|apps)/", pathNot: `^(${[room, ...allowed].join("|")})/` },
}));

export const importRules: IForbiddenRuleType[] = [
  ...roomRules,
  {
    name: "no cycles",
    comment: "Arrows go one way; move what both need to where it belongs.",
    severity: "error",
    from: {},
    to: { circular: true, dependencyTypesNot: ["type-only"] },
  },
  {
    name: "core is pure",
    comment:
      "The domain runs from arrays and a clock value: no node modules, no libraries, of the contracts only types, classes, errors and places.",
    severity: "error",
    from: { path: "^packages/core/src/" },
    to: {
      pathNot: "^packages/(core/src/|contracts/src/(classes|errors|scenarios/places)\\.ts)",
      dependencyTypesNot: ["type-only"],
    },
  },
  {
    name: "contracts need zod only",
    comment: "Contracts run in the browser, the server and every worker.",
    severity: "error",
    from: { path: "^packages/contracts/src/" },
    to: { pathNot: "^(packages/contracts/src/|node_modules/zod/)" },
  },
  {
    name: "no way round the package name",
    comment: "Another room is imported by its package name, never by a path into it.",
    severity: "error",
    from: { path: "^(packages|apps)/([^/]+)/" },
    to: { path: "^(packages|apps)/([^/]+)/", pathNot: "^$1/$2/", dependencyTypes: ["local"] },
  },
  {
    name: "video library only behind the media ports",
    comment: "node-av is used by media, and by sim to make its own video.",
    severity: "error",
    from: { pathNot: "^packages/(media|sim)/" },
    to: { path: "node_modules/node-av" },
  },
  {
    name: "inference library only in inference",
    comment: "onnxruntime blocks the event loop; it lives in workers, behind the detector port.",
    severity: "error",
    from: { pathNot: "^packages/inference/" },
    to: { path: "node_modules/onnxruntime" },
  },
];
