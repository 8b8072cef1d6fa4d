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
      for (const row of await evalTracks(options.cases, options.out)) {
        console.log(
          `${row.sequence}: ${row.frames} frames, ${row.tracks} tracks, ${Math.round(row.framesPerSecond)} frames/s`,
        );
      }
    });
  return command;
}
