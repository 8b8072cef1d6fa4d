// Seven seconds of a real plaza with things in it that a real detector takes for somebody: left out after a look ahead; people are not.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { iou } from "@vigie/core/geometry";
import { createDetectorCatalogue, EMBEDDED_FOLDER } from "@vigie/inference";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { boxOf, hasMaterial, PASTED_FILMS, writePasted } from "./support/pasted-posts.ts";
import { type BoxPx, watchedPersons } from "./support/watched-film.ts";

const assets = process.env.VIGIE_ASSETS;
const film = PASTED_FILMS[0]!;
const AT_POST = 0.45;

describe.skipIf(!assets || !hasMaterial(assets, film))(
  "FX-9 things that look like somebody, in a file of seven seconds",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "vigie-posts-"));
    const seen: Record<"without" | "with", BoxPx[][]> = { without: [], with: [] };

    beforeAll(async () => {
      const path = join(folder, "plaza.mp4");
      await writePasted(assets!, film, path);
      const catalogue = createDetectorCatalogue({ folders: [], embeddedFolder: EMBEDDED_FOLDER });
      const model = await catalogue.open("embedded");
      seen.without = await watchedPersons(model, path, film.fps, false);
      seen.with = await watchedPersons(model, path, film.fps, true);
      await model.close();
    }, 180_000);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    const isAtPost = (box: BoxPx) => film.posts.some((post) => iou(boxOf(post), box) >= AT_POST);
    const count = (pictures: BoxPx[][], passes: (box: BoxPx) => boolean) =>
      pictures.reduce((sum, boxes) => sum + boxes.filter(passes).length, 0);

    it("are counted in most pictures without a look ahead, and in few with one", () => {
      expect(count(seen.without, isAtPost)).toBeGreaterThan(0.6 * film.posts.length * seen.without.length);
      expect(count(seen.with, isAtPost)).toBeLessThan(0.2 * count(seen.without, isAtPost));
    });

    it("take nobody with them who walks or stands there", () => {
      const people = count(seen.without, (box) => !isAtPost(box));
      expect(people).toBeGreaterThan(200);
      expect(count(seen.with, (box) => !isAtPost(box))).toBeGreaterThan(0.97 * people);
    });
  },
);
