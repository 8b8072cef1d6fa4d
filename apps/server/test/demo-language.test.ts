// The example town as a French administrator meets it: every name in French, also of what alarmed before anyone was there.
import { demoCameras, demoName } from "@vigie/sim";
import { expect, it } from "vitest";
import { openDemoSite } from "../src/cameras/demo-site.ts";
import { intrusion, PASSWORD, startSite, type TestSite } from "./site.ts";

const person = { name: "Ada", email: "ada@example.org", password: PASSWORD };

/** All that an operator reads of the cameras: names, places, what is drawn, what watches. */
async function words(site: TestSite): Promise<string[]> {
  return (await site.cameras.list()).flatMap(({ name, place, scene }) => [
    name,
    place,
    ...[...scene.lines, ...scene.zones, ...scene.scenarios].map((one) => one.name ?? ""),
  ]);
}

async function withDemo(check: (site: TestSite) => Promise<void>): Promise<void> {
  const site = await startSite();
  const demo = await openDemoSite({ ...site, wanted: true });
  try {
    await check(site);
  } finally {
    await demo?.close();
    await site.close();
  }
}

const setUp = (site: TestSite, language?: string) =>
  site.visitor().send("POST", "/api/v1/setup", { ...person, token: site.setupToken, language });

it("whoever sets it up in French reads a French town, and keeps the names that people gave", async () => {
  await withDemo(async (site) => {
    const before = await words(site);
    await site.cameras.change("school-street", { name: "Notre école" });
    await site.listener.onEvent(
      intrusion("early", {
        cameraId: "works-yard",
        scenarioId: "intrusion",
        facts: { className: "person", placeName: "Yard", seconds: 2, limitS: 1 },
      }),
    );
    expect((await setUp(site, "fr")).status).toBe(201);
    const after = await words(site);
    expect(after).toHaveLength(before.length);
    expect(after[0]).toBe("Notre école");
    expect(after.filter((word) => before.includes(word))).toEqual([]);
    const { alarms } = await site.records.alarms.list({ states: ["raised"], limit: 10 });
    expect(alarms).toHaveLength(1);
    expect(alarms[0]).toMatchObject({
      cameraName: "Cour du dépôt",
      place: "Dépôt municipal, portail",
      scenarioName: "Quelqu’un dans la cour la nuit",
      facts: { placeName: "Cour" },
    });
  });
});

it.each(["en", undefined])("stays English where the administrator's language is %s", async (language) => {
  await withDemo(async (site) => {
    const before = await words(site);
    expect((await setUp(site, language)).status).toBe(201);
    expect(await words(site)).toEqual(before);
  });
});

it("refuses a language that the product does not speak, before anyone is made", async () => {
  await withDemo(async (site) => {
    expect((await setUp(site, "de")).status).toBe(400);
    expect(await site.accounts.hasAdministrator()).toBe(false);
  });
});

it("has a French word for every name of the town", () => {
  const cameras = demoCameras({ rtspBaseUrl: "rtsp://127.0.0.1:1", assetsFolder: "/films" });
  for (const { name, place, scene } of cameras) {
    const drawn = [...(scene?.lines ?? []), ...(scene?.zones ?? []), ...(scene?.scenarios ?? [])];
    for (const word of [name, place ?? "", ...drawn.map((one) => one.name ?? "")])
      expect(demoName(word, "fr")).not.toBe(word);
  }
});
