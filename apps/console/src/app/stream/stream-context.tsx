// Keeps the page current: one connection to the event stream for everything behind the log-in.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { journalEntrySchema } from "@vigie/contracts";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { z } from "zod";
import { socketUrl } from "../api/http.ts";
import { healthQuery } from "../api/queries.ts";
import { applyEntry } from "./apply-entry.ts";
import { createLink, type Link, type LinkSocket, type LinkStatus } from "./reconnecting.ts";

const helloSchema = z.object({ type: z.literal("hello"), last: z.number() });
const messageSchema = z.union([helloSchema, journalEntrySchema]);

interface StreamView {
  status: LinkStatus;
  retryNow(): void;
}

const FIRST: LinkStatus = { state: "connecting", lostAtMs: null, retryAtMs: null };
const StreamContext = createContext<StreamView>({ status: FIRST, retryNow: () => {} });

export function useStream(): StreamView {
  return useContext(StreamContext);
}

export function StreamProvider({ children }: { children: ReactNode }) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [status, setStatus] = useState(FIRST);
  const link = useRef<Link | null>(null);
  const health = useQuery(healthQuery);

  useEffect(() => {
    const current = createLink({
      open: openSocket,
      nowMs: () => Date.now(),
      random: () => Math.random(),
      after(delayMs, run) {
        const timer = setTimeout(run, delayMs);
        return { cancel: () => clearTimeout(timer) };
      },
      receive(text, cursor) {
        const message = messageSchema.safeParse(parseJson(text));
        if (!message.success) return null;
        if (message.data.type !== "hello") {
          applyEntry(cache, message.data);
          return message.data.seq;
        }
        // Without a cursor, or with one that this store never gave, what is known may be old: ask for all of it again.
        const { last } = message.data;
        if (cursor !== null && cursor <= last) return null;
        void cache.invalidateQueries({ queryKey: ["alarms"] });
        void cache.invalidateQueries({ queryKey: ["cameras"] });
        return last;
      },
      onStatus: setStatus,
      onSessionEnded() {
        cache.setQueryData(["session"], null);
        void navigate({ to: "/login", search: { to: location.pathname } });
      },
    });
    link.current = current;
    const retry = () => current.retryNow();
    const suspect = () => current.suspect();
    addEventListener("online", retry);
    addEventListener("offline", suspect);
    return () => {
      removeEventListener("online", retry);
      removeEventListener("offline", suspect);
      current.close();
    };
  }, [cache, navigate]);

  // A socket can look open long after its other end is gone; the health question notices.
  useEffect(() => {
    if (health.isError) link.current?.suspect();
    else if (health.dataUpdatedAt > 0) link.current?.retryNow();
  }, [health.isError, health.dataUpdatedAt]);

  const view = { status, retryNow: () => link.current?.retryNow() };
  return <StreamContext.Provider value={view}>{children}</StreamContext.Provider>;
}

function openSocket(after: number | null): LinkSocket {
  const socket = new WebSocket(socketUrl(after === null ? "/stream" : `/stream?after=${after}`));
  return {
    onMessage: (listener) => socket.addEventListener("message", ({ data }) => listener(String(data))),
    onClose: (listener) => socket.addEventListener("close", ({ code }) => listener(code), { once: true }),
    close: () => socket.close(),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
