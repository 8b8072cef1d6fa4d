import { situationRows, situationScene } from "@vigie/sim";
import sharp from "sharp";
import { drawSituation } from "./src/run-drawn-situation.ts";

const [kind, seed, cond, ...times] = process.argv.slice(2);
const row = situationRows.find((r) => r.kind === kind)!;
const c = row.conditions[Number(cond)]!;
const s = cond!.startsWith("s") ? row.makeSilent!(Number(seed), row.conditions[0]!) : row.make(Number(seed), c);
const scene = situationScene(s, { widthPx: 320, heightPx: 180 });
const want = times.map(Number);
const tiles: Buffer[] = [];
const svg = `<svg width="640" height="360">${scene.zones.map((z) => `<polygon points="${z.polygon.map(([x, y]) => `${x * 640},${y * 360}`).join(" ")}" fill="none" stroke="magenta" stroke-width="1"/>`).join("")}${scene.lines.map((z) => `<polyline points="${z.points.map(([x, y]) => `${x * 640},${y * 360}`).join(" ")}" fill="none" stroke="yellow" stroke-width="1"/>`).join("")}</svg>`;
const keep: Uint8Array[] = [];
drawSituation({ ...s, scene: { ...s.scene } }, 1, (t, _d, rgb) => {
  if (want.includes(t / 1000)) keep.push(rgb.slice());
});
for (const k of keep)
  tiles.push(
    await sharp(Buffer.from(k), { raw: { width: 320, height: 180, channels: 3 } })
      .resize(640, 360, { kernel: "nearest" })
      .composite([{ input: Buffer.from(svg) }])
      .png()
      .toBuffer(),
  );
await sharp({
  create: {
    width: 640 * Math.min(2, tiles.length),
    height: 360 * Math.ceil(tiles.length / 2),
    channels: 3,
    background: "black",
  },
})
  .composite(tiles.map((input, i) => ({ input, left: (i % 2) * 640, top: Math.floor(i / 2) * 360 })))
  .png()
  .toFile(`/tmp/scene/look-${kind}.png`);
