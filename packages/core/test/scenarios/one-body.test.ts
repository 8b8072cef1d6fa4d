// One body that two tracks follow is told once, whichever of the tracks lasts; whoever only passes by is somebody else.
import { describe, expect, it } from "vitest";
import { type Actor, first, noise, type Path, stand, walk } from "../scenes/stage.ts";
import { told, type Wanted } from "../scenes/yard.ts";

const classes = ["person"];
const kinds: Wanted[] = [
  { id: "a", kind: "intrusion", zone: "yard", classes, minStayS: 1 },
  { id: "b", kind: "loitering", zone: "yard", classes, minStayS: 3 },
  { id: "c", kind: "pavement", zone: "yard", classes, minStayS: 1 },
  { id: "d", kind: "on-tracks", zone: "yard", classes, minStayS: 1 },
];
const against: Wanted = {
  id: "e",
  kind: "wrong-way-zone",
  zone: "yard",
  classes,
  heading: [
    [0.7, 0.5],
    [0.3, 0.5],
  ],
  minTravel: 0.5,
};
const lying: Wanted = { id: "f", kind: "lying", zone: "yard", minStayS: 3 };

/** Walks in, stands a while, walks on within the yard, and stands there until it is gone. */
const body: Path = first(
  walk([0.2, 0.55], [0.4, 0.55], 0, 3_000),
  stand([0.4, 0.55], 3_000, 9_000),
  walk([0.4, 0.55], [0.6, 0.55], 9_000, 12_000),
  stand([0.6, 0.55], 12_000, 40_000),
);
const until =
  (endMs: number, path: Path): Path =>
  (ms) =>
    ms < endMs ? path(ms) : null;
const from =
  (beginMs: number, path: Path): Path =>
  (ms) =>
    ms >= beginMs ? path(ms) : null;
/** The surer box, and a looser one of the same body. */
const sure = (path: Path): Actor => ({ id: 1, path });
const loose = (path: Path): Actor => ({ id: 2, score: 0.55, size: [0.09, 0.135], path });
const said = (wanted: Wanted, actors: Actor[], fps = 5) => told(wanted, actors, 70_000, fps).map(({ at }) => at);
const starts = (wanted: Wanted, actors: Actor[], fps = 5) =>
  said(wanted, actors, fps).filter((at) => at.startsWith("started"));

describe("ZN-7 one body in two tracks, of which the told one ends", () => {
  const ends: [string, number][] = [
    ["while the body stands", 7_000],
    ["just before it walks on", 8_800],
    ["while it walks", 10_000],
  ];
  for (const wanted of kinds)
    it.each(ends)(`${wanted.kind}: %s, is told once and ends when the body is gone`, (_, endMs) => {
      for (const fps of [2, 5, 10]) {
        const events = said(wanted, [sure(until(endMs, body)), loose(from(1_500, body))], fps);
        expect(events).toEqual([expect.stringMatching(/^started/), "ended 40000"]);
      }
    });

  it("wrong-way-zone: who goes on against the direction is told once", () => {
    const goes = walk([0.32, 0.55], [0.68, 0.55], 0, 12_000);
    expect(said(against, [sure(until(6_000, goes)), loose(goes)])).toHaveLength(1);
  });

  it("lying: who lies there is told once", () => {
    const path = first(walk([0.4, 0.55], [0.5, 0.55], 0, 4_000), stand([0.5, 0.55], 4_000, 15_000));
    const tight: Actor = { id: 1, size: (ms) => (ms < 4_200 ? [0.05, 0.3] : [0.16, 0.1]), path };
    const wide: Actor = { id: 2, size: [0.17, 0.11], score: 0.55, path: stand([0.5, 0.555], 5_000, 50_000) };
    expect(said(lying, [tight, wide])).toEqual([expect.stringMatching(/^started/), "ended 50000"]);
  });

  it("goes back and forth between its two tracks", () => {
    const next = noise(3);
    let shown = 0;
    const blinking = (which: number): Path => {
      return (ms) => {
        if (ms % 3_000 === 0) shown = ms < 3_000 ? 0 : 1 + Math.round((next() + 1) / 2);
        return shown === 0 || shown === which ? body(ms) : null;
      };
    };
    expect(starts(kinds[0]!, [sure(blinking(1)), loose(blinking(2))])).toHaveLength(1);
  });
});

describe("ZN-7 somebody else", () => {
  const stays = until(14_000, stand([0.5, 0.55], 0, 60_000));

  it.each(kinds)("$kind: who came up to somebody who is then lost from sight is told", (wanted) => {
    const comes = first(walk([0.32, 0.55], [0.49, 0.55], 8_000, 13_000), stand([0.49, 0.55], 13_000, 14_000));
    const goes = first(comes, walk([0.49, 0.55], [0.66, 0.55], 14_000, 20_000), stand([0.66, 0.55], 20_000, 60_000));
    expect(starts(wanted, [sure(stays), { id: 2, score: 0.55, path: goes }])).toHaveLength(2);
  });

  it.each(kinds)("$kind: whose second box parts from the body before that is lost is told", (wanted) => {
    const parts = first(
      stand([0.5, 0.55], 2_000, 10_000),
      walk([0.5, 0.55], [0.65, 0.55], 10_000, 13_000),
      stand([0.65, 0.55], 13_000, 60_000),
    );
    expect(starts(wanted, [sure(stays), loose(parts)])).toHaveLength(2);
  });
});
