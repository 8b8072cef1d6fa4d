// `npm run eval -- --changed`: the real clips mirrored, cut, begun later and looked at more or less often, as one page.
import { createDetectorCatalogue, EMBEDDED_FOLDER } from "@vigie/inference";
import { modelFolders, NO_MATERIAL } from "../material.ts";
import { changedPage, publishChanged } from "./publish-changed.ts";
import { type ChangedResult, watchChanged } from "./watch-changed.ts";

/** Prints the page, and publishes it where asked. Errors: without the clips. */
export async function evalChanged(options: {
  detectors: readonly string[];
  keep: string;
  publish: boolean;
  commit: string;
}): Promise<readonly ChangedResult[]> {
  const catalogue = createDetectorCatalogue({ folders: modelFolders, embeddedFolder: EMBEDDED_FOLDER });
  const results = await watchChanged(catalogue, {
    ...options,
    onClip: (change, clip) => process.stderr.isTTY && process.stderr.write(`\r${change}: ${clip}\u001b[K`),
  });
  if (!results) throw new Error(NO_MATERIAL);
  console.log(changedPage(options.commit, results));
  if (options.publish) publishChanged(options.commit, results);
  return results;
}
