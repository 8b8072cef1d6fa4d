// The demo site in the language of whoever sets it up: its cameras, places, scenarios, and the alarms that were there before.
import type { Alarm, CameraConfig } from "@vigie/contracts";
import type { Clock, Records } from "@vigie/core";
import type { CameraBook } from "./camera-book.ts";

type Name = (name: string) => string;

interface DemoLanguageDeps {
  records: Records;
  cameras: Pick<CameraBook, "demoIds" | "change">;
  clock: Clock;
}

/** Gives every name that the demo site was made with in this language; names that people gave stay. */
export async function nameDemoSite(
  language: "en" | "fr",
  { records, cameras, clock }: DemoLanguageDeps,
): Promise<void> {
  const ids = await cameras.demoIds();
  if (language === "en" || ids.size === 0) return;
  const { demoName } = await import("@vigie/sim");
  const named: Name = (name) => demoName(name, language);
  for (const camera of await records.cameras.list()) {
    if (!ids.has(camera.id)) continue;
    await cameras.change(camera.id, namesOf(camera, named));
    for (const id of await openAlarmIds(records, camera.id))
      await records.alarms.change(id, clock.nowMs(), (alarm) => alarmNamed(alarm, named));
  }
}

function namesOf({ name, place, scene }: CameraConfig, named: Name): Pick<CameraConfig, "name" | "place" | "scene"> {
  const eachNamed = <T extends { name?: string | undefined }>(items: readonly T[]): T[] =>
    items.map((item) => (item.name === undefined ? item : { ...item, name: named(item.name) }));
  return {
    name: named(name),
    place: named(place),
    scene: {
      ...scene,
      lines: eachNamed(scene.lines),
      zones: eachNamed(scene.zones),
      scenarios: eachNamed(scene.scenarios),
    },
  };
}

async function openAlarmIds(records: Records, cameraId: string): Promise<string[]> {
  const { alarms } = await records.alarms.list({ states: ["raised", "acknowledged"], cameraId, limit: 100 });
  return alarms.map(({ id }) => id);
}

function alarmNamed(alarm: Alarm, named: Name): Alarm {
  const { placeName } = alarm.facts;
  return {
    ...alarm,
    cameraName: named(alarm.cameraName),
    place: named(alarm.place),
    scenarioName: named(alarm.scenarioName),
    facts: typeof placeName === "string" ? { ...alarm.facts, placeName: named(placeName) } : alarm.facts,
  };
}
