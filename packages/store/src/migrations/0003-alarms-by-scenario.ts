// Alarms of one scenario are found without looking at the camera's others: each new event asks for them.
import type { Kysely } from "kysely";

export async function indexAlarmsByScenario(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex("alarm_scenario")
    .on("alarm")
    .columns(["cameraId", "scenarioId", "raisedAtMs", "id"])
    .execute();
}
