// The page of what the product tells of real events, beside the scores on simulated films.
import { writeFileSync } from "node:fs";
import { type RealEventResult, realEventFaults, realEventsTable } from "./real-events.ts";

const PAGE = new URL("../../docs/real-events.md", import.meta.url);

export function publishRealEvents(commit: string, results: readonly RealEventResult[]): void {
  writeFileSync(PAGE, page(commit, results));
}

function page(commit: string, results: readonly RealEventResult[]): string {
  const clips = new Set(results.map(({ clip }) => clip));
  const [detector] = results.map((result) => result.detector);
  const seconds = [...clips].reduce((sum, name) => {
    const one = results.find((result) => result.clip === name && result.detector === detector);
    return sum + (one?.tally.watchedS ?? 0);
  }, 0);
  return [
    "# What happens on real clips",
    "",
    "Written by `npm run eval -- --real --publish`; not edited by hand.",
    "",
    `Taken at commit ${commit} on ${clips.size} real clips, ${(seconds / 60).toFixed(1)} minutes, watched by the product's own engine at 5 pictures a second as a live`,
    "camera would be. A person drew the scenarios and wrote down what each should tell, and when, before the product was run on them",
    "([how](../test/product/truth/events/README.md)). A true event is found by the first alarm within 10 s; every other alarm is false. Rows without",
    "events are scenarios of which nothing happens in the clips: every alarm in them is false.",
    "",
    "- The clips are few and short; what they show of a kind is an example, not a rate.",
    "- Four of the clips are generated pictures, and general causes that the clips showed were mended: other video will do worse.",
    "",
    realEventsTable(results),
    "",
    "## Where it fails",
    "",
    ...realEventFaults(results).map((fault) => `- ${fault}`),
    "",
  ].join("\n");
}
