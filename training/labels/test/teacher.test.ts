// The teacher looks several times and says each thing once.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { iou } from "../box.ts";
import { readJpeg } from "../jpeg.ts";
import { openTeacher, type Teacher } from "../teacher.ts";

const assets = process.env.VIGIE_ASSETS;

describe.skipIf(!assets)("the teacher on real pictures (needs VIGIE_ASSETS)", () => {
  let teacher: Teacher;
  beforeAll(async () => {
    teacher = await openTeacher("picodet-s-416", join(assets!, "models"));
  });
  afterAll(() => teacher.close());

  it("sees the two workers of a picture, each once, whether or not it looks at parts", async () => {
    const folder = join(assets!, "images/hard-hat/images");
    const picture = readJpeg(join(folder, readdirSync(folder).sort()[0]!));
    for (const withParts of [false, true]) {
      const people = (await teacher.look(picture, withParts)).filter(
        ({ category, score }) => category === "person" && score > 0.5,
      );
      expect(people).toHaveLength(2);
      expect(iou(people[0]!.box, people[1]!.box)).toBeLessThan(0.2);
      for (const { box } of people) expect(box[3] - box[1]).toBeGreaterThan(0.5);
    }
  });

  it("errs with the catalogue's sentence when there is no such teacher", async () => {
    await expect(openTeacher("nobody", join(assets!, "models"))).rejects.toThrow('There is no detector "nobody"');
  });
});
