import { join } from "node:path";
import { demoAssetsFolder } from "@vigie/sim";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath, openBrowser, openPage, picture } from "./support/browser.ts";
import { ADMIN } from "./support/client.ts";
import { newDataFolder, type RunningServer, startProduct } from "./support/running-server.ts";

let folder: string;
let product: RunningServer;
let browser: Browser;
let page: Page;
const errors: string[] = [];

/** What the video element really shows now. */
const video = (selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { currentTime, videoWidth, duration, readyState } = element as unknown as {
        currentTime: number;
        videoWidth: number;
        duration: number;
        readyState: number;
      };
      return { currentTime, videoWidth, duration, readyState };
    });

describe.skipIf(!chromiumPath)("a stranger in front of the console", () => {
  beforeAll(async () => {
    folder = await newDataFolder();
    product = await startProduct(folder, { TZ: "UTC" });
    browser = await openBrowser();
    page = await openPage(browser, errors);
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it("creates the first administrator through the one-time link", async () => {
    await page.goto(product.setupLink!);
    await page.getByLabel("Your name").fill(ADMIN.name);
    await page.getByLabel("E-mail").fill(ADMIN.email);
    await page.getByLabel("Password", { exact: false }).first().fill(ADMIN.password);
    expect(await page.getByRole("combobox", { name: "Time zone of the site" }).inputValue()).toBe("Europe/Paris");
    await picture(page, "1-set-up");
    await page.getByRole("button", { name: "Create and sign in" }).click();
    await page.getByRole("navigation", { name: "Main navigation" }).waitFor();
    // The server's machine runs in UTC; the site lives by the clock of whoever set it up.
    await page.getByTitle("Time at the site, Europe/Paris").waitFor();
  });

  it("sees an alarm of the demo town within a minute, with a still, a reason, and a clip that plays from before it", async () => {
    const card = page.locator("[data-alarm]").first();
    await card.waitFor({ timeout: 60_000 });
    await card.click();
    await expect.poll(() => page.getByText(/limit|allowed is|at once/).count(), { timeout: 30_000 }).toBeGreaterThan(0);
    await picture(page, "2-alarm-arrives");
    await page.locator('video[src*="clip.mp4"]').waitFor({ timeout: 40_000 });
    await expect
      .poll(async () => (await video('video[src*="clip.mp4"]')).currentTime, { timeout: 30_000 })
      .toBeGreaterThan(0.5);
    const clip = await video('video[src*="clip.mp4"]');
    expect(clip.videoWidth).toBe(640);
    expect(clip.duration).toBeGreaterThan(15);
    await picture(page, "3-clip-plays");
  });

  it("confirms it by keyboard, and finds it among the closed ones", async () => {
    const chosen = await page.locator('[data-alarm][aria-current="true"]').getAttribute("data-alarm");
    await page.keyboard.press("c");
    await picture(page, "4-confirm");
    await page.keyboard.press("2");
    await page.locator(`[data-alarm="${chosen}"]`).waitFor({ state: "detached" });
    await page.getByText("Closed", { exact: true }).click();
    const closed = page.locator(`[data-alarm="${chosen}"]`);
    await closed.waitFor();
    expect(await closed.textContent()).toContain("Confirmed");
    await picture(page, "5-closed");
  });

  it("sees the cameras live", async () => {
    await page.getByRole("link", { name: "Live" }).click();
    await expect.poll(async () => (await video("video")).readyState, { timeout: 30_000 }).toBeGreaterThanOrEqual(2);
    const before = await video("video");
    await expect
      .poll(async () => (await video("video")).currentTime, { timeout: 30_000 })
      .toBeGreaterThan(before.currentTime + 0.5);
    await picture(page, "6-live");
  });

  it("adds a camera from a video file, draws a zone on its picture, picks a scenario, and gets an alarm from it", async () => {
    await page.getByRole("link", { name: "Cameras" }).click();
    await picture(page, "7-cameras");
    await page
      .getByRole("link", { name: "Add my camera" })
      .or(page.getByRole("button", { name: "Add my camera" }))
      .first()
      .click();
    await page.getByText("Video file", { exact: true }).click();
    await page.locator('input[type="file"]').setInputFiles(join(demoAssetsFolder, "mill-lane.mp4"));
    await page.getByRole("textbox", { name: "Name" }).fill("Gate of the mill");
    await picture(page, "8-add-camera");
    await page.getByRole("button", { name: "Add the camera" }).click();
    await page.getByRole("button", { name: "Draw a zone" }).click();
    await expect.poll(async () => (await video("video")).readyState, { timeout: 30_000 }).toBeGreaterThanOrEqual(2);
    const canvas = page.getByLabel("Drawings on the picture of Gate of the mill");
    // The whole picture is drawn on, wherever the page had been scrolled to.
    await canvas.evaluate((drawings) => drawings.scrollIntoView({ block: "center" }));
    const box = (await canvas.boundingBox())!;
    for (const [x, y] of [
      [0.25, 0.3],
      [0.75, 0.3],
      [0.8, 0.95],
      [0.2, 0.95],
    ] as const) {
      await page.mouse.click(box.x + x * box.width, box.y + y * box.height);
    }
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Add a scenario" }).click();
    await picture(page, "9-pick-scenario");
    await page.getByRole("button", { name: /Nobody here/ }).click();
    await picture(page, "10-scenario-form");
    await page.getByRole("button", { name: "Start watching" }).click();
    // Who is this quick may be told that the first pictures are still to be analysed.
    await page
      .getByText(/is watching\.|is stored; it watches as soon as the pictures/)
      .first()
      .waitFor();
    await picture(page, "11-camera-page");
    await page.getByRole("link", { name: "Alarms" }).click();
    await page.locator("[data-alarm]", { hasText: "Gate of the mill" }).first().waitFor({ timeout: 60_000 });
    await picture(page, "12-own-alarm");
  });

  it("finds the verdict again after a restart", async () => {
    expect(await product.stop()).toBe(0);
    product = await startProduct(folder);
    await page.context().clearCookies();
    await page.goto(product.url);
    await page.getByLabel("E-mail").fill(ADMIN.email);
    await page.getByLabel("Password", { exact: false }).first().fill(ADMIN.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("Closed", { exact: true }).click();
    await expect
      .poll(() => page.locator("[data-alarm]", { hasText: "Confirmed" }).count(), { timeout: 30_000 })
      .toBe(1);
    expect(errors).toEqual([]);
  });
});
