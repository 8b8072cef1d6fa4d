// The six places that the demo site watches.
import { libraryDoor } from "../scenes/library-door.ts";
import { marketSquare } from "../scenes/market-square.ts";
import { millLane } from "../scenes/mill-lane.ts";
import type { SceneDefinition } from "../scenes/scene.ts";
import { schoolStreet } from "../scenes/school-street.ts";
import { stationJunction } from "../scenes/station-junction.ts";
import { worksYard } from "../scenes/works-yard.ts";

export const demoScenes: readonly SceneDefinition[] = [
  schoolStreet,
  millLane,
  worksYard,
  marketSquare,
  stationJunction,
  libraryDoor,
];
