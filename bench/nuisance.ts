// Goal G8: alarms where nothing is, ours against the pixel differences of `motion`, on films of rain, leaves, beams, insects and lamps.
import { type Scene, sceneSchema } from "@vigie/contracts";
import type { DetectorModel } from "@vigie/core";
import { scoreEvents, type TrueInterval } from "@vigie/evals";
import { createDetectorCatalogue, EMBEDDED_FOLDER } from "@vigie/inference";
import { disturbanceScenes, situationRows, situationScene } from "@vigie/sim";
import { modelFolders } from "./material.ts";
import { type MotionEvent, motionProgram, watchWithMotion } from "./peers/motion.ts";
import { benchFilms, looped, renderQuiet } from "./quiet-films.ts";
import type { BenchResult, BenchRow } from "./report.ts";
import { FILM_FPS, SIZE } from "./scenarios/film.ts";
import { watchFilm } from "./scenarios/watch-film.ts";

const NAME = "nuisance alarms against motion";
/** Each disturbance this long; seven of them are more than an hour. Unit: s. */
const QUIET_S = 540;
/** True intrusions shown, so that silence is not bought with blindness. */
const INTRUSIONS = 6;
const FIRST_SEED = 2000;

interface Film {
  name: string;
  path: string;
  seconds: number;
  truth: readonly TrueInterval[];
  /** What is watched: anybody in the whole picture, or the film's own zone, for both alike. */
  scene: Scene | null;
}

export async function nuisance(): Promise<BenchResult> {
  const program = motionProgram();
  if (!program) return { name: NAME, rows: [], skipped: "needs the Debian package motion" };
  const films = benchFilms("nuisance");
  const folder = films.folder;
  try {
    const quiet = disturbanceScenes.map((scene) => ({
      name: scene.id,
      path: renderQuiet(looped(scene, QUIET_S), folder, FIRST_SEED),
      seconds: QUIET_S,
      truth: [],
      scene: null,
    }));
    const loud = intrusionFilms(folder);
    const all = [...quiet, ...loud];
    const theirs = await Promise.all(
      all.map((film) => watchWithMotion(program, { ...film, ...SIZE, fps: FILM_FPS, zones: film.scene?.zones })),
    );
    const rows: BenchRow[] = [
      ...rowsOf("motion", quiet, theirs.slice(0, quiet.length).map(startsOf)),
      recallRow(
        "motion",
        loud,
        theirs.slice(quiet.length).map((events, i) => overlapped(loud[i]!, events)),
      ),
    ];
    const catalogue = createDetectorCatalogue({ folders: modelFolders, embeddedFolder: EMBEDDED_FOLDER });
    for (const name of ["embedded", "motion"]) {
      const model = await catalogue.open(name);
      const ours = await watchAll(all, model);
      const label = `ours, detector ${name}`;
      rows.push(
        ...rowsOf(label, quiet, ours.slice(0, quiet.length)),
        recallRow(label, loud, foundOf(loud, ours.slice(quiet.length))),
      );
      await model.close();
    }
    return { name: NAME, rows };
  } finally {
    films.close();
  }
}

function intrusionFilms(folder: string): Film[] {
  const row = situationRows.find(({ kind }) => kind === "intrusion");
  if (!row) return [];
  return Array.from({ length: INTRUSIONS }, (_, i) => {
    const situation = row.make(FIRST_SEED + i, row.conditions[i % row.conditions.length]!);
    const { scene, events } = situation;
    const path = renderQuiet(scene, folder, FIRST_SEED + i);
    const watched = situationScene(situation, SIZE);
    return { name: `intrusion ${i + 1}`, path, seconds: scene.seconds, truth: events, scene: watched };
  });
}

async function watchAll(films: readonly Film[], model: DetectorModel): Promise<number[][]> {
  const anywhere = everywhere(model.info.classes);
  const told: number[][] = [];
  for (const film of films) {
    const scene = film.scene ? seenBy(model.info.classes, film.scene) : anywhere;
    told.push((await watchFilm(film.path, scene, model, FILM_FPS)).told.map(({ atS }) => atS));
  }
  return told;
}

/** Anybody anywhere: the most that an intrusion scenario can be asked. Parked cars stand in some of the pictures, and are no nuisance. */
function everywhere(seen: readonly string[]): Scene {
  const polygon = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ];
  const classes = seen.includes("person") ? ["person"] : [...seen];
  return sceneSchema.parse({
    zones: [{ id: "all", polygon }],
    scenarios: [{ id: "anybody", kind: "intrusion", zone: "all", classes }],
  });
}

/** A detector without names watches what moves. */
function seenBy(seen: readonly string[], scene: Scene): Scene {
  if (seen.includes("person")) return scene;
  return sceneSchema.parse({ ...scene, scenarios: scene.scenarios.map((item) => ({ ...item, classes: [...seen] })) });
}

function rowsOf(who: string, films: readonly Film[], told: readonly number[][]): BenchRow[] {
  const hours = films.reduce((sum, film) => sum + film.seconds, 0) / 3600;
  const total = told.reduce((sum, times) => sum + times.length, 0);
  return [
    {
      figure: `${who}: alarms in ${hours.toFixed(2)} h of disturbance`,
      value: total,
      goal: who === "motion" ? "" : "G8 95 % fewer than motion",
      note: films.map(({ name }, i) => `${name} ${told[i]!.length}`).join(", "),
      raw: told.map((times) => times.length),
    },
  ];
}

/** True intrusions that an alarm of ours told within the usual window. */
function foundOf(films: readonly Film[], told: readonly number[][]): number[] {
  return films.map((film, i) => scoreEvents(film.truth, told[i]!, film.seconds).found);
}

/** True intrusions during which an event of the peer was open, whenever it began. */
function overlapped(film: Film, events: readonly MotionEvent[]): number {
  const isOpenIn = (event: MotionEvent, { startS, endS }: TrueInterval) =>
    event.startS <= (endS ?? film.seconds) && event.endS >= startS;
  return film.truth.filter((interval) => events.some((event) => isOpenIn(event, interval))).length;
}

const startsOf = (events: readonly MotionEvent[]): number[] => events.map(({ startS }) => startS);

function recallRow(who: string, films: readonly Film[], found: readonly number[]): BenchRow {
  const truth = films.reduce((sum, film) => sum + film.truth.length, 0);
  const note = `${truth} intrusions in ${films.length} films`;
  return { figure: `${who}: intrusions found`, value: found.reduce((a, b) => a + b, 0), note, raw: [...found] };
}
