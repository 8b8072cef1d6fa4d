// `vigie eval tracks`: the tracker alone on MOTChallenge detections.
import { evalTracks } from "@vigie/evals";
import { Command } from "commander";

export function evalCommand(): Command {
  const command = new Command("eval").description("score parts of the product on their own");
  command
    .command("tracks")
    .description("run the tracker alone on MOTChallenge detections and write its tracks in MOTChallenge form")
    .requiredOption("--cases <dir>", "folder of sequences, each with seqinfo.ini and det/det.txt")
    .requiredOption("--out <dir>", "folder for <sequence>.txt")
    .action(async (options: { cases: string; out: string }) => {
      const result = await evalTracks(options.cases, options.out);
      for (const row of result.sequences)
        console.log(`${row.name}: ${row.frames} frames, ${row.tracks} tracks, ${row.boxes} boxes`);
      console.log(`${result.frames} frames, ${Math.round(result.framesPerS)} frames per second`);
    });
  return command;
}
