// Where one client is in an endless film: which picture is due next and at which time of its clock.
import type { AccessUnit, Film } from "./film.ts";

export interface DuePicture {
  film: Film;
  unit: AccessUnit;
  /** Time since the clock began at which it is sent, and its presentation time on the same clock. */
  dueUs: number;
  ptsUs: number;
}

/** Plays a film round after round with timestamps that go on; changes films at a picture's end. */
export class Playback {
  private film: Film;
  private originUs: number;
  private index: number;

  /** Begins with the first key frame due at or after `fromUs` of a clock at whose zero the film began. */
  constructor(film: Film, fromUs: number) {
    this.film = film;
    const round = Math.floor(fromUs / film.durationUs);
    this.originUs = round * film.durationUs;
    this.index = film.units.findIndex((unit) => unit.isKey && unit.dtsUs >= fromUs - this.originUs);
    if (this.index < 0) {
      this.index = 0;
      this.originUs += film.durationUs;
    }
  }

  /** The next picture; stays the same until `advance`. */
  get next(): DuePicture {
    const unit = this.film.units[this.index]!;
    return {
      film: this.film,
      unit,
      dueUs: this.originUs + unit.dtsUs,
      ptsUs: this.originUs + unit.ptsUs,
    };
  }

  /** Goes to the picture after this one, in `film` when that is another one by now. */
  advance(film: Film): void {
    const passed = this.film.units[this.index]!;
    if (film !== this.film) {
      const frameUs = this.film.durationUs / this.film.units.length;
      this.originUs = Math.round(this.originUs + passed.dtsUs + frameUs);
      this.film = film;
      this.index = 0;
      return;
    }
    this.index++;
    if (this.index < film.units.length) return;
    this.index = 0;
    this.originUs += film.durationUs;
  }
}
