// From an alarm to candidates on another camera, as an operator asks for them in a browser: under a legal reference, in the journal, by time alone.
import type { Alarm, JournalEntry } from "@vigie/contracts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { obstacles } from "./support/access.ts";
import { chromiumPath, openBrowser, openPage, picture } from "./support/browser.ts";
import { ADMIN, Client } from "./support/client.ts";
import { newDataFolder, type RunningServer, startProduct } from "./support/running-server.ts";

/** Where the alarm is raised, and where people walk meanwhile. */
const SIGHTED = "works-yard";
const OTHER = "market-square";
const REFERENCE = "PV 2026/0417";

let product: RunningServer;
let client: Client;
let browser: Browser;
let page: Page;
let alarm: Alarm;
const errors: string[] = [];

const dialog = () => page.getByRole("dialog", { name: "Where else around this time?" });
const candidates = () => dialog().getByRole("list", { name: "Candidates in the order of time" }).getByRole("listitem");
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 30_000, interval: 200 });

async function questions(): Promise<Extract<JournalEntry, { type: "journey.asked" }>[]> {
  const { entries } = await client.send<{ entries: JournalEntry[] }>("GET", "/journal?limit=1000");
  return entries.filter((entry) => entry.type === "journey.asked");
}

describe.skipIf(!chromiumPath)("where else, in a browser", () => {
  beforeAll(async () => {
    product = await startProduct(await newDataFolder());
    client = await Client.setUp(product);
    for (const { id } of await client.cameras())
      if (![SIGHTED, OTHER].includes(id)) await client.send("DELETE", `/cameras/${id}`);
    browser = await openBrowser();
    page = await openPage(browser, errors);
    await page.context().addCookies(
      client.cookie.split("; ").map((pair) => {
        const [name, ...value] = pair.split("=");
        return { name: name!, value: value.join("="), url: product.url };
      }),
    );
    await eventually(async () => {
      const raised = (await client.alarms(`&camera=${SIGHTED}`)).find(({ classes }) => classes.includes("person"));
      if (!raised) throw new Error("no alarm about a person yet");
      alarm = raised;
    });
    // A minute of tracks is kept when it is over, or when the camera ends.
    await client.send("PATCH", `/cameras/${OTHER}`, { enabled: false });
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    expect(errors).toEqual([]);
  });

  it("says what it is, and asks nothing without a legal reference", async () => {
    await page.goto(`${product.url}/?alarm=${encodeURIComponent(alarm.id)}`);
    await page.getByRole("button", { name: "Where else?" }).click();
    await dialog().getByText("Nobody is recognised").waitFor();
    await dialog().getByText(`under your name (${ADMIN.name})`).waitFor();
    await dialog().locator("input[required]:focus").waitFor();
    await page.keyboard.press("Enter");
    await dialog().getByText("Without a legal reference of at least 3 characters nothing is asked.").waitFor();
    expect(await questions()).toEqual([]);
    await dialog().getByRole("button", { name: "Close" }).focus();
    await page.keyboard.press("c");
    expect(await page.getByText("It is real. What is done?").count(), "keys of the desk are not heard").toBe(0);
    expect(await obstacles(page)).toEqual([]);
    await picture(page, "journey-question");
  });

  it("lists candidates of the other camera by time, and the journal has the question under the name of who asked", async () => {
    await dialog().getByRole("textbox", { name: "Legal reference" }).fill(REFERENCE);
    await dialog().getByLabel("Minutes before").fill("10");
    const list = () => dialog().getByRole("button", { name: "List candidates" }).click();
    await list();
    await eventually(async () => {
      await dialog()
        .getByRole("heading", { name: /candidates? from/ })
        .waitFor({ timeout: 5_000 });
      if ((await candidates().count()) > 0) return;
      await dialog().getByRole("button", { name: "Change the question" }).click();
      await list();
      throw new Error("nothing is kept yet");
    });
    const told = await candidates().allInnerTexts();
    expect(told.every((text) => /Market square\s+person/.test(text))).toBe(true);
    expect(told.map((text) => text.slice(0, 8))).toEqual(told.map((text) => text.slice(0, 8)).sort());
    await dialog()
      .getByRole("region", { name: "Cameras with holes" })
      .getByText(/Market square: analysed for/)
      .waitFor();
    expect(await obstacles(page)).toEqual([]);
    await picture(page, "journey-answer");
    expect((await questions()).at(-1)).toMatchObject({
      by: ADMIN.name,
      legalReference: REFERENCE,
      cameraId: SIGHTED,
      sightingMs: Math.round(alarm.startedAtMs),
      classes: ["person"],
      cameraIds: [OTHER],
    });
  });

  it("fits a telephone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const overflow = await dialog().evaluate(
      (box) =>
        [box, ...box.querySelectorAll("*")].filter(
          (part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0,
        ).length,
    );
    expect(overflow).toBe(0);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the desk behind it").toBe(true);
    await picture(page, "journey-telephone");
  });

  it("opens the recording of that camera at that time", async () => {
    const link = candidates().last().getByRole("link");
    const [opened] = await Promise.all([page.context().waitForEvent("page"), link.click()]);
    await opened.getByRole("tab", { name: "Recordings", selected: true }).waitFor();
    const atMs = Number(new URL(opened.url()).searchParams.get("at"));
    const video = opened.locator("video");
    await video.waitFor();
    const { segments } = await client.send<{ segments: { sequence: number; startMs: number; endMs: number }[] }>(
      "GET",
      `/cameras/${OTHER}/recordings`,
    );
    const held = segments.find(({ endMs }) => endMs > atMs)!;
    expect(await video.getAttribute("src")).toContain(`/${held.sequence}.mp4`);
    await eventually(async () => {
      const playedS = await video.evaluate((player) => (player as unknown as { currentTime: number }).currentTime);
      expect(playedS).toBeGreaterThanOrEqual((atMs - held.startMs) / 1000 - 0.1);
    });
    await picture(opened, "journey-recording");
  });
});
