// RGB pictures as planar YUV 4:2:0 (BT.709, limited range).

/** Shape of `out`: Y plane, then U and V at half size, without padding. */
export function toYuv420(rgb: Uint8Array, widthPx: number, heightPx: number, out: Uint8Array): void {
  const u0 = widthPx * heightPx;
  const v0 = u0 + (widthPx >> 1) * (heightPx >> 1);
  for (let i = 0; i < u0; i++) {
    out[i] = 16.5 + 0.1826 * rgb[i * 3]! + 0.6142 * rgb[i * 3 + 1]! + 0.062 * rgb[i * 3 + 2]!;
  }
  for (let y = 0; y + 1 < heightPx; y += 2) {
    for (let x = 0; x + 1 < widthPx; x += 2) {
      const a = (y * widthPx + x) * 3;
      const b = a + widthPx * 3;
      const r = rgb[a]! + rgb[a + 3]! + rgb[b]! + rgb[b + 3]!;
      const g = rgb[a + 1]! + rgb[a + 4]! + rgb[b + 1]! + rgb[b + 4]!;
      const blue = rgb[a + 2]! + rgb[a + 5]! + rgb[b + 2]! + rgb[b + 5]!;
      const at = (y >> 1) * (widthPx >> 1) + (x >> 1);
      out[u0 + at] = 128.5 + (-0.1006 * r - 0.3386 * g + 0.4392 * blue) / 4;
      out[v0 + at] = 128.5 + (0.4392 * r - 0.3989 * g - 0.0403 * blue) / 4;
    }
  }
}
