// Who is in a staged scene of company: people close behind each other, dense groups, people on a scaffold, vehicles alone, in rows, and long ones.
import type { Actor, Look } from "../actors/actor.ts";
import { cyclistLook } from "../actors/cyclist.ts";
import { type LorryShape, lorryLook } from "../actors/lorry.ts";
import { somebody } from "../actors/person.ts";
import { type Pose, posedLook } from "../actors/pose.ts";
import type { Placement } from "../actors/route.ts";
import { busLook, carLook, vanLook } from "../actors/vehicle.ts";
import type { Vec2 } from "../render/vector.ts";
import type { Chance } from "./chance.ts";
import { type Deck, ladderFoot } from "./deck.ts";
import { placeOn, type Stage } from "./place.ts";
import { standing } from "./standing.ts";

/** Share of the moments at which nobody is there. */
const EMPTY = 0.12;
/** How far vehicles keep from everybody. Unit: m. */
const VEHICLE_GAP_M = 4;
/** Share of the moments at which a lorry of any length fills much of the picture; room beside it. Unit: m. */
const WITH_LORRY = 0.14;
const LORRY_M = 9;
/** Room for a row of vehicles, and what is free between two of them. Unit: m. */
const ROW_M = 7;
const BETWEEN_M = { beside: [2.3, 3.4], behind: [5.2, 8.5] } as const;

interface Moment {
  chance: Chance;
  random: () => number;
  stage: Stage;
  momentS: number;
  /** Where something stands, and how far the next one keeps away. */
  taken: [Vec2, number][];
  actors: Actor[];
}

/** Everybody of one moment; they are there for less than a second around it. */
export function companyAt(
  chance: Chance,
  random: () => number,
  stage: Stage,
  momentS: number,
  deck: Deck | null,
): Actor[] {
  if (chance.happens(EMPTY)) return [];
  const moment: Moment = { chance, random, stage, momentS, taken: [], actors: [] };
  if (deck && chance.happens(0.75)) work(moment, deck);
  if (chance.happens(WITH_LORRY)) haul(moment);
  const traffic = chance.happens(0.4);
  if (traffic) for (let n = chance.whole(1, 2); n > 0; n--) drive(moment);
  if (traffic && chance.happens(0.6)) row(moment);
  if (traffic && chance.happens(0.4)) return moment.actors;
  for (let n = chance.whole(0, 3); n > 0; n--) file(moment);
  if (chance.happens(0.6)) gather(moment);
  for (let n = chance.whole(0, 2); n > 0; n--) person(moment, free(moment, 0.9));
  if (chance.happens(0.3)) ride(moment);
  return moment.actors;
}

/** Two or three who walk one right behind the other, towards the camera, away from it or across. */
function file(moment: Moment): void {
  const { chance } = moment;
  const first = free(moment, 2.5);
  if (!first) return;
  const way = chance.happens(0.7) ? chance.between(-0.25, 0.25) + Math.PI / 2 : chance.between(0, Math.PI);
  const heading = chance.happens(0.6) ? way + Math.PI : way;
  for (let n = chance.whole(2, 3), alongM = 0; n > 0; n--, alongM += chance.between(0.6, 1.9)) {
    const asideM = chance.between(-0.45, 0.45);
    const at: Vec2 = [
      first[0] + Math.cos(way) * alongM - Math.sin(way) * asideM,
      first[1] + Math.sin(way) * alongM + Math.cos(way) * asideM,
    ];
    person(moment, at, heading, { kind: "upright" });
  }
}

/** People so close together that some hide others. */
function gather(moment: Moment): void {
  const { chance } = moment;
  const middle = free(moment, 3);
  if (!middle) return;
  const gapM = chance.between(0.5, 1.1);
  const places: Vec2[] = [];
  const count = chance.whole(3, 12);
  const faced = chance.between(0, 6.28);
  const isWalking = chance.happens(0.35);
  for (let tries = 0; places.length < count && tries < 200; tries++) {
    const radiusM = gapM * 2;
    const at: Vec2 = [
      middle[0] + chance.between(-radiusM, radiusM),
      middle[1] + chance.between(-radiusM, radiusM) * 0.8,
    ];
    if (places.every((p) => Math.hypot(p[0] - at[0], p[1] - at[1]) >= gapM)) places.push(at);
  }
  for (const at of places) {
    if (isWalking) person(moment, at, faced + chance.between(-0.2, 0.2), { kind: "upright" });
    else person(moment, at);
  }
}

/** On the deck, at its edge or on the ladder. */
function work(moment: Moment, deck: Deck): void {
  const { chance } = moment;
  const { middle, longM, deepM, highM } = deck;
  for (let n = chance.whole(1, 3); n > 0; n--) {
    const isOnLadder = chance.happens(0.25);
    const at: Vec2 = isOnLadder
      ? [ladderFoot(deck)[0], ladderFoot(deck)[1] - 0.4]
      : [middle[0] + chance.between(-0.46, 0.46) * longM, middle[1] + chance.between(-0.4, 0.4) * deepM];
    const zM = isOnLadder ? highM * chance.between(0.1, 0.8) : highM;
    person(moment, at, isOnLadder ? Math.PI / 2 : undefined, undefined, zM);
  }
}

function person(moment: Moment, at: Vec2 | null, heading?: number, given?: Pose, zM = 0): void {
  if (!at) return;
  const { chance, random, momentS, actors } = moment;
  const pose = given ?? poseOf(chance);
  const outfit = somebody(random, pose.kind === "upright" ? {} : { backpack: null });
  const child = chance.happens(0.08) ? 0.7 : 1;
  const stride = { speedMps: chance.happens(0.7) ? chance.between(0.4, 1.5) : 0, travelledM: chance.between(0, 9) };
  actors.push({
    name: pose.kind,
    className: "person",
    route: standing(at, heading ?? chance.between(0, 6.28), momentS),
    groundM: () => zM,
    look: (placement) =>
      posedLook({ ...outfit, size: outfit.size * child }, { ...placement, ...stride }, placement.x, pose),
  });
}

function poseOf(chance: Chance): Pose {
  if (chance.happens(0.82)) return { kind: "upright" };
  return chance.pick<Pose>([
    { kind: "crouching" },
    { kind: "sitting" },
    { kind: "waving", perSecond: chance.between(0, 1.3) },
  ]);
}

function ride(moment: Moment): void {
  const { chance, random, momentS, actors } = moment;
  const at = free(moment, 1.5);
  if (!at) return;
  const [rider, frame, travelledM] = [somebody(random, { skirt: false }), chance.colour(0.3), chance.between(0, 9)];
  actors.push({
    name: "cyclist",
    className: "bicycle",
    route: standing(at, chance.between(0, 6.28), momentS),
    look: (placement) => cyclistLook(rider, frame, { ...placement, travelledM }),
  });
}

/** A vehicle with nobody near it; most drive across the picture. */
function drive(moment: Moment): void {
  const at = free(moment, VEHICLE_GAP_M);
  if (at) vehicle(moment, at, headingOf(moment.chance));
}

/** A lorry of any length, seen mostly from its side; often its front or its end is beyond the picture. */
function haul(moment: Moment): void {
  const { chance, taken, stage } = moment;
  const awayM = stage.distanceM * chance.between(0.75, 1.9);
  const side = stage.halfWidthM(awayM) * 0.9;
  const at: Vec2 = [chance.between(-side, side), awayM];
  taken.push([at, LORRY_M]);
  vehicle(moment, at, chance.pick([0, Math.PI]) + chance.between(-0.25, 0.25), lorryOf(chance, LONG));
}

/** Vehicles beside or behind each other, so that some hide others, often two alike; at times somebody stands near them. */
function row(moment: Moment): void {
  const { chance } = moment;
  const first = free(moment, ROW_M);
  if (!first) return;
  const heading = headingOf(chance);
  const isBeside = chance.happens(0.6);
  const [low, high] = isBeside ? BETWEEN_M.beside : BETWEEN_M.behind;
  const way = isBeside ? heading + Math.PI / 2 : heading;
  const like = chance.happens(0.5) ? vehicleOf(chance) : null;
  for (let n = chance.whole(2, 4), alongM = 0; n > 0; n--, alongM += chance.between(low, high)) {
    const asideM = isBeside ? chance.between(-1.5, 1.5) : chance.between(-0.3, 0.3);
    const at: Vec2 = [
      first[0] + Math.cos(way) * alongM - Math.sin(way) * asideM,
      first[1] + Math.sin(way) * alongM + Math.cos(way) * asideM,
    ];
    vehicle(moment, at, heading + chance.between(-0.06, 0.06), like ?? undefined);
  }
  for (let n = chance.whole(0, 2); n > 0; n--) {
    const away = chance.between(0, 6.28);
    const awayM = chance.between(2.8, 5.5);
    person(moment, [first[0] + Math.cos(away) * awayM, first[1] + Math.sin(away) * awayM]);
  }
}

function headingOf(chance: Chance): number {
  return chance.happens(0.6) ? chance.pick([0, Math.PI]) + chance.between(-0.35, 0.35) : chance.between(0, 6.28);
}

type Drawn = readonly [className: string, look: (placement: Placement, timeS: number) => Look];

function vehicle({ chance, momentS, actors }: Moment, at: Vec2, heading: number, drawn?: Drawn): void {
  const [className, look] = drawn ?? vehicleOf(chance);
  actors.push({ name: "vehicle", className, route: standing(at, heading, momentS), look });
}

/** By day or with its lights on. */
function vehicleOf(chance: Chance): Drawn {
  const lights = {
    headlights: chance.happens(0.3),
    brake: chance.happens(0.3),
    hazard: chance.happens(0.1),
  };
  const [colour, other] = [chance.colour(chance.between(0, 1)), chance.colour(chance.between(0.2, 1))];
  return chance.pick<() => Drawn>([
    () => ["truck", (_, timeS) => vanLook(colour, lights, timeS)],
    () => ["truck", (_, timeS) => vanLook(colour, lights, timeS)],
    () => lorryOf(chance, SHORT),
    () => ["bus", (_, timeS) => busLook(colour, other, lights, timeS)],
    () => ["car", (_, timeS) => carLook("hatchback", colour, lights, timeS)],
    () => ["car", (_, timeS) => carLook("hatchback", colour, lights, timeS)],
    () => ["car", (_, timeS) => carLook("saloon", colour, lights, timeS)],
    () => ["car", (_, timeS) => carLook("estate", colour, lights, timeS)],
  ])();
}

const SHORT: readonly LorryShape[] = ["two-axle lorry", "three-axle lorry"];
const LONG: readonly LorryShape[] = [...SHORT, "four-axle artic", "five-axle artic"];

function lorryOf(chance: Chance, shapes: readonly LorryShape[]): Drawn {
  const lights = { headlights: chance.happens(0.3), brake: chance.happens(0.3), hazard: chance.happens(0.1) };
  const shape = chance.pick(shapes);
  const [cab, load] = [chance.colour(chance.between(0, 1)), chance.colour(chance.between(0.2, 1))];
  return ["truck", (_, timeS) => lorryLook(shape, cab, load, lights, timeS)];
}

function free({ chance, stage, taken }: Moment, gapM: number): Vec2 | null {
  for (let tries = 0; tries < 30; tries++) {
    const at = placeOn(chance, stage);
    if (taken.some(([p, gap]) => Math.hypot(p[0] - at[0], p[1] - at[1]) < Math.max(gap, gapM))) continue;
    taken.push([at, gapM]);
    return at;
  }
  return null;
}
