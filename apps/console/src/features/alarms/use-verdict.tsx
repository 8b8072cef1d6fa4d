// Deciding about alarms: acknowledge, give a verdict, take it back within 10 s.
import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Alarm, alarmSchema, type VerdictRequest } from "@vigie/contracts";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../app/api/http.ts";
import { errorText } from "../../app/i18n/error-text.ts";
import { applyAlarm } from "../../app/stream/apply-entry.ts";
import classes from "./verdict-toast.module.css";

const UNDO_MS = 10_000;

const post = (id: string, path: string, method: "POST" | "DELETE", body?: VerdictRequest) =>
  request(alarmSchema, `/alarms/${encodeURIComponent(id)}/${path}`, { method, ...(body ? { body } : {}) });

/** Undoes what was done together with a verdict: the object that was remembered is forgotten. */
export type TakeBack = () => Promise<unknown>;

interface Given {
  ids: readonly string[];
  takeBack?: TakeBack | undefined;
}

export interface Decisions {
  acknowledge(alarm: Alarm): void;
  /** The same verdict for each of them; the first is the one that is looked at. `onStored` is told when its verdict is. */
  judge(alarms: readonly Alarm[], verdict: VerdictRequest, onStored: () => void, takeBack?: TakeBack): void;
  /** Takes the last verdicts back, as long as their time has not run out. */
  undoLast(): void;
  pending: boolean;
}

interface Judgement {
  alarms: readonly Alarm[];
  verdict: VerdictRequest;
  onStored: () => void;
  takeBack: TakeBack | undefined;
}

/** `onUndone` is told when a verdict was taken back. */
export function useDecisions(onUndone: (alarm: Alarm) => void): Decisions {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const last = useRef<(Given & { untilMs: number }) | null>(null);
  const say = (error: unknown, title: string = t("alarms.verdictFailed")) =>
    notifications.show({ color: "red", title, message: errorText(error, t), autoClose: 8000 });

  const acknowledge = useMutation({
    mutationFn: (id: string) => post(id, "acknowledge", "POST"),
    onSuccess: (alarm) => applyAlarm(cache, alarm),
    onError: (error) => say(error),
  });
  const undo = useMutation({
    mutationFn: async ({ ids, takeBack }: Given) => {
      await takeBack?.();
      return inTurn(ids, (id) => post(id, "verdict", "DELETE"));
    },
    onSuccess: ({ done: alarms, failures }) => {
      const first = alarms[0]!;
      notifications.hide(toastId(first.id));
      if (failures.length > 0) say(failures[0], t("alarms.partlyFailed", { count: failures.length }));
      const message = alarms.length > 1 ? t("alarms.undoneMany", { count: alarms.length }) : t("alarms.undone");
      notifications.show({ message, autoClose: 4000 });
      for (const alarm of alarms) applyAlarm(cache, alarm);
      void cache.invalidateQueries({ queryKey: ["alarms", "history"] });
      void cache.invalidateQueries({ queryKey: ["cameras"] });
      onUndone(first);
    },
    onError: (error) => say(error),
  });
  const judge = useMutation({
    mutationFn: ({ alarms, verdict }: Judgement) =>
      inTurn(alarms, (alarm) => post(alarm.id, "verdict", "POST", verdict)),
    onSuccess: ({ done: alarms, failures }, { onStored, takeBack }) => {
      onStored();
      for (const alarm of alarms) applyAlarm(cache, alarm);
      if (failures.length > 0) say(failures[0], t("alarms.partlyFailed", { count: failures.length }));
      const first = alarms[0]!;
      const ids = alarms.map(({ id }) => id);
      last.current = { ids, takeBack, untilMs: Date.now() + UNDO_MS };
      const verdict = first.verdict ? t(`verdict.${first.verdict}`) : "";
      const said = { verdict: takeBack ? t("knownObject.choice") : verdict, name: first.scenarioName };
      notifications.show({
        id: toastId(first.id),
        autoClose: UNDO_MS,
        withBorder: true,
        classNames: { root: classes.toast },
        message: (
          <>
            <Group justify="space-between" wrap="nowrap" gap="md">
              <Text size="sm" lineClamp={2} flex={1} miw={0}>
                {ids.length > 1 ? t("alarms.closedMany", { ...said, count: ids.length }) : t("alarms.closedAs", said)}
              </Text>
              <Button size="compact-sm" variant="light" flex="none" onClick={() => undo.mutate({ ids, takeBack })}>
                {t("alarms.undo")}
              </Button>
            </Group>
            <span className={classes.left} />
          </>
        ),
      });
    },
    onError: (error) => say(error),
  });

  return {
    acknowledge: (alarm) => acknowledge.mutate(alarm.id),
    judge: (alarms, verdict, onStored, takeBack) => judge.mutate({ alarms, verdict, onStored, takeBack }),
    undoLast() {
      if (last.current && Date.now() < last.current.untilMs) undo.mutate(last.current);
      last.current = null;
    },
    pending: judge.isPending || acknowledge.isPending,
  };
}

/** One after the other, the first first; when that one fails nothing else is tried. Errors: that of the first. */
async function inTurn<T, R>(
  items: readonly T[],
  act: (item: T) => Promise<R>,
): Promise<{ done: R[]; failures: unknown[] }> {
  const [first, ...others] = items;
  const done = [await act(first!)];
  const failures: unknown[] = [];
  for (const item of others) {
    try {
      done.push(await act(item));
    } catch (error) {
      failures.push(error);
    }
  }
  return { done, failures };
}

function toastId(alarmId: string): string {
  return `verdict-${alarmId}`;
}
