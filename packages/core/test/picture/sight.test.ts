// The camera's own sight: what is told of it, how soon, and what must never be told.
import { describe, expect, it } from "vitest";
import { createSightWatch, isSightLost, type Sight } from "../../src/picture/index.ts";
import { blocks, type Paint, STREET, type ViewOptions, viewPicture } from "../scenes/view-stage.ts";

/** Shows a picture a second; returns each new condition with its second. */
function watch(seconds: number, at: (second: number) => ViewOptions): { told: [number, string][]; sight: Sight } {
  const sightWatch = createSightWatch();
  const told: [number, string][] = [];
  let last = "clear";
  for (let second = 0; second < seconds; second++) {
    const { condition } = sightWatch.step(viewPicture({ frame: second, ...at(second) }), second * 1000);
    if (condition !== last) told.push([second, condition]);
    last = condition;
  }
  return { told, sight: sightWatch.sight };
}

/** The same over hours, a picture a second at first and one in twenty later. */
function watchSparsely(seconds: number, at: (second: number) => ViewOptions): { told: [number, string][] } {
  const sightWatch = createSightWatch();
  const told: [number, string][] = [];
  for (let s = 0, n = 0; s < seconds; s += s < 60 ? 1 : 60, n++) {
    const { condition } = sightWatch.step(viewPicture({ frame: n, ...at(s) }), s * 1000);
    if (condition !== (told.at(-1)?.[1] ?? "clear")) told.push([s, condition]);
  }
  return { told };
}

const from =
  (second: number, change: ViewOptions, before: ViewOptions = {}) =>
  (now: number) =>
    now >= second ? { ...before, ...change } : before;

const elsewhere = blocks(7);
const turned = (x: number, y: number) => STREET(x + 0.2, y);
const turnedUp = (x: number, y: number) => STREET(x + 6 / 32, y - 2 / 18);
const blurred = (x: number, y: number) => {
  const sum = [0, 0, 0];
  for (let dy = -3; dy <= 3; dy++)
    for (let dx = -3; dx <= 3; dx++)
      STREET(x + dx * 0.0125, y + dy * 0.022).forEach((v, k) => {
        sum[k]! += v / 49;
      });
  return sum as unknown as readonly [number, number, number];
};

describe("what somebody did or what is broken", () => {
  it.each<[string, ViewOptions]>([
    ["covered", { paint: () => [40, 36, 30] }],
    ["covered", { paint: () => [190, 186, 180] }],
    ["partly covered", { paint: (x, y) => (Math.hypot(x - 0.5, y - 0.5) < 0.36 ? [60, 58, 50] : null) }],
    ["moved", { view: turned }],
    ["moved", { view: elsewhere }],
    ["blurred", { view: blurred }],
    ["black", { light: 0, grain: 1 }],
    ["frozen", { frame: 12 }],
  ])("VW-1 a %s view is told by its name within 20 s", (name, change) => {
    const { told } = watch(45, from(22, change));
    expect(told).toHaveLength(1);
    const [second, condition] = told[0]!;
    expect(condition).toBe(name);
    expect(second - 22).toBeLessThanOrEqual(20);
  });

  it.each([
    ["partly covered", 0.1, 0.36],
    ["partly covered", 0.15, 0.36],
    ["covered", 0.1, 0.6],
    ["covered", 0.15, 0.6],
  ] as const)(
    "VW-14 %s by paint that lets %f of the contrast through, and the rest as clear as ever",
    (name, through, radius) => {
      const paint: Paint = (x, y, there) =>
        Math.hypot(x - 0.5, y - 0.5) < radius
          ? ([0, 1, 2].map((k) => 180 + through * (there[k]! - 180)) as unknown as [number, number, number])
          : null;
      const { told, sight } = watch(400, from(30, { paint }));
      expect(told).toHaveLength(1);
      const [second, condition] = told[0]!;
      expect(condition).toBe(name);
      expect(second - 30).toBeLessThanOrEqual(20);
      expect(sight.condition, "it stays").toBe(name);
    },
  );

  it("VW-9 a turned camera: how far and in which direction", () => {
    const { sight } = watch(40, from(20, { view: turnedUp }));
    expect(sight.moved!.x).toBeCloseTo(-0.19, 1);
    expect(sight.moved!.y).toBeCloseTo(0.11, 1);
  });

  it("VW-5 the hand is taken away: the sight is back", () => {
    const { told } = watch(60, (s) => (s >= 20 && s < 40 ? { paint: () => [40, 36, 30] } : {}));
    expect(told.map(([, condition]) => condition)).toEqual(["covered", "clear"]);
    expect(told[1]![0]).toBeLessThanOrEqual(45);
  });

  it.each<[string, ViewOptions]>([
    ["moved", { view: elsewhere }],
    ["covered", { paint: () => [40, 36, 30] }],
    ["blurred", { view: blurred }],
  ])("VW-5 a %s view is never taken for the usual one, however long it lasts", (name, change) => {
    const { told } = watchSparsely(6 * 3600, (s) => (s < 20 ? {} : change));
    expect(told.map(([, condition]) => condition)).toEqual([name]);
  });

  it("VW-10 a person's word makes the new view the usual one, and the old one another", () => {
    const sightWatch = createSightWatch();
    const show = (fromS: number, untilS: number, options: ViewOptions) => {
      for (let s = fromS; s < untilS; s++) sightWatch.step(viewPicture({ frame: s, ...options }), s * 1000);
      return sightWatch.sight.condition;
    };
    expect(show(0, 20, {})).toBe("clear");
    expect(sightWatch.accept()).toBe(false);
    expect(show(20, 50, { view: elsewhere })).toBe("moved");
    expect(sightWatch.accept()).toBe(true);
    expect(show(50, 90, { view: elsewhere })).toBe("clear");
    expect(show(90, 120, {})).toBe("moved");
  });

  it("VW-10 nobody can accept a covered lens for good", () => {
    const sightWatch = createSightWatch();
    const show = (fromS: number, untilS: number, options: ViewOptions) => {
      for (let s = fromS; s < untilS; s++) sightWatch.step(viewPicture({ frame: s, ...options }), s * 1000);
      return sightWatch.sight.condition;
    };
    show(0, 20, {});
    expect(show(20, 45, { paint: () => [40, 36, 30] })).toBe("covered");
    sightWatch.accept();
    expect(show(45, 75, { paint: () => [40, 36, 30] })).toBe("covered");
  });
});

describe("VW-2 what is no loss of sight", () => {
  it.each<[string, (second: number) => ViewOptions]>([
    ["nothing happens", () => ({})],
    ["a cloud", (s) => ({ light: s > 20 && s < 35 ? 0.55 : 1 })],
    ["lamps go out", (s) => ({ light: s > 20 ? 0.35 : 1 })],
    ["the sun comes out", (s) => ({ light: s > 20 ? 1.5 : 1 })],
    ["night falls", (s) => ({ light: Math.max(0.25, 1 - s / 60) })],
    ["more grain at night", (s) => ({ grain: s > 20 ? 10 : 2 })],
    [
      "infrared",
      (s) =>
        s < 20 ? {} : { paint: (_x, _y, [r, g, b]) => [0, 0, 0].map(() => 0.6 * r + 0.4 * g + 0.1 * b) as never },
    ],
    [
      "a bus for six seconds",
      (s) => ({
        paint: s >= 20 && s < 26 ? (x, y) => (y > 0.2 ? [200, 40, 30 + 60 * Math.round(x * 4)] : null) : null,
      }),
    ],
    [
      "people everywhere",
      (s) => ({ paint: (x, y) => (Math.sin(x * 40 + s) * Math.sin(y * 25 - s) > 0.8 ? [30, 30, 60] : null) }),
    ],
    ["a mast that sways", (s) => ({ view: (x, y) => STREET(x + 0.006 * Math.sin(s), y) })],
    [
      "rain",
      (s) => ({
        paint: (x, y, c) =>
          Math.sin(x * 997 + s * 3.3 + Math.floor(y * 9) * 71) > 0.93 ? [c[0] + 60, c[1] + 60, c[2] + 60] : null,
      }),
    ],
  ])("%s", (_name, at) => {
    expect(watch(60, at).told).toEqual([]);
  });
});

describe("frozen", () => {
  it("VW-3 a still scene that never had grain is not frozen", () => {
    expect(watch(120, () => ({ grain: 0, frame: 1 })).told).toEqual([]);
  });

  it("VW-3 the same picture on a camera that is never the same twice is", () => {
    expect(watch(60, (s) => ({ frame: Math.min(s, 25) })).told[0]![1]).toBe("frozen");
  });
});

describe("frozen behind an encoder", () => {
  it("VW-3 one picture for ever is frozen, also when the encoder shows it in turns of two", () => {
    const { told } = watch(60, (s) => ({ frame: s < 25 ? s : 24 + (s % 2) }));
    expect(told.map(([, condition]) => condition)).toEqual(["frozen"]);
    expect(told[0]![0]).toBeLessThanOrEqual(45);
  });
});

describe("light and weather", () => {
  it("VW-4 night that comes slowly and ends in black is night", () => {
    const { told } = watch(420, (s) => ({ light: Math.max(0, 1 - s / 240), grain: 1 }));
    expect(told.map(([, condition]) => condition)).toEqual(["dark"]);
  });

  it.each<[string, ViewOptions]>([
    ["dark", { light: 0.08, paint: (x, y) => (Math.hypot(x - 0.5, y - 0.3) < 0.1 ? [900, 900, 900] : null) }],
    ["dazzled", { paint: (_x, _y, [r, g, b]) => [r + 170, g + 170, b + 170] }],
  ])("VW-4 %s is told, and is not somebody's doing", (name, change) => {
    const { told } = watch(70, from(20, change));
    expect(told.map(([, condition]) => condition)).toEqual([name]);
    expect(isSightLost(name as Sight["condition"])).toBe(false);
  });

  it("VW-4 a picture that is white all over is dazzled, although it is the same for long", () => {
    const { told } = watch(80, from(20, { paint: () => [300, 300, 300], grain: 0 }));
    expect(told.map(([, condition]) => condition)).toEqual(["dazzled"]);
  });
});

describe("fog", () => {
  /** Far things go first: what lies higher in the picture is further away. */
  const fog =
    (density: number, air: number): Paint =>
    (_x, y, there) => {
      const seen = Math.exp(-density * (y < 0.32 ? 8 : Math.min(8, 0.55 / (y - 0.27))));
      return [0, 1, 2].map((k) => there[k]! * seen + air * (1 - seen)) as never;
    };
  const rising =
    (rampS: number, densest: number, air: number) =>
    (second: number): ViewOptions =>
      second < 20 ? {} : { paint: fog(densest * Math.min(1, (second - 20) / rampS), air) };

  it.each<[string, (second: number) => ViewOptions, number]>([
    [
      "a bank that rolls in within three seconds",
      (s) => {
        const veil = 0.96 * Math.max(0, Math.min(1, (s - 20.4) / 3));
        return { paint: (_x, _y, there) => there.map((v) => v + (165 - v) * veil) as never };
      },
      80,
    ],
    ["within a minute", rising(60, 2.5, 165), 150],
    ["of the evening, within minutes, while it grows dark", rising(200, 2.5, 80), 260],
  ])("VW-11 %s is hazy and nothing else, far things gone and near ones left", (_name, at, seconds) => {
    const { told } = watch(seconds, at);
    expect(told.map(([, condition]) => condition)).toEqual(["hazy"]);
  });

  it("VW-11 a haze that leaves near things clear is worth no word", () => {
    expect(watch(200, rising(60, 0.2, 165)).told).toEqual([]);
  });

  it("VW-11 fog that stays for an hour is told for an hour, and over when it lifts", () => {
    const told: [number, string][] = [];
    const sightWatch = createSightWatch();
    const at = (s: number) => (s < 3_600 ? rising(60, 2.5, 165)(s) : {});
    for (let s = 0, n = 0; s < 3_660; s += s < 200 || s > 3_590 ? 1 : 30, n++) {
      const { condition } = sightWatch.step(viewPicture({ frame: n, ...at(s) }), s * 1000);
      if (condition !== (told.at(-1)?.[1] ?? "clear")) told.push([s, condition]);
    }
    expect(told.map(([, condition]) => condition)).toEqual(["hazy", "clear"]);
    expect(told[1]![0]).toBeGreaterThan(3_600);
  });

  it.each<[string, Paint]>([
    ["dark", () => [40, 36, 30]],
    ["grey", () => [95, 95, 92]],
  ])("VW-11 a %s cover in thin fog is a cover", (_name, paint) => {
    const { told } = watch(120, (s) => (s < 90 ? rising(30, 0.2, 165)(s) : { paint }));
    expect(told.map(([, condition]) => condition)).toEqual(["covered"]);
  });

  it("VW-11 a cover that is drawn over the lens within three seconds is no fog, however it darkens", () => {
    const { told } = watch(60, (s) =>
      s < 20 ? {} : { paint: (_x, _y, there) => there.map((v) => v + (45 - v) * Math.min(1, (s - 19) / 3)) as never },
    );
    expect(told.map(([, condition]) => condition)).toEqual(["covered"]);
  });
});

describe("what comes bit by bit and is somebody's doing", () => {
  const grown = (s: number, overS: number): number => Math.max(0, Math.min(1, (s - 30) / overS));
  const TONES = { grey: 150, white: 213, dark: 38 };
  /** How much of a pixel is hidden when that share of the can is empty: everywhere alike, from one side to the other, or in drops. */
  const SPRAYS: Record<string, (share: number, x: number, y: number) => number> = {
    "a mist all over": (share) => share,
    "a sweep from one side": (share, x) => Math.max(0, Math.min(1, (share * 1.6 - x) / 0.6)),
    "drops that run together": (share, x, y) =>
      Math.min(1, share * (1.5 + 0.5 * Math.sin(x * 21 + 3) * Math.sin(y * 17 + 1))),
  };

  it.each(
    Object.keys(SPRAYS).flatMap((spray) =>
      Object.keys(TONES).flatMap((tone) => [2, 5, 10].map((overS) => [spray, tone, overS] as const)),
    ),
  )(
    "VW-12 %s of %s paint that hides all within %i s is told as a cover within 30 s, and stays one",
    (spray, tone, overS) => {
      const paint = TONES[tone as keyof typeof TONES];
      const { told } = watch(150, (s) => ({
        paint: (x, y, there) => {
          const hidden = SPRAYS[spray]!(grown(s, overS), x, y);
          return there.map((v) => v + (paint - v) * hidden) as never;
        },
      }));
      expect(told.at(-1)![1]).toBe("covered");
      expect(told.map(([, condition]) => condition)).not.toContain("hazy");
      expect(told[0]![0]).toBeLessThanOrEqual(60);
    },
  );

  const softened = new Map<number, (x: number, y: number) => readonly [number, number, number]>();
  /** The street through a lens whose focus is off by so much. Unit: 1 % of the width. */
  const outOfFocus = (off: number): ViewOptions => {
    const at = Math.round(off * 10) / 10;
    if (at > 0 && !softened.has(at)) {
      const shifts = [-1, -0.6, -0.2, 0.2, 0.6, 1].map((share) => share * at);
      const around = shifts.flatMap((dx) => shifts.map((dy) => [dx * 0.0125, dy * 0.022] as const));
      softened.set(at, (x, y) => {
        const seen = around.map(([dx, dy]) => STREET(x + dx, y + dy));
        return [0, 1, 2].map((k) => seen.reduce((sum, rgb) => sum + rgb[k]!, 0) / seen.length) as never;
      });
    }
    return at > 0 ? { view: softened.get(at)! } : {};
  };

  it.each([3, 5, 8].flatMap((off) => [3, 6, 10].map((overS) => [off, overS] as const)))(
    "VW-12 a focus that is lost by %i within %i s is told as blurred within 30 s, and stays so",
    (off, overS) => {
      const { told } = watch(120, (s) => outOfFocus(off * grown(s, overS)));
      expect(told.map(([, condition]) => condition)).toEqual(["blurred"]);
      expect(told[0]![0]).toBeLessThanOrEqual(60);
    },
  );

  it("VW-12 fog that takes all within a minute and a half stays weather", () => {
    const { told } = watch(240, (s) => ({
      paint: (_x, _y, there) => there.map((v) => v + (165 - v) * grown(s, 90)) as never,
    }));
    expect(told.map(([, condition]) => condition)).toEqual(["hazy"]);
  });
});
