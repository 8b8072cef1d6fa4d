// The live picture over a WebSocket: one text message that says what comes, then fragmented MP4; a slow client loses pictures, never memory.
import type { Clock, LiveChunk } from "@vigie/core";
import type { Fleet, LiveSubscription } from "@vigie/engine";
import type { WebSocket } from "ws";
import { withoutUserInfo } from "../secrets/redaction.ts";
import { createPacedSender } from "./paced-sender.ts";

const CLOSE_GOING_AWAY = 1001;

export interface LiveDeps {
  fleet: Fleet;
  clock: Clock;
  onTooSlow(): void;
}

/**
 * Serves the socket until it closes. First `{type:"hello", mimeType, cameraId}`, at the end `{type:"end", reason}`.
 * A client that is behind loses fragments up to the next picture from which a player can start again.
 */
export async function serveLive(socket: WebSocket, cameraId: string, deps: LiveDeps): Promise<void> {
  const sender = createPacedSender(socket, deps.clock, deps.onTooSlow);
  const early: LiveChunk[] = [];
  let subscription: LiveSubscription | null = null;
  let skipping = false;

  const pass = (chunk: LiveChunk): void => {
    if (chunk.kind === "init") skipping = false;
    else if (sender.isBehind()) skipping = true;
    else if (chunk.isKey) skipping = false;
    if (!skipping) sender.send(chunk.data);
  };
  const end = (reason: string): void => {
    sender.send(JSON.stringify({ type: "end", reason: withoutUserInfo(reason) }));
    socket.close(CLOSE_GOING_AWAY, "the camera stopped or changed");
  };

  try {
    // The first chunks may arrive before the subscription itself is known.
    subscription = await deps.fleet.live(cameraId, (chunk) => (subscription ? pass(chunk) : early.push(chunk)), end);
  } catch (cause) {
    return end(cause instanceof Error ? cause.message : "the live picture is not available");
  }
  if (socket.readyState !== socket.OPEN) return subscription.close();
  socket.once("close", () => subscription?.close());
  sender.send(JSON.stringify({ type: "hello", mimeType: subscription.mimeType, cameraId }));
  for (const chunk of early) pass(chunk);
}
