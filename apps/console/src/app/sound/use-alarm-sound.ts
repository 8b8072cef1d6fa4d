// Sounds for alarms that arrive and go on waiting, wherever in the console one is; and their number in the page's title.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { queueQuery } from "../api/queries.ts";
import { remember, remembered } from "../remembered.ts";
import { mustRepeat, REPEAT_MS, soundOfNew } from "./alarm-sounds.ts";
import { isSpeakerOpen, openSpeaker, playSound } from "./speaker.ts";

export type SoundState = "off" | "on" | "waits";

/** Off until a person switches it on; after that it is remembered, and waits for the first act that the browser demands. */
export function useAlarmSound(): { state: SoundState; toggle(): void } {
  const [wanted, setWanted] = useState(() => remembered("sound") === "on");
  const [open, setOpen] = useState(isSpeakerOpen);
  const { data: queue } = useQuery(queueQuery);
  const before = useRef<ReadonlySet<string> | null>(null);

  useEffect(() => {
    if (!wanted || open) return;
    const act = () => void openSpeaker().then(setOpen);
    addEventListener("pointerdown", act);
    addEventListener("keydown", act);
    return () => {
      removeEventListener("pointerdown", act);
      removeEventListener("keydown", act);
    };
  }, [wanted, open]);

  useEffect(() => {
    if (!queue) return;
    const waiting = queue.filter(({ state }) => state === "raised");
    const sound = soundOfNew(waiting, before.current);
    before.current = new Set(queue.map(({ id }) => id));
    if (wanted && sound) playSound(sound);
  }, [queue, wanted]);

  const repeats = wanted && mustRepeat(queue?.filter(({ state }) => state === "raised") ?? []);
  useEffect(() => {
    if (!repeats) return;
    const timer = setInterval(() => playSound("high"), REPEAT_MS);
    return () => clearInterval(timer);
  }, [repeats]);

  const toggle = () => {
    remember("sound", wanted ? "off" : "on");
    setWanted(!wanted);
    if (wanted) return;
    // The first sound is the proof that one will be heard.
    void openSpeaker().then((isOpen) => {
      setOpen(isOpen);
      playSound("normal");
    });
  };
  return { state: !wanted ? "off" : open ? "on" : "waits", toggle };
}

/** "(3) Vigie" while three alarms are open. */
export function useTitle(): void {
  const { t } = useTranslation();
  const count = useQuery(queueQuery).data?.length ?? 0;
  const title = count > 0 ? t("shell.titleOpen", { count }) : "Vigie";
  useEffect(() => {
    document.title = title;
    return () => {
      document.title = "Vigie";
    };
  }, [title]);
}
