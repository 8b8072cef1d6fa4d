// Figures of this moment as a person sees them in a browser, two people on one camera at once, and the setting for closer looks.
import type { CameraView, CountsNow, Scene } from "@vigie/contracts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { obstacles } from "./support/access.ts";
import { chromiumPath, openBrowser, openPage, picture } from "./support/browser.ts";
import { Client } from "./support/client.ts";
import { newDataFolder, type RunningServer, startProduct } from "./support/running-server.ts";

const CAMERA = "mill-lane";
const area = (id: string, name: string, x1: number, y1: number, x2: number, y2: number): Scene["zones"][number] => ({
  id,
  name,
  polygon: [
    [x1, y1],
    [x2, y1],
    [x2, y2],
    [x1, y2],
  ],
});
/** Two of the drawn spaces hold parked cars, the third is bare ground. */
const ZONES = [
  area("p1", "Place 1", 0.62, 0.47, 0.8, 0.72),
  area("p2", "Place 2", 0.57, 0.32, 0.69, 0.46),
  area("p3", "Place 3", 0.1, 0.8, 0.3, 0.97),
  area("north", "North", 0.38, 0.13, 0.52, 0.25),
  area("south", "South", 0.31, 0.74, 0.6, 0.99),
  area("walk", "Pavement", 0.72, 0.3, 0.99, 0.95),
];
const SCENARIOS = [
  { id: "spaces", name: "Places in the lane", kind: "parking-spaces", spaces: ["p1", "p2", "p3"] },
  { id: "turns", name: "Ways", kind: "turn-count", entries: ["north", "south"], exits: ["north", "south"] },
  { id: "bakery", name: "Bakery queue", kind: "queue", zone: "walk", maxLength: 4 },
  { id: "dense", name: "Crowding", kind: "density", zone: "walk" },
];

let product: RunningServer;
let client: Client;
let browser: Browser;
let page: Page;
const errors: string[] = [];

const camera = () => client.send<CameraView>("GET", `/cameras/${CAMERA}`);
const change = (patch: object) => client.send<CameraView>("PATCH", `/cameras/${CAMERA}`, patch);
const panel = () => page.getByRole("region", { name: "Now" });
const figure = (id: string) => panel().locator(`[data-figure="${id}"]`);
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 30_000, interval: 200 });

describe.skipIf(!chromiumPath)("what is counted now, in a browser", () => {
  beforeAll(async () => {
    product = await startProduct(await newDataFolder());
    client = await Client.setUp(product);
    for (const { id } of await client.cameras()) if (id !== CAMERA) await client.send("DELETE", `/cameras/${id}`);
    browser = await openBrowser();
    page = await openPage(browser, errors);
    await page.context().addCookies(
      client.cookie.split("; ").map((pair) => {
        const [name, ...value] = pair.split("=");
        return { name: name!, value: value.join("="), url: product.url };
      }),
    );
    const { scene } = await camera();
    await change({ scene: { ...scene, zones: ZONES, scenarios: [...scene.scenarios, ...SCENARIOS] } });
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    expect(errors).toEqual([]);
  });

  it("each parking space is free or taken, in words and on the picture", async () => {
    await page.goto(`${product.url}/cameras/${CAMERA}`);
    await figure("spaces").waitFor();
    for (const [place, state] of [
      ["p1", "taken"],
      ["p2", "taken"],
      ["p3", "free"],
    ])
      await page.locator(`[data-place="${place}"][data-space="${state}"]`).waitFor();
    await eventually(async () => expect(await figure("spaces").innerText()).toMatch(/1\s+free of 3/));
    await picture(page, "now-spaces");
  });

  it("queue and turning movements are those that the server tells, and what needs a ground plane says so", async () => {
    expect(await figure("bakery").innerText()).toMatch(/\d\s+in the queue[\s\S]*limit 4/);
    expect(await figure("bakery").innerText()).toContain("The wait is not known yet");
    const heads = await figure("turns").locator("thead th").allInnerTexts();
    expect(heads).toEqual(["From \\ to", "North", "South", "Sum"]);
    await eventually(async () => {
      const now = await client.send<CountsNow>("GET", `/cameras/${CAMERA}/counts/now`);
      const turns = now.figures.find(({ kind }) => kind === "turn-count");
      if (turns?.kind !== "turn-count") throw new Error("no turning movements are told");
      const told = turns.pairs.reduce((sum, { counts }) => sum + Object.values(counts).reduce((a, b) => a + b, 0), 0);
      expect(Number(await figure("turns").locator("tbody tr:last-child td:last-child").innerText())).toBe(told);
    });
    expect(await figure("dense").innerText()).toMatch(/Not known now: .*ground plane/);
    expect(await figure("dense").getByText("per square metre").count()).toBe(0);
  });

  it("the figures page shows them of every camera that counts", async () => {
    await page.getByRole("link", { name: "Figures" }).click();
    await panel().getByRole("link", { name: "Mill Lane" }).waitFor();
    await eventually(async () => expect(await figure("spaces").innerText()).toMatch(/1\s+free of 3/));
    await picture(page, "now-figures");
  });

  it("a department reads them with names, and nothing else of a camera reaches its browser", async () => {
    const person = { name: "Rose Petit", email: "roads@example.org", password: "a long enough password" };
    await client.send("POST", "/users", { ...person, role: "department" });
    const theirs = await openPage(browser, errors);
    const asked: string[] = [];
    theirs.on("response", (answer) => {
      const { pathname } = new URL(answer.url());
      if (pathname.startsWith("/api/")) asked.push(`${answer.status()} ${pathname.replace("/api/v1", "")}`);
    });
    await theirs.goto(`${product.url}/cameras/${CAMERA}`);
    await theirs.getByLabel("E-mail").fill(person.email);
    await theirs.getByLabel("Password", { exact: false }).first().fill(person.password);
    await theirs.getByRole("button", { name: "Sign in" }).click();
    await theirs.waitForURL(`${product.url}/figures`);
    const spaces = theirs.getByRole("region", { name: "Now" }).locator('[data-figure="spaces"]');
    await eventually(async () => expect(await spaces.innerText()).toMatch(/1\s+free of 3/));
    await spaces.getByText("Place 1").first().waitFor();
    await picture(theirs, "department");
    expect(await theirs.getByRole("link", { name: "Mill Lane" }).count(), "no way to the camera").toBe(0);
    expect(await theirs.locator("video, canvas").count()).toBe(0);
    expect(await obstacles(theirs)).toEqual([]);
    await theirs.goto(`${product.url}/cameras/${CAMERA}`);
    await theirs.waitForURL(`${product.url}/figures`);
    const usual = /^(401 \/session|200 \/(session|auth|settings|health|statistics|counts|setup))/;
    expect(asked.filter((line) => !usual.test(line))).toEqual([]);
    await theirs.context().close();
  });

  it("a camera that is not analysed leaves no number behind", async () => {
    const { analysis } = await camera();
    await change({ analysis: { ...analysis, enabled: false } });
    await eventually(async () =>
      expect(await figure("spaces").innerText()).toMatch(
        /Not known now: (the camera is not analysed|analysis of this camera is switched off)/,
      ),
    );
    expect(await figure("spaces").locator('[data-space="free"]').count()).toBe(0);
    expect(await panel().getByText("in the queue").count()).toBe(0);
    await picture(page, "now-not-analysed");
    await change({ analysis });
  });

  it("what somebody else saved meanwhile is asked about, nothing typed is lost, and both are kept", async () => {
    await page.goto(`${product.url}/cameras/${CAMERA}`);
    const name = page.getByLabel("Name of p1");
    await name.fill("Reserved");
    const { scene } = await camera();
    const theirs = scene.zones.map((zone) => (zone.id === "p1" ? { ...zone, name: "Place A" } : zone));
    await change({ scene: { ...scene, zones: [...theirs, area("new", "New one", 0.4, 0.4, 0.5, 0.5)] } });
    const question = page.getByRole("alert").filter({ hasText: "Somebody else has changed “Reserved”" });
    await question.waitFor();
    expect(await name.inputValue(), "what was typed stands").toBe("Reserved");
    await picture(page, "meeting");
    await question.getByRole("button", { name: "Keep mine" }).click();
    await question.waitFor({ state: "detached" });
    expect(await page.getByLabel("Name of new").inputValue(), "theirs beside it came along").toBe("New one");
    await page.getByRole("button", { name: "Save the drawings" }).click();
    await eventually(async () => {
      const names = (await camera()).scene.zones.map((zone) => zone.name);
      expect(names).toEqual(["Reserved", "Place 2", "Place 3", "North", "South", "Pavement", "New one"]);
    });
  });

  it("theirs can be loaded instead", async () => {
    const name = page.getByLabel("Name of p2");
    await name.fill("Mine");
    const { scene } = await camera();
    const theirs = scene.zones.map((zone) => (zone.id === "p2" ? { ...zone, name: "Theirs" } : zone));
    await change({ scene: { ...scene, zones: theirs } });
    await page.getByRole("button", { name: "Load theirs" }).click();
    await eventually(async () => expect(await name.inputValue()).toBe("Theirs"));
    expect(await page.getByRole("button", { name: "Save the drawings" }).count(), "nothing is left to save").toBe(0);
  });

  it("closer looks say what they cost before they are switched on, and the camera goes on with them", async () => {
    await page.getByRole("tab", { name: "Settings" }).click();
    const looks = page.getByRole("switch", { name: "Closer looks at small things that move" });
    expect(await looks.isChecked()).toBe(false);
    expect(await page.getByText("It costs up to twice the analysis").count()).toBe(1);
    await looks.click();
    await picture(page, "closer-looks");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await eventually(async () => {
      const { analysis, health } = await camera();
      expect(analysis.closerLooks).toBe(true);
      expect(health).toMatchObject({ analysing: true });
    });
  });
});
