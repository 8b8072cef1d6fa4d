import { situationRows, situationScene, SceneRenderer } from "@vigie/sim";
import { writeFileSync } from "node:fs";
// specs: kind:seed:cond:t1+t2
for (const spec of process.argv.slice(2)) {
  const [kind, seed, cond, times] = spec.split(":");
  const row = situationRows.find((r) => r.kind === kind)!;
  const s = cond!.startsWith("s") ? row.makeSilent!(Number(seed), row.conditions[0]!) : row.make(Number(seed), row.conditions[Number(cond)]!);
  const size = { widthPx: 320, heightPx: 180 };
  const scene = situationScene(s, size);
  const renderer = new SceneRenderer(s.scene, { ...size, seed: s.seed });
  const rgb = new Uint8Array(320 * 180 * 3);
  for (const t of times!.split("+").map(Number)) {
    renderer.draw(t, t, rgb);
    for (const z of [...scene.zones.map((z) => [...z.polygon, z.polygon[0]!]), ...scene.lines.map((l) => l.points)])
      for (let i = 1; i < z.length; i++) for (let k = 0; k <= 100; k++) {
        const x = Math.min(319, Math.round((z[i - 1]![0] + ((z[i]![0] - z[i - 1]![0]) * k) / 100) * 320)), y = Math.min(179, Math.round((z[i - 1]![1] + ((z[i]![1] - z[i - 1]![1]) * k) / 100) * 180));
        if (k % 3 === 0) rgb.set([255, 0, 255], (y * 320 + x) * 3);
      }
    writeFileSync(`/tmp/scene/l-${kind}-${seed}-${cond}-${t}.ppm`, Buffer.concat([Buffer.from("P6 320 180 255\n"), rgb]));
  }
}
