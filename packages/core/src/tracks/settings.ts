// The tracker's one setting: everything in seconds, sizes of the thing itself and odds, so that it holds from 2 to 30 frames per second.

export interface TrackerSettings {
  /** A box must score this to begin a track; weaker boxes only carry one on. Range: 0 to 1. */
  sureScore: number;
  /** Boxes below are not looked at. Range: 0 to 1. */
  minScore: number;
  /** Detector noise of a box's place and of its width and height. Unit: sizes of the thing. */
  placeNoise: number;
  sizeNoise: number;
  /** The same, when a pair is judged, across a border of the picture that cuts the box off. */
  cutPlaceNoise: number;
  cutSizeNoise: number;
  /** Errors of looks closer together than this resemble each other: a look then weighs less in what is remembered. Unit: s. */
  correlatedS: number;
  /** How much speed, and the rate at which the box grows, change by chance within one second. Unit: sizes per second. */
  acceleration: number;
  growth: number;
  /** What moves as expected is trusted to go on so: its acceleration counts down to this share (of its square), learnt over `calmS`. */
  calmest: number;
  calmS: number;
  /** The same share for what stood still and vanished, so that it does not take its neighbour's place for its own. */
  stillUnrest: number;
  /** Speed that a new thing may have, and has inwards when it enters over a border. Unit: sizes per second. */
  firstSpeed: number;
  /** How long a speed or a growth lasts when nothing confirms it. Unit: s. */
  fadeS: number;
  /** Largest surprise of a pair: squared standard deviations summed over place and size. */
  gate: number;
  /** Price of leaving a track without a box; a pair may cost at most this, and up to `roomWorth` more in a nearly empty picture. */
  aloneCost: number;
  roomWorth: number;
  /** What full overlap of the expected and the found box takes off the cost. */
  overlapWorth: number;
  /** Extra cost of a pair whose classes differ within one family. */
  otherClassCost: number;
  /** Price of each second without a box, when many things like it are about: what appears may well be another one. */
  goneWorth: number;
  /** Like it is what has up to so many times its area, or that part of it. */
  alikeArea: number;
  /** A track of one look pays for no more than this volume of doubt. Unit: sizes to the fourth. */
  firstDoubt: number;
  /** Sum of scores that proves a thing. Looks closer together than `independentS` count less; time unseen counts `against`. */
  proof: number;
  against: number;
  independentS: number;
  /** An unproved track is dropped after this without a box. Unit: s. */
  unprovedS: number;
  /** A track without a box is still listed for this long. Unit: s. */
  coastS: number;
  /** A lost track is remembered for this long, or for `hiddenS` behind something that is seen. Unit: s. */
  rememberS: number;
  hiddenS: number;
  /** What stood still for `stillAfterS` is remembered `stillMemory` times as long as it stood, at most `stillRememberS`. */
  stillAfterS: number;
  stillMemory: number;
  stillRememberS: number;
  /** A box that overlaps the box of a followed thing of its family more than this begins no track. Range: 0 to 1. */
  birthOverlap: number;
  /** A weaker box, down to this score, begins a track of what drives or is ridden; only its way of so many sizes proves it. */
  weakScore: number;
  weakTravel: number;
  /** ... and it shares no more than this with a followed thing of its family: part of the smaller area. Range: 0 to 1. */
  weakOverlap: number;
  /** Such a track is dropped after this without a box. Unit: s. */
  weakUnprovedS: number;
  /** A box of which this share lies in a larger one of its family is a part of it, unless it is smaller than the second share of it. */
  partInside: number;
  partSmallest: number;
  /** A weak track that was a part at more than this share of its looks proves nothing. */
  partShare: number;
  /** A proved part is not listed while its score is below this share of the whole's. */
  partScore: number;
  /** What has never come so far from where it began (unit: sizes) is not listed while its score, mean over `recentS`, is below this. */
  movedAfter: number;
  doubtfulScore: number;
  recentS: number;
  /** A look-alike that has come so far is a vehicle (unit: sizes), unless a person carries it at more than this share of its looks. */
  drivesAfter: number;
  carriedShare: number;
}

export const defaultTrackerSettings: TrackerSettings = {
  sureScore: 0.4,
  minScore: 0.1,
  placeNoise: 0.08,
  sizeNoise: 0.14,
  cutPlaceNoise: 0.3,
  cutSizeNoise: 0.8,
  correlatedS: 0.1,
  acceleration: 1.3,
  growth: 0.5,
  calmest: 0.15,
  calmS: 0.5,
  stillUnrest: 0.05,
  firstSpeed: 2,
  fadeS: 5,
  gate: 20,
  aloneCost: 6.5,
  roomWorth: 2,
  overlapWorth: 4,
  otherClassCost: 0.5,
  goneWorth: 5,
  alikeArea: 3,
  firstDoubt: 0.01,
  proof: 0.85,
  against: 0.6,
  independentS: 0.2,
  unprovedS: 0.3,
  coastS: 1,
  rememberS: 1.5,
  hiddenS: 4,
  stillAfterS: 4,
  stillMemory: 3,
  stillRememberS: 60,
  birthOverlap: 0.7,
  weakScore: 0.2,
  weakTravel: 0.75,
  weakOverlap: 0.5,
  weakUnprovedS: 0.5,
  partInside: 0.85,
  partSmallest: 0.15,
  partShare: 0.3,
  partScore: 0.6,
  movedAfter: 0.75,
  doubtfulScore: 0.38,
  recentS: 3,
  drivesAfter: 0.75,
  carriedShare: 0.3,
};
