// The alarm desk: what waits on the left, the alarm that is looked at in the centre, all of it by keyboard.

import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { Alarm, VerdictRequest } from "@vigie/contracts";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { alarmQuery, camerasQuery, queueQuery } from "../../app/api/queries.ts";
import { useRights } from "../../app/session.ts";
import { isOpen } from "../../app/stream/apply-entry.ts";
import { Blank, Failed, PagePending } from "../../ui/page-states.tsx";
import { WhereElse } from "../journeys/where-else.tsx";
import { AlarmDetail, type StageChoices } from "./alarm-detail.tsx";
import { Calm } from "./calm.tsx";
import type { ClipHandle } from "./clip-player.tsx";
import classes from "./desk.module.css";
import { deskAction, keyPress } from "./desk-keys.ts";
import { HelpOverlay } from "./help-overlay.tsx";
import { type ListName, QueueColumn } from "./queue-column.tsx";
import { afterLeaving, groupQueue, stopsOf } from "./queue-groups.ts";
import { heldAlarm, neighbour } from "./queue-view.ts";
import { type TakeBack, useDecisions } from "./use-verdict.tsx";

const FIRST_CHOICES: StageChoices = { view: "clip", live: false, box: false, question: null, whole: null };

export function DeskPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { operates } = useRights();
  const { alarm: chosenId } = useSearch({ from: "/signed-in/" });
  const queue = useQuery(queueQuery);
  const cameras = useQuery(camerasQuery).data ?? [];
  const [list, setList] = useState<ListName>("open");
  const [history, setHistory] = useState<readonly Alarm[]>([]);
  const [choices, setChoices] = useState(FIRST_CHOICES);
  const [help, setHelp] = useState(false);
  const [sighting, setSighting] = useState<Alarm | null>(null);
  const clip = useRef<ClipHandle>(null);

  const groups = useMemo(() => groupQueue(queue.data ?? []), [queue.data]);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  // What is looked at stays, whatever arrives above it: a verdict must never hit an alarm that has just slipped under the hand.
  const [lookedId, setLookedId] = useState<string | null>(null);
  const selectedId = chosenId ?? (list === "open" ? heldAlarm(groups, lookedId) : null);
  const walked = list === "open" ? stopsOf(groups, unfolded, selectedId) : history;
  const known = walked.find(({ id }) => id === selectedId) ?? queue.data?.find(({ id }) => id === selectedId);
  const looked = useQuery({ ...alarmQuery(selectedId ?? ""), enabled: selectedId !== null && !known });
  const alarm = known ?? (selectedId === null ? undefined : looked.data);

  const select = useCallback(
    (id: string | null) => {
      void navigate({ to: "/", search: id === null ? {} : { alarm: id }, replace: true });
    },
    [navigate],
  );
  const decisions = useDecisions((reopened) => {
    setList("open");
    select(reopened.id);
  });
  const group = groups.find(({ alarms }) => alarms.some(({ id }) => id === alarm?.id));
  const unfold = (key: string) =>
    setUnfolded((before) => new Set([...before].filter((k) => k !== key).concat(before.has(key) ? [] : [key])));
  const chooseWhole = (whole: boolean) => choose({ whole: whole && group ? group.alarms.map(({ id }) => id) : null });
  const judge = (verdict: VerdictRequest, takeBack?: TakeBack) => {
    if (!alarm) return;
    const whole = new Set(choices.whole ?? []);
    const others = (queue.data ?? []).filter(({ id }) => whole.has(id) && id !== alarm.id);
    const next = afterLeaving(groups, alarm.id, whole);
    // Held by name until the answer is there: the stream may take it out of the queue first.
    select(alarm.id);
    decisions.judge([alarm, ...others], verdict, () => select(list === "open" ? next : alarm.id), takeBack);
  };
  if ((alarm?.id ?? null) !== lookedId) {
    setLookedId(alarm?.id ?? null);
    setChoices((before) => ({ ...FIRST_CHOICES, live: before.live }));
  }
  const choose = (change: Partial<StageChoices>) => setChoices((before) => ({ ...before, ...change }));

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const action = deskAction(keyPress(event), operates);
      if (!action || (help && action !== "help" && action !== "close")) return;
      // An open menu or list has its own escape and space.
      if (event.defaultPrevented) return;
      const openAlarm = alarm && isOpen(alarm) ? alarm : null;
      switch (action) {
        case "next":
          return select(neighbour(walked, selectedId, 1));
        case "previous":
          return select(neighbour(walked, selectedId, -1));
        case "unfold":
          return group && group.alarms.length > 1 ? unfold(group.key) : undefined;
        case "wholeGroup":
          if (choices.question !== null && group && group.alarms.length > 1) chooseWhole(choices.whole === null);
          return;
        case "playPause":
          event.preventDefault();
          return clip.current?.toggle();
        case "confirm":
        case "dismiss":
          if (!openAlarm) return;
          event.preventDefault();
          return choose({ question: action, whole: null });
        case "acknowledge":
          if (openAlarm?.state === "raised") decisions.acknowledge(openAlarm);
          return;
        case "live":
          return choose({ live: !choices.live });
        case "box":
          return choose({ box: !choices.box });
        case "undo":
          return decisions.undoLast();
        case "help":
          return setHelp(!help);
        case "close":
          if (help) return setHelp(false);
          return choose({ question: null, whole: null });
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });

  const calm = list === "open" && selectedId === null && queue.data?.length === 0;
  return (
    <div className={classes.desk} data-chosen={chosenId !== undefined} data-calm={calm}>
      <QueueColumn
        list={list}
        queue={queue.data}
        groups={groups}
        unfolded={unfolded}
        onUnfold={unfold}
        cameras={cameras}
        selectedId={alarm?.id ?? null}
        onList={(next) => {
          setList(next);
          select(null);
        }}
        onSelect={select}
        onHistory={setHistory}
      />
      <section className={classes.centre} data-toast-room>
        {alarm ? (
          <AlarmDetail
            alarm={alarm}
            camera={cameras.find(({ id }) => id === alarm.cameraId)}
            operates={operates}
            choices={choices}
            pending={decisions.pending}
            groupCount={group?.alarms.length ?? 1}
            onAcknowledge={() => decisions.acknowledge(alarm)}
            onJudge={judge}
            onWhole={chooseWhole}
            clip={clip}
            onChoose={choose}
            onBack={() => select(null)}
            onHelp={() => setHelp(true)}
            onWhereElse={() => setSighting(alarm)}
          />
        ) : queue.isError && !queue.data ? (
          <Failed error={queue.error} onRetry={() => void queue.refetch()} />
        ) : queue.isPending || (selectedId !== null && looked.isPending) ? (
          <PagePending />
        ) : selectedId !== null ? (
          <Blank icon={null} title={t("alarms.gone")} />
        ) : list === "closed" ? (
          history.length > 0 && <Blank icon={null} title={t("alarms.choose")} />
        ) : (
          <Calm />
        )}
      </section>
      <HelpOverlay opened={help} operates={operates} onClose={() => setHelp(false)} />
      {sighting && <WhereElse alarm={sighting} cameras={cameras} onClose={() => setSighting(null)} />}
    </div>
  );
}
