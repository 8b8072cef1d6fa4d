// Asks the stored past what a scenario would have found: starts a job when the question stands still, follows it, cancels it when the question changes.
import { type RetroJob, type RetroRequest, retroJobSchema } from "@vigie/contracts";
import { useCallback, useEffect, useRef, useState } from "react";
import { request, requestOnly } from "../../app/api/http.ts";

/** The question without its period: the period ends now, whenever it is asked. */
export type RetroQuestion = Omit<RetroRequest, "fromMs" | "toMs">;

export interface Retro {
  job: RetroJob | null;
  error: unknown;
  /** The job answers an older question. */
  stale: boolean;
  fromMs: number;
  toMs: number;
  cancel(): void;
  askAgain(): void;
}

const STANDS_STILL_MS = 500;
const LOOK_EVERY_MS = 300;

interface Held {
  job: RetroJob | null;
  error: unknown;
  key: string;
  fromMs: number;
  toMs: number;
}

/** Null asks nothing, and keeps the last answer as stale. */
export function useRetro(cameraId: string, question: RetroQuestion | null, periodMs: number, now: () => number): Retro {
  const [turn, setTurn] = useState(0);
  const key = question ? JSON.stringify([question, periodMs, turn]) : "";
  const [held, setHeld] = useState<Held>({ job: null, error: null, key: "", fromMs: 0, toMs: 0 });
  const running = useRef<string | null>(null);
  const clock = useRef(now);
  clock.current = now;

  const cancel = useCallback(() => {
    const id = running.current;
    running.current = null;
    if (id !== null)
      void request(retroJobSchema, `/retro/${id}`, { method: "DELETE" }).then(
        (job) => setHeld((before) => (before.job?.id === id ? { ...before, job } : before)),
        () => undefined,
      );
  }, []);

  useEffect(() => {
    if (key === "") return;
    const stop = new AbortController();
    const { signal } = stop;
    const ask = async () => {
      const [asked] = JSON.parse(key) as [RetroQuestion];
      const toMs = Math.floor(clock.current());
      const fromMs = toMs - periodMs;
      const told = (job: RetroJob | null, error: unknown) => {
        if (!signal.aborted) setHeld({ job, error, key, fromMs, toMs });
      };
      try {
        let job = await request(retroJobSchema, `/cameras/${cameraId}/retro`, {
          method: "POST",
          body: { ...asked, fromMs, toMs },
        });
        // A question that changed while this one was on its way is not waited for.
        if (signal.aborted) return requestOnly(`/retro/${job.id}`, { method: "DELETE" }).catch(() => undefined);
        running.current = job.id;
        told(job, null);
        while (job.state === "running" && running.current === job.id && !signal.aborted) {
          await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
          if (signal.aborted || running.current !== job.id) return;
          job = await request(retroJobSchema, `/retro/${job.id}`, { signal });
          told(job, null);
        }
        if (running.current === job.id) running.current = null;
      } catch (error) {
        running.current = null;
        told(null, error);
      }
    };
    const timer = setTimeout(() => void ask(), STANDS_STILL_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
      cancel();
    };
  }, [key, cameraId, periodMs, cancel]);

  return {
    job: held.job,
    error: held.error,
    stale: held.key !== key,
    fromMs: held.fromMs,
    toMs: held.toMs,
    cancel,
    askAgain: () => setTurn((before) => before + 1),
  };
}
