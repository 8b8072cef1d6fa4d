// The event stream: each client goes through the journal from its own cursor, so that nothing is missed and nothing comes twice.
import type { JournalEntry, Role } from "@vigie/contracts";
import type { Clock, Journal } from "@vigie/core";
import type { WebSocket } from "ws";
import { mayRead } from "./journal-readers.ts";
import { createPacedSender } from "./paced-sender.ts";

const BATCH = 200;
/** Newest entries kept in memory, so that clients that are up to date cost no look-up. */
const TAIL_LENGTH = 500;
const READ_RETRY_MS = 1_000;

export interface EventStream {
  /** Serves the socket until it closes. `after` is the last number that the client has; null begins with what comes next. */
  serve(socket: WebSocket, role: Role, after: number | null, onTooSlow: () => void): Promise<void>;
  close(): void;
}

export function createEventStream(journal: Journal, clock: Clock): EventStream {
  const tail: JournalEntry[] = [];
  const waiters = new Set<() => void>();
  const unsubscribe = journal.subscribe((entry) => {
    tail.push(entry);
    if (tail.length > TAIL_LENGTH) tail.shift();
    for (const wake of waiters) wake();
  });

  /** Entries after the cursor, from memory when it surely holds all of them. */
  const entriesAfter = async (cursor: number): Promise<readonly JournalEntry[]> => {
    const first = tail[0];
    if (first && cursor >= first.seq) return tail.filter((entry) => entry.seq > cursor);
    return journal.read(cursor, BATCH);
  };

  return {
    async serve(socket, role, after, onTooSlow) {
      const sender = createPacedSender(socket, clock, onTooSlow);
      let dirty = true;
      let wake = (): void => {};
      const onChange = (): void => {
        dirty = true;
        wake();
      };
      waiters.add(onChange);
      socket.once("close", () => {
        waiters.delete(onChange);
        onChange();
      });
      const isOpen = (): boolean => socket.readyState === socket.OPEN;

      const last = await journal.lastSeq();
      // A cursor from another store's future would wait for ever: such a client begins now.
      let cursor = after === null || after > last ? last : after;
      sender.send(JSON.stringify({ type: "hello", last }));
      while (isOpen()) {
        dirty = false;
        let entries: readonly JournalEntry[];
        try {
          entries = await entriesAfter(cursor);
        } catch {
          await new Promise<void>((resolve) => clock.after(READ_RETRY_MS, resolve));
          continue;
        }
        for (const entry of entries) {
          if (sender.isBehind()) break;
          if (mayRead(role, entry)) sender.send(JSON.stringify(entry));
          cursor = entry.seq;
        }
        if (sender.isBehind()) await sender.drained();
        else if (entries.length === 0 && !dirty) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
    close: unsubscribe,
  };
}
