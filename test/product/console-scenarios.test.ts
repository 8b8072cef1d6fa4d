import type { Scene } from "@vigie/contracts";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { obstacles } from "./support/access.ts";
import { chromiumPath, openBrowser, openPage, picture } from "./support/browser.ts";
import { Client } from "./support/client.ts";
import { newDataFolder, type RunningServer, startProduct } from "./support/running-server.ts";

type Spot = readonly [number, number];
const CAMERA = "mill-lane";
const ZONE: readonly Spot[] = [
  [0.3, 0.35],
  [0.66, 0.35],
  [0.8, 0.94],
  [0.16, 0.94],
];
/** Presses from "Add a scenario" to "Start watching"; a person needs about three seconds for one. */
const MOST_PRESSES = 18;
/** Enough to ask about. */
const PAST_MS = 6_000;

let product: RunningServer;
let client: Client;
let browser: Browser;
let page: Page;
const errors: string[] = [];

async function scene(): Promise<Scene> {
  return (await client.cameras()).find(({ id }) => id === CAMERA)!.scene;
}

/** Where a share of the picture lies on the page. */
async function spot(label: RegExp, [x, y]: Spot): Promise<Spot> {
  const box = (await page.getByLabel(label).boundingBox())!;
  return [box.x + x * box.width, box.y + y * box.height];
}

const DRAWINGS = /Drawings on the picture/;

async function clickAt(points: readonly Spot[], label = DRAWINGS): Promise<void> {
  for (const point of points) await page.mouse.click(...(await spot(label, point)));
}

/** Draws an outline and closes it on its first point. */
const outline = (points: readonly Spot[]) => clickAt([...points, points[0]!]);

async function circle(centre: Spot, edge: Spot): Promise<void> {
  await page.mouse.move(...(await spot(DRAWINGS, centre)));
  await page.mouse.down();
  await page.mouse.move(...(await spot(DRAWINGS, edge)), { steps: 4 });
  await page.mouse.up();
}

async function pick(kind: string): Promise<void> {
  await page.goto(`${product.url}/cameras/${CAMERA}`);
  await page.getByLabel(DRAWINGS).waitFor();
  await page.evaluate("window.presses = 0; addEventListener('pointerdown', () => window.presses++, true)");
  await page.getByRole("button", { name: "Add a scenario" }).click();
  await page.locator(`[data-kind="${kind}"]`).click();
}

/** Starts what is drawn; the answer is how often the mouse was pressed for all of it. */
async function start(): Promise<number> {
  await page.getByRole("button", { name: "Start watching" }).click();
  await page.getByRole("button", { name: "Add a scenario" }).waitFor();
  return Number(await page.evaluate("window.presses"));
}

/** Gives the camera a stored past: what it saw is stored when it is switched off, or else each minute. */
async function storePast(): Promise<void> {
  const health = async () => (await client.cameras()).find(({ id }) => id === CAMERA)!.health;
  const watched = async () => {
    const { analysing, lastFrameAtMs } = await health();
    return analysing ? lastFrameAtMs! : 0;
  };
  const patience = { timeout: 60_000, interval: 250 };
  const from = await vi.waitUntil(watched, patience);
  await vi.waitUntil(async () => (await watched()) > from + PAST_MS, patience);
  for (const enabled of [false, true]) await client.send("PATCH", `/cameras/${CAMERA}`, { enabled });
}

const newest = async () => (await scene()).scenarios.at(-1);

describe.skipIf(!chromiumPath)("a scenario of every shape, started in the console", () => {
  beforeAll(async () => {
    product = await startProduct(await newDataFolder());
    client = await Client.setUp(product);
    const stored = storePast();
    browser = await openBrowser();
    page = await openPage(browser, errors);
    await stored;
    await page.context().addCookies(
      client.cookie.split("; ").map((pair) => {
        const [name, ...value] = pair.split("=");
        return { name: name!, value: value.join("="), url: product.url };
      }),
    );
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it("finds a kind among all of them by a word, and says what each needs", async () => {
    await page.goto(`${product.url}/cameras/${CAMERA}`);
    await page.getByRole("button", { name: "Add a scenario" }).click();
    const cards = page.getByRole("dialog").locator("[data-kind]");
    await cards.first().waitFor();
    expect(await cards.count()).toBe(45);
    expect(await page.locator('[data-kind="speed"] [data-badge="plane"]').count()).toBe(1);
    expect(await page.locator('[data-kind="weapon"] [data-badge="model"]').count()).toBe(1);
    expect(await page.locator('[data-kind="smoke-fire"] [data-badge="experimental"]').count()).toBe(1);
    expect(await page.locator('[data-kind="red-light"] [data-badge="picture"]').count()).toBe(1);
    await page.getByLabel("Search").fill("bin");
    await expect
      .poll(() => cards.evaluateAll((all) => all.map((card) => card.getAttribute("data-kind"))))
      .toEqual(["bin-level"]);
  });

  it("a zone: shows at once what the stored past holds, and what a threshold costs", async () => {
    await expect
      .poll(async () => (await client.raw("POST", `/cameras/${CAMERA}/retro`, question(await scene()))).status, {
        timeout: 60_000,
        interval: 3_000,
      })
      .toBe(202);
    await pick("intrusion");
    await outline(ZONE);
    const preview = page.getByRole("region", { name: "What it would have found" });
    await preview.getByText(/that were analysed/).waitFor({ timeout: 60_000 });
    await preview.getByText(/alarms: about .* a day/).waitFor();
    await preview.getByText(/nothing is known before/).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await picture(page, "scenario-preview");
    expect(await start()).toBeLessThanOrEqual(MOST_PRESSES);
    const { zones } = await scene();
    expect(await newest()).toMatchObject({ kind: "intrusion", zone: zones.at(-1)!.id });
    expect(zones.at(-1)!.polygon).toHaveLength(4);
  }, 360_000);

  it("a point that is one too many goes with a double click", async () => {
    await page.goto(`${product.url}/cameras/${CAMERA}`);
    await page.getByLabel(DRAWINGS).waitFor();
    await clickAt([[0.48, 0.7]]);
    const points = page.getByRole("button", { name: /^Point \d of/ });
    await expect.poll(() => points.count()).toBe(4);
    await page.mouse.dblclick(...(await spot(DRAWINGS, ZONE[3]!)));
    await expect.poll(() => points.count()).toBe(3);
    await page.getByRole("button", { name: "Discard changes" }).click();
  });

  it("a line and a light: the light is a circle drawn by dragging", async () => {
    await pick("red-light");
    // The line of the example town is suggested; only the light is left to draw.
    await page.getByText(/drag to its edge/).waitFor();
    await circle([0.85, 0.15], [0.9, 0.15]);
    await page
      .getByText(/the past cannot be asked/)
      .first()
      .waitFor();
    await picture(page, "scenario-light");
    expect(await start()).toBeLessThanOrEqual(MOST_PRESSES);
    const { zones, lines } = await scene();
    const light = zones.find(({ id }) => id === "light-1")!;
    expect(await newest()).toMatchObject({ kind: "red-light", light: "light-1", line: lines[0]!.id });
    expect(light.polygon).toHaveLength(16);
    const ys = light.polygon.map(([, y]) => y);
    expect((Math.max(...ys) + Math.min(...ys)) / 2).toBeCloseTo(0.15, 1);
  });

  it("a zone and a direction of two clicks", async () => {
    await pick("wrong-way-zone");
    await page.getByText(/Click where the allowed way comes from/).waitFor();
    await clickAt([
      [0.45, 0.85],
      [0.45, 0.45],
    ]);
    await page.locator("[data-heading]").waitFor();
    await picture(page, "scenario-heading");
    expect(await start()).toBeLessThanOrEqual(MOST_PRESSES);
    const made = (await newest()) as unknown as { kind: string; heading: [Spot, Spot] };
    expect(made.kind).toBe("wrong-way-zone");
    expect(made.heading[0][1]).toBeCloseTo(0.85, 1);
    expect(made.heading[1][1]).toBeCloseTo(0.45, 1);
  });

  it("several zones in their order", async () => {
    await pick("zone-sequence");
    await outline([
      [0.05, 0.75],
      [0.25, 0.75],
      [0.15, 0.95],
    ]);
    await outline([
      [0.75, 0.75],
      [0.95, 0.75],
      [0.85, 0.95],
    ]);
    await page.getByRole("button", { name: "Done, 2 drawn" }).click();
    expect(await start()).toBeLessThanOrEqual(MOST_PRESSES);
    const { zones } = await scene();
    expect(await newest()).toMatchObject({ kind: "zone-sequence", zones: zones.slice(-2).map(({ id }) => id) });
  });

  it("nothing to draw", async () => {
    await pick("tamper");
    expect(await start()).toBeLessThanOrEqual(3);
    // Whoever works by keyboard goes on from the list.
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Scenarios");
    expect(await newest()).toMatchObject({ kind: "tamper", priority: "high" });
  });

  it("a zone drawn by keys alone, from the picker to its start", async () => {
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const far = (way: string, times: number) => Array<string>(times).fill(`Shift+Arrow${way}`);
    await page.goto(`${product.url}/cameras/${CAMERA}`);
    await page.getByLabel(DRAWINGS).waitFor();
    await page.getByRole("button", { name: "Add a scenario" }).focus();
    await press("Enter");
    // The dialog takes the focus once it is open; keys before that go nowhere.
    await page.locator("input:focus").waitFor();
    await page.keyboard.type("nobody here");
    await expect
      .poll(() => page.getByRole("dialog").locator("[data-kind]").first().getAttribute("data-kind"))
      .toBe("intrusion");
    await press("Tab", "Enter");
    const draw = page.getByRole("button", { name: "Draw", exact: true });
    await draw.focus();
    await press("Enter");
    await page.locator("[data-cross]").waitFor();
    await page.getByText(/Arrow keys move the cross/).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await press(" ", ...far("Right", 4), " ", ...far("Down", 3), " ", ...far("Left", 4), "Enter");
    await page.locator("[data-cross]").waitFor({ state: "detached" });
    const { width } = (await page.getByLabel(DRAWINGS).boundingBox())!;
    await page.getByRole("button", { name: "Start watching" }).focus();
    await press("Enter");
    await page.getByRole("button", { name: "Add a scenario" }).waitFor();
    const { zones } = await scene();
    const drawn = zones.at(-1)!;
    expect(await newest()).toMatchObject({ kind: "intrusion", zone: drawn.id });
    expect(drawn.polygon).toHaveLength(3);
    expect(drawn.polygon[1]![0] - drawn.polygon[0]![0]).toBeCloseTo(200 / width, 2);
  });

  it("a learnt concept is stored, and said not to watch", async () => {
    await pick("weapon");
    await page
      .getByText(/says that it is not watching/)
      .first()
      .waitFor();
    await start();
    await page
      .getByText(/Not watching: /)
      .first()
      .waitFor({ timeout: 30_000 });
  });

  it("on a small screen: shows what is missing, and the picture to whoever wants to draw", async () => {
    const wide = page.viewportSize()!;
    await page.setViewportSize({ width: 390, height: 844 });
    const inSight = async (place: Locator) => {
      const box = await place.boundingBox();
      return box !== null && box.y >= 0 && box.y + box.height <= 844;
    };
    await pick("speed");
    await page.getByRole("button", { name: "Start watching" }).click();
    await expect.poll(() => inSight(page.getByRole("button", { name: "Measure the ground" }))).toBe(true);
    await page.getByRole("button", { name: /^Draw/ }).click();
    await expect.poll(() => inSight(page.getByLabel(DRAWINGS))).toBe(true);
    await page.setViewportSize(wide);
  });

  it("metres: leads to the ground plane, shows its grid, and comes back to the scenario", async () => {
    await pick("speed");
    await page.getByRole("button", { name: "Measure the ground" }).click();
    await clickAt(
      [
        [0.36, 0.5],
        [0.58, 0.5],
        [0.72, 0.94],
        [0.12, 0.94],
      ],
      /Measured points on the picture/,
    );
    await page.getByLabel("Side 1 to 2").fill("6");
    await page.getByLabel("Side 2 to 3").fill("14");
    await page.getByText(/One square of the grid is 2 m/).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await picture(page, "ground-plane");
    await page.getByRole("button", { name: "Save the plane" }).click();
    expect(await start()).toBeLessThanOrEqual(MOST_PRESSES);
    const { groundPlane } = await scene();
    expect(groundPlane?.points.map(({ groundM }) => groundM)).toEqual([
      [0, 0],
      [6, 0],
      [6, 14],
      [0, 14],
    ]);
    expect(await newest()).toMatchObject({ kind: "speed", maxKmh: 50 });
  });

  it("the ground is measured by keys alone as well", async () => {
    await page.goto(`${product.url}/cameras/${CAMERA}`);
    await page.getByRole("region", { name: "Ground plane" }).getByRole("button", { name: "Change" }).click();
    await page.getByRole("button", { name: "Start again" }).click();
    await page.keyboard.press("Shift+Tab");
    await page.getByLabel(/Measured points on the picture/).focus();
    await page.locator("[data-cross]").waitFor();
    for (const key of [" ", "Shift+ArrowRight", " ", "Shift+ArrowDown", " ", " ", "Backspace"])
      await page.keyboard.press(key);
    await page.getByText("1 more point on the picture.").waitFor();
    expect(await page.getByRole("button", { name: /^Measured point \d/ }).count()).toBe(3);
  });

  it.each([
    ["the figures", "/figures", async () => page.getByText("Week by hour").waitFor()],
    [
      "the verdicts of a scenario",
      `/cameras/${CAMERA}`,
      async () => {
        await page
          .getByRole("button", { name: /^More for/ })
          .first()
          .click();
        await page.getByText("Verdicts and thresholds").click();
        await page.getByText("Acting without a person").waitFor();
      },
    ],
  ] as const)("has no obstacles at %s", async (_, path, act) => {
    await page.goto(`${product.url}${path}`);
    await act();
    expect(await obstacles(page)).toEqual([]);
  });

  it("switches the arm mode of the site at the top of every page", async () => {
    await page.goto(`${product.url}/cameras`);
    await page.getByRole("button", { name: /Arm mode of the site: Armed/ }).click();
    await page.getByRole("menuitem", { name: "Home" }).click();
    await page.getByRole("button", { name: /Arm mode of the site: Home/ }).waitFor();
    expect(await client.send("GET", "/settings")).toMatchObject({ armMode: "home" });
    expect(errors).toEqual([]);
  });
});

function question({ lines }: Scene) {
  const toMs = Date.now();
  const scenario = { id: "any", kind: "line-crossing", line: lines[0]!.id, classes: ["person"] };
  return { scenario, lines, fromMs: toMs - 3_600_000, toMs };
}
