// "This is the new view", over real HTTP: who may say so, and that it reaches the fleet.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSite, type TestSite } from "./site.ts";

let site: TestSite;
beforeAll(async () => {
  site = await startSite();
  const administrator = await site.as("administrator");
  const source = { kind: "rtsp", url: "rtsp://192.0.2.1/1" };
  const made = await administrator.send("POST", "/api/v1/cameras", { id: "yard", name: "Yard", source });
  expect(made.status).toBe(201);
});
afterAll(() => site.close());

describe("a new view", () => {
  it("is accepted by an operator, not by a viewer, and only of a camera that exists", async () => {
    const path = "/api/v1/cameras/yard/view/accept";
    expect((await (await site.as("viewer")).send("POST", path)).status).toBe(403);
    expect(site.fleet.accepted).toEqual([]);
    const operator = await site.as("operator");
    expect((await operator.send("POST", path)).status).toBe(204);
    expect(site.fleet.accepted).toEqual(["yard"]);
    expect((await operator.send("POST", "/api/v1/cameras/nowhere/view/accept")).status).toBe(404);
  });
});
