// Two people change one camera at once: the second is told, and nobody's drawing is overwritten unseen.
import type { CameraView, Problem } from "@vigie/contracts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startSite, type TestSite, type Visitor } from "./site.ts";

let site: TestSite;
let administrator: Visitor;
let next = 0;
let path = "";

beforeAll(async () => {
  site = await startSite();
  administrator = await site.as("administrator");
});
afterAll(() => site.close());
beforeEach(async () => {
  const id = `shared-${next++}`;
  path = `/api/v1/cameras/${id}`;
  const camera = { id, name: "Shared", source: { kind: "rtsp", url: "rtsp://192.0.2.1/1" } };
  expect((await administrator.send("POST", "/api/v1/cameras", camera)).status).toBe(201);
});

const zone = (id: string) => ({
  id,
  polygon: [
    [0.1, 0.1],
    [0.3, 0.1],
    [0.3, 0.3],
  ],
});
const patch = (body: object, ifMatch?: string) =>
  administrator.send("PATCH", path, body, ifMatch === undefined ? {} : { "if-match": ifMatch });
const seen = async () => (await (await administrator.get(path)).json()) as CameraView;

describe("changing a camera", () => {
  it("what the second has drawn on an old picture is refused in one sentence, and stands once it is drawn on the new", async () => {
    const { version } = await seen();
    const first = await patch({ scene: { zones: [zone("theirs")] } }, `"${version}"`);
    expect(first.status).toBe(200);
    const stored = (await first.json()) as CameraView;
    expect(first.headers.get("etag")).toBe(`"${stored.version}"`);

    const second = await patch({ scene: { zones: [zone("mine")] } }, `"${version}"`);
    expect(second.status).toBe(412);
    const problem = (await second.json()) as Problem;
    expect(problem).toMatchObject({ code: "camera.changed", details: { version: stored.version } });
    expect(problem.message).toMatch(/^Somebody else has changed camera "Shared" meanwhile/);
    expect((await seen()).scene.zones).toMatchObject([{ id: "theirs" }]);

    const again = await patch({ scene: { zones: [zone("theirs"), zone("mine")] } }, `W/"${stored.version}"`);
    expect(again.status).toBe(200);
    expect((await seen()).scene.zones).toHaveLength(2);
  });

  it("of twenty at once on one picture exactly one is stored", async () => {
    const { version } = await seen();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => patch({ scene: { zones: [zone(`z${i}`)] } }, version)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 412)]);
  });

  it("a program that names no version overwrites, and so does who says that he means to", async () => {
    const { version } = await seen();
    expect((await patch({ scene: { zones: [zone("mine")] } })).status).toBe(200);
    expect((await patch({ scene: { zones: [zone("late")] } }, version)).status).toBe(412);
    expect((await patch({ scene: { zones: [zone("late")] } }, "*")).status).toBe(200);
    expect((await seen()).scene.zones).toMatchObject([{ id: "late" }]);
  });

  it("one who draws and one who renames do not stand in each other's way", async () => {
    const { version } = await seen();
    expect((await patch({ name: "North gate" }, version)).status).toBe(200);
    expect((await patch({ scene: { zones: [zone("mine")] } }, version)).status).toBe(200);
    expect((await patch({ name: "South gate" }, version)).status, "the name was changed meanwhile").toBe(412);
    expect((await patch({ place: "Yard" })).status, "single fields need no version").toBe(200);
    expect(await seen()).toMatchObject({ name: "North gate", place: "Yard", scene: { zones: [{ id: "mine" }] } });
  });

  it("the version says nothing of the password, and changes with nothing but the camera", async () => {
    const [one, two] = [await seen(), await seen()];
    expect(one.version).toBe(two.version);
    expect(one.version).toMatch(/^[\w-]{16}\.[\w-]{16}$/);
  });
});
