// A short-lived process: makes whole recordings of those that a killed server left unfinished, so that no media code runs in the server.
import { listTornSegments, recoverSegment } from "@vigie/media";
import { createNodeFileSystem } from "@vigie/store";
import { RECORDINGS_FOLDER } from "./folder.ts";

const files = createNodeFileSystem(process.env.VIGIE_DATA_ROOT ?? "");
let recovered = 0;
let lost = 0;
for (const camera of await files.list(RECORDINGS_FOLDER)) {
  for (const path of await listTornSegments(files, `${RECORDINGS_FOLDER}/${camera}`)) {
    const { segment } = await recoverSegment(files, path);
    if (segment) recovered++;
    else lost++;
  }
}
process.send?.({ recovered, lost });
