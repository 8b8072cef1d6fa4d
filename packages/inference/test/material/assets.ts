// Test material: where the project's weights, pictures and clips lie, given by the person who runs the tests.
import { join } from "node:path";

const root = process.env.VIGIE_ASSETS;

/** False where the material is absent: tests that need it say that they were skipped. */
export const hasAssets = root !== undefined && root !== "";

export const modelsFolder = join(root ?? "", "models");

export function assetPath(...parts: string[]): string {
  return join(root ?? "", ...parts);
}
