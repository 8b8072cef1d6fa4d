// Everything the console says in English; the keys of all other languages follow these.
import * as alarms from "./alarms.ts";
import * as calibration from "./calibration.ts";
import * as cameraPage from "./camera-page.ts";
import * as cameras from "./cameras.ts";
import * as classNames from "./class-names.ts";
import * as figures from "./figures.ts";
import * as ground from "./ground.ts";
import * as journeys from "./journeys.ts";
import * as kindWords from "./kind-words.ts";
import * as kinds from "./kinds.ts";
import * as now from "./now.ts";
import * as preview from "./preview.ts";
import * as scenarios from "./scenarios.ts";
import * as settings from "./settings.ts";
import * as shell from "./shell.ts";
import * as things from "./things.ts";
import * as why from "./why.ts";

export const en = {
  ...shell,
  ...cameras,
  ...calibration,
  ...cameraPage,
  ...alarms,
  ...figures,
  ...ground,
  ...journeys,
  ...kinds,
  ...kindWords,
  ...now,
  ...preview,
  ...scenarios,
  ...settings,
  ...classNames,
  ...things,
  ...why,
} as const;
