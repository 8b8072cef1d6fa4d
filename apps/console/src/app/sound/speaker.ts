// The browser's own sound: short tones made on the spot, silent until a person has allowed it with a click or key.
import { type Priority, TONES } from "./alarm-sounds.ts";

const LOUDNESS = 0.22;
/** Without these ramps each tone would begin and end with a click. Unit: s. */
const RAMP_S = 0.015;

let context: AudioContext | null = null;

/** Call it in a click or key press: browsers allow sound only then. Resolves with whether sound comes out. */
export async function openSpeaker(): Promise<boolean> {
  if (typeof AudioContext === "undefined") return false;
  context ??= new AudioContext();
  // Without a person's act the promise stays open; the state says enough.
  void context.resume().catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 50));
  return isSpeakerOpen();
}

export function isSpeakerOpen(): boolean {
  return context?.state === "running";
}

/** Plays at once; nothing where sound is not allowed yet. */
export function playSound(priority: Priority): void {
  if (!context || !isSpeakerOpen()) return;
  for (const { pitchHz, atS, lengthS } of TONES[priority]) {
    const startS = context.currentTime + atS;
    const tone = new OscillatorNode(context, { type: "sine", frequency: pitchHz });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, startS);
    gain.gain.linearRampToValueAtTime(LOUDNESS, startS + RAMP_S);
    gain.gain.setValueAtTime(LOUDNESS, startS + lengthS - RAMP_S);
    gain.gain.linearRampToValueAtTime(0, startS + lengthS);
    tone.connect(gain).connect(context.destination);
    tone.start(startS);
    tone.stop(startS + lengthS);
  }
}
