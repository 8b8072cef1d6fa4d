import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { obstacles, underToasts } from "./support/access.ts";
import { chromiumPath, openBrowser, openPage } from "./support/browser.ts";
import { ADMIN, Client } from "./support/client.ts";
import { newDataFolder, type RunningServer, startProduct } from "./support/running-server.ts";

let product: RunningServer;
let client: Client;
let browser: Browser;
let page: Page;
const errors: string[] = [];

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** A camera with much traffic, and the scenario that makes an alarm of every car. */
const BUSY = "station-junction";
const EVERY_CAR = { id: "every-car", kind: "line-crossing", line: "main-road", classes: ["vehicle"] } as const;

/** Gives the busy camera its scenario for as long as it takes to raise two alarms of one cause. */
async function raiseTwoOfOneCause(): Promise<void> {
  const { scene } = (await client.cameras()).find(({ id }) => id === BUSY)!;
  const watch = (scenarios: readonly unknown[]) =>
    client.send("PATCH", `/cameras/${BUSY}`, { scene: { ...scene, scenarios } });
  await watch([...scene.scenarios, EVERY_CAR]);
  const raised = async () => (await client.alarms()).filter(({ scenarioId }) => scenarioId === EVERY_CAR.id);
  await vi.waitUntil(async () => (await raised()).length > 1, { timeout: 120_000, interval: 250 });
  await watch(scene.scenarios);
}

describe.skipIf(!chromiumPath)("the console for everyone", () => {
  beforeAll(async () => {
    product = await startProduct(await newDataFolder());
    client = await Client.setUp(product);
    const raised = raiseTwoOfOneCause();
    browser = await openBrowser();
    page = await openPage(browser, errors);
    await raised;
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it("signs in without obstacles", async () => {
    await page.goto(product.url);
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.getByLabel("E-mail").fill(ADMIN.email);
    await page.getByLabel("Password", { exact: false }).first().fill(ADMIN.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("navigation", { name: "Main navigation" }).waitFor();
  });

  it("folds alarms of one cause into one card, and one explicit act judges all of them, each with its own verdict", async () => {
    const group = page.locator(`[data-group="${BUSY}/${EVERY_CAR.id}"]`);
    await group.waitFor();
    await expect.poll(() => page.title()).toMatch(/^\(\d+\) Vigie$/);
    await group.locator("[data-alarm]").click();
    expect(await obstacles(page)).toEqual([]);
    await page.keyboard.press("o");
    await expect.poll(() => group.locator("[data-alarm]").count()).toBeGreaterThan(1);
    const ids = await group
      .locator("[data-alarm]")
      .evaluateAll((cards) => cards.map((card) => card.getAttribute("data-alarm")));
    expect(ids.length).toBeGreaterThan(1);
    await page.keyboard.press("d");
    const whole = page.getByRole("switch", { name: /The same for all/ });
    expect(await whole.isChecked()).toBe(false);
    await page.keyboard.press("g");
    await expect.poll(() => whole.isChecked()).toBe(true);
    expect(await obstacles(page)).toEqual([]);
    await page.keyboard.press("2");
    await page.getByRole("button", { name: "Undo" }).waitFor();
    // The question about the next one is as tall as it gets, and the toast stands beside it for its 10 s.
    await page.keyboard.press("d");
    await page.getByText("Why does it need nobody?").waitFor();
    for (const size of [WIDE, PHONE]) {
      await page.setViewportSize(size);
      await expect.poll(() => underToasts(page), { message: JSON.stringify(size) }).toEqual([]);
    }
    await page.setViewportSize(WIDE);
    await page.keyboard.press("Escape");
    const judged = (await client.alarms("&state=cleared")).filter(({ id }) => ids.includes(id));
    expect(judged.map(({ verdict }) => verdict)).toEqual(ids.map(() => "nuisance"));
    await page.keyboard.press("u");
    await expect.poll(async () => (await client.alarms("&state=cleared")).length).toBe(0);
    const open = (await client.alarms("&state=raised&state=acknowledged")).map(({ id }) => id);
    expect(open).toEqual(expect.arrayContaining(ids));
  });

  it("forgets a known object again when its verdict is undone", async () => {
    const { cameraId, id } = await vi.waitUntil(
      async () => (await client.alarms("&state=raised")).find(({ kind, box }) => kind === "stopped" && box !== null),
      { timeout: 60_000, interval: 500 },
    );
    const known = async () => (await client.cameras()).find((camera) => camera.id === cameraId)!.scene.knownObjects;
    await page.goto(`${product.url}/?alarm=${id}`);
    await page.getByRole("button", { name: /^Dismiss/ }).click();
    await page.getByRole("button", { name: /Known object/ }).click();
    await page.getByText("Known object · ").waitFor();
    expect((await known()).length).toBe(1);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(known).toEqual([]);
    await expect.poll(async () => (await client.alarms("&state=raised")).map((alarm) => alarm.id)).toContain(id);
  });

  it.each([
    ["the keys of the desk", "/", async () => page.keyboard.press("?")],
    ["the wizard", "/cameras/new", async () => page.getByText("Video file", { exact: true }).click()],
    ["a camera", "/cameras/mill-lane", async () => page.getByRole("button", { name: "Draw a zone" }).waitFor()],
    [
      "the kinds of scenario",
      "/cameras/mill-lane",
      async () => {
        await page.getByRole("button", { name: "Add a scenario" }).click();
        await page
          .getByRole("dialog")
          .getByRole("button", { name: /Nobody here/ })
          .waitFor();
      },
    ],
    [
      "a new user",
      "/settings",
      async () => {
        await page.getByRole("tab", { name: "Users" }).click();
        await page.getByRole("button", { name: "Add a user" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "Add a user" }).click();
      },
    ],
  ] as const)("has no obstacles at %s", async (_, path, act) => {
    await page.goto(`${product.url}${path}`);
    await page.getByRole("navigation", { name: "Main navigation" }).waitFor();
    await act();
    expect(await obstacles(page)).toEqual([]);
  });

  it.each(["en", "fr"])("fits a phone, in the language %s: nothing lies beyond its edge", async (language) => {
    await page.setViewportSize(PHONE);
    try {
      await page.goto(`${product.url}/`);
      await page.evaluate(`localStorage.setItem("vigie.language", "${language}")`);
      for (const path of ["/", "/cameras", "/cameras/mill-lane", "/figures", "/settings"]) {
        await page.goto(`${product.url}${path}`);
        await page.locator("main h1:visible, main button:visible").first().waitFor();
        expect(await page.evaluate("document.documentElement.lang")).toBe(language);
        const beyond = await page
          .locator("header button, main button, main [role=radiogroup] label, nav a")
          .evaluateAll(
            (all, edgePx) =>
              all
                .map((one) => ({ ...one.getBoundingClientRect().toJSON(), name: one.textContent }))
                .filter(({ width, right }) => width > 0 && right > edgePx)
                .map(({ name }) => name),
            PHONE.width,
          );
        expect(beyond, path).toEqual([]);
      }
    } finally {
      await page.evaluate("localStorage.removeItem('vigie.language')");
      await page.setViewportSize(WIDE);
    }
  });

  it("starts a scenario where a place is drawn with nothing but one press", async () => {
    await page.goto(`${product.url}/cameras/mill-lane`);
    await page.getByRole("button", { name: "Add a scenario" }).click();
    await page.getByRole("button", { name: /Line crossed/ }).click();
    await page.getByRole("button", { name: "Start watching" }).click();
    await page
      .getByText(/is watching\./)
      .first()
      .waitFor();
    const camera = (await client.cameras()).find(({ id }) => id === "mill-lane");
    expect(camera?.scene.scenarios.at(-1)).toMatchObject({ kind: "line-crossing" });
    expect(errors).toEqual([]);
  });
});
