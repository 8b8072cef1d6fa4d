// A row of houses side by side along a street.
import type { Mesh } from "../render/mesh.ts";
import { seededRandom } from "../render/random.ts";
import type { Vec2 } from "../render/vector.ts";
import { type HouseStyle, house } from "./house.ts";
import { PALETTE } from "./palette.ts";

const WALLS = [PALETTE.cream, PALETTE.rose, PALETTE.chalk, PALETTE.ochre, PALETTE.sky, PALETTE.sage];
const SHUTTERS = [PALETTE.shutterBlue, PALETTE.shutterGreen, PALETTE.shutterRed, PALETTE.shutterGrey];
const AWNINGS = [PALETTE.shutterRed, PALETTE.shutterGreen, PALETTE.shutterBlue];

export interface RowWishes {
  widthsM: readonly number[];
  seed: number;
  /** Indices of houses with a shop below. */
  shops?: readonly number[];
  floors?: readonly number[];
  litShare?: number;
}

/** Houses from `at` on, their fronts turned by `turn` (0: looking towards -y). */
export function houseRow(mesh: Mesh, at: Vec2, turn: number, wishes: RowWishes): void {
  const random = seededRandom(wishes.seed);
  let along = 0;
  wishes.widthsM.forEach((widthM, i) => {
    const offset = Math.floor(random() * 6);
    const style: HouseStyle = {
      widthM,
      depthM: 8,
      floors: wishes.floors?.[i] ?? 2 + (random() < 0.35 ? 1 : 0),
      wall: WALLS[(i + offset) % WALLS.length]!,
      roof: random() < 0.6 ? PALETTE.terracotta : PALETTE.slate,
      shutter: SHUTTERS[Math.floor(random() * SHUTTERS.length)]!,
      ground: wishes.shops?.includes(i) ? "shop" : "home",
      awning: AWNINGS[i % AWNINGS.length]!,
      litShare: wishes.litShare ?? 0,
      seed: wishes.seed + i,
    };
    mesh.append(house(style), [at[0] + Math.cos(turn) * along, at[1] + Math.sin(turn) * along, 0], turn);
    along += widthM;
  });
}
