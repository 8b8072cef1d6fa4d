// One live picture: the socket's fragments into a MediaSource, kept near the newest picture, opened again when it breaks.
import { liveHelloSchema } from "@vigie/contracts";
import { z } from "zod";
import { socketUrl } from "../../app/api/http.ts";
import { pauseMs } from "../../app/stream/reconnecting.ts";
import { adviseBuffer, codecName, MAX_WAITING_CHUNKS, rangesOf } from "./buffer-policy.ts";

export type LiveState =
  | { name: "connecting" }
  | { name: "playing" }
  | { name: "waiting"; reason: string }
  | { name: "unsupported"; codec: string | null };

export interface LiveObserver {
  onState(state: LiveState): void;
  /** Each look at the buffer. Unit: s; ms on the page's clock. */
  onLook(behindS: number | null, lastPictureAtMs: number | null): void;
}

const LOOK_EVERY_MS = 500;
const messageSchema = z.union([liveHelloSchema, z.object({ type: z.literal("end"), reason: z.string() })]);

/** Plays the camera in the element until the returned function is called. */
export function startLive(cameraId: string, video: HTMLVideoElement, observer: LiveObserver): () => void {
  let stopped = false;
  let failures = 0;
  let endAttempt = (): void => {};
  let retry: ReturnType<typeof setTimeout> | undefined;
  let lastTimeS = -1;
  let lastPictureAtMs: number | null = null;

  const again = (reason: string): void => {
    endAttempt();
    if (stopped) return;
    observer.onState({ name: "waiting", reason });
    retry = setTimeout(attempt, pauseMs(failures++, Math.random()));
  };

  const attempt = (): void => {
    if (typeof MediaSource === "undefined") return observer.onState({ name: "unsupported", codec: null });
    if (failures === 0) observer.onState({ name: "connecting" });
    const socket = new WebSocket(socketUrl(`/cameras/${cameraId}/live`));
    socket.binaryType = "arraybuffer";
    let player: FragmentPlayer | null = null;
    endAttempt = () => {
      endAttempt = () => {};
      socket.onmessage = socket.onclose = null;
      socket.close();
      player?.close();
    };
    socket.onmessage = ({ data }) => {
      if (data instanceof ArrayBuffer) return player?.push(data);
      const message = messageSchema.safeParse(parseJson(String(data)));
      if (!message.success) return;
      if (message.data.type === "end") return again(message.data.reason);
      if (!MediaSource.isTypeSupported(message.data.mimeType)) {
        endAttempt();
        return observer.onState({ name: "unsupported", codec: codecName(message.data.mimeType) });
      }
      player = openPlayer(video, message.data.mimeType, () => again(""));
    };
    socket.onclose = ({ reason }) => again(reason);
  };

  const looking = setInterval(() => {
    if (video.currentTime !== lastTimeS && video.readyState >= 2) {
      if (lastTimeS >= 0 || video.currentTime > 0) {
        lastPictureAtMs = Date.now();
        if (failures > 0 || lastTimeS < 0) observer.onState({ name: "playing" });
        failures = 0;
      }
      lastTimeS = video.currentTime;
    }
    observer.onLook(keepNearNewest(video), lastPictureAtMs);
  }, LOOK_EVERY_MS);

  attempt();
  return () => {
    stopped = true;
    clearInterval(looking);
    clearTimeout(retry);
    endAttempt();
  };
}

/** Follows the buffer's advice; the trimming is done where fragments are appended. */
function keepNearNewest(video: HTMLVideoElement): number | null {
  const advice = adviseBuffer(rangesOf(video.buffered), video.currentTime);
  if (advice.seekToS !== null) video.currentTime = advice.seekToS;
  if (video.playbackRate !== advice.playbackRate) video.playbackRate = advice.playbackRate;
  if (video.paused && advice.behindS !== null) void video.play().catch(() => {});
  return advice.behindS;
}

interface FragmentPlayer {
  push(chunk: ArrayBuffer): void;
  close(): void;
}

function openPlayer(video: HTMLVideoElement, mimeType: string, onBroken: () => void): FragmentPlayer {
  const source = new MediaSource();
  const url = URL.createObjectURL(source);
  const waiting: ArrayBuffer[] = [];
  let buffer: SourceBuffer | null = null;
  let closed = false;

  const broken = (): void => {
    if (!closed) onBroken();
  };
  const work = (): void => {
    if (!buffer || buffer.updating || closed || source.readyState !== "open") return;
    try {
      const { trimBeforeS } = adviseBuffer(rangesOf(buffer.buffered), video.currentTime);
      if (trimBeforeS !== null && trimBeforeS > 0) return buffer.remove(0, trimBeforeS);
      const next = waiting.shift();
      if (next) buffer.appendBuffer(next);
    } catch {
      broken();
    }
  };
  source.addEventListener(
    "sourceopen",
    () => {
      try {
        buffer = source.addSourceBuffer(mimeType);
        buffer.addEventListener("updateend", work);
        buffer.addEventListener("error", broken);
        work();
      } catch {
        broken();
      }
    },
    { once: true },
  );
  video.addEventListener("error", broken);
  video.src = url;
  return {
    push(chunk) {
      waiting.push(chunk);
      if (waiting.length > MAX_WAITING_CHUNKS) return broken();
      work();
    },
    close() {
      closed = true;
      video.removeEventListener("error", broken);
      URL.revokeObjectURL(url);
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
