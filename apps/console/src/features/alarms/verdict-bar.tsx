// The decision about an alarm: what can be done, and the short question that follows a confirm or a dismiss.
import { Button, Group, Kbd, Switch, Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconCheck, IconEye, IconX } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Alarm, VerdictRequest } from "@vigie/contracts";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../../app/i18n/error-text.ts";
import { choiceOf, keyPress } from "./desk-keys.ts";
import { canBeKnown, forgetIfKnown, rememberObject } from "./known-object.ts";
import type { TakeBack } from "./use-verdict.tsx";
import classes from "./verdict-bar.module.css";

export type Question = "confirm" | "dismiss" | null;

const OUTCOMES = ["dispatch", "call", "send-images", "none"] as const;
const REASONS = ["false", "nuisance"] as const;

interface VerdictBarProps {
  alarm: Alarm;
  question: Question;
  pending: boolean;
  /** How many open alarms its card holds, and whether the verdict goes to all of them. */
  groupCount: number;
  whole: boolean;
  onWhole(whole: boolean): void;
  onAsk(question: Question): void;
  onAcknowledge(): void;
  /** With `takeBack` when more than the verdict is to be undone with it. */
  onJudge(verdict: VerdictRequest, takeBack?: TakeBack): void;
}

export function VerdictBar(props: VerdictBarProps) {
  const { t } = useTranslation();
  const { alarm, question, pending, onAsk } = props;
  if (question !== null) return <FollowUp key={question} {...props} question={question} />;
  return (
    <Group gap="sm" className={classes.bar}>
      <Button
        size="md"
        leftSection={<IconCheck size={19} />}
        rightSection={<Kbd className={classes.key}>c</Kbd>}
        disabled={pending}
        onClick={() => onAsk("confirm")}
      >
        {t("alarms.confirm")}
      </Button>
      <Button
        size="md"
        variant="default"
        leftSection={<IconX size={19} />}
        rightSection={<Kbd className={classes.key}>d</Kbd>}
        disabled={pending}
        onClick={() => onAsk("dismiss")}
      >
        {t("alarms.dismiss")}
      </Button>
      {alarm.state === "raised" ? (
        <Button
          size="md"
          variant="subtle"
          color="gray"
          leftSection={<IconEye size={19} />}
          rightSection={<Kbd className={classes.key}>a</Kbd>}
          disabled={pending}
          onClick={props.onAcknowledge}
        >
          {t("alarms.acknowledge")}
        </Button>
      ) : (
        <Text size="sm" c="dimmed">
          {t("alarms.acknowledgedBy", { name: alarm.acknowledgedBy ?? "" })}
        </Text>
      )}
    </Group>
  );
}

interface Choice {
  label: string;
  text: string | null;
  /** Null: the object is remembered, and the alarm is a nuisance. */
  verdict: VerdictRequest | null;
}

function FollowUp(props: VerdictBarProps & { question: "confirm" | "dismiss" }) {
  const { alarm, question, pending, groupCount, whole, onAsk, onJudge } = props;
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [note, setNote] = useState("");
  const first = useRef<HTMLButtonElement>(null);
  const section = useRef<HTMLElement>(null);
  const know = useMutation({
    mutationFn: () => rememberObject(alarm.id),
    onSuccess: (known) => {
      void cache.invalidateQueries({ queryKey: ["cameras"] });
      const takeBack = () => forgetIfKnown(alarm.cameraId, known.id);
      onJudge({ verdict: "nuisance", note: note.trim() || t("knownObject.note") }, takeBack);
    },
    onError: (error) => notifications.show({ color: "red", message: errorText(error, t), autoClose: 10_000 }),
  });
  const known: Choice = { label: t("knownObject.choice"), text: t("knownObject.choiceText"), verdict: null };
  const choices: Choice[] =
    question === "confirm"
      ? OUTCOMES.map((outcome) => ({
          label: t(`outcome.${outcome}`),
          text: null,
          verdict: { verdict: "true", outcome },
        }))
      : [
          ...REASONS.map((verdict) => ({
            label: t(`verdict.${verdict}`),
            text: t(`verdictText.${verdict}`),
            verdict: { verdict },
          })),
          ...(canBeKnown(alarm) ? [known] : []),
        ];
  const choose = (verdict: VerdictRequest | null) =>
    verdict === null ? know.mutate() : onJudge({ ...verdict, note: note.trim() });

  useEffect(() => {
    first.current?.focus();
    // All of the question is seen, not only the button in focus.
    section.current?.scrollIntoView({ block: "nearest" });
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const choice = choices[(choiceOf(keyPress(event)) ?? 0) - 1];
      if (choice && !pending && !know.isPending) choose(choice.verdict);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });

  return (
    <section
      ref={section}
      className={classes.question}
      aria-label={t(question === "confirm" ? "alarms.confirm" : "alarms.dismiss")}
    >
      <Group justify="space-between" mb="xs">
        <Text fw={600}>{t(question === "confirm" ? "alarms.confirmQuestion" : "alarms.dismissQuestion")}</Text>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          onClick={() => onAsk(null)}
          rightSection={<Kbd className={classes.aside}>{t("keys.escape")}</Kbd>}
        >
          {t("common.cancel")}
        </Button>
      </Group>
      <div className={classes.choices}>
        {choices.map(({ label, text, verdict }, i) => (
          <Button
            key={label}
            ref={i === 0 ? first : undefined}
            size="md"
            h="auto"
            py={9}
            variant={question === "confirm" ? "light" : "default"}
            leftSection={<Kbd className={classes.key}>{i + 1}</Kbd>}
            loading={pending || know.isPending}
            onClick={() => choose(verdict)}
          >
            <span className={classes.choice}>
              {label}
              {text !== null && <span className={classes.small}>{text}</span>}
            </span>
          </Button>
        ))}
      </div>
      {groupCount > 1 && (
        <Switch
          mt="md"
          size="sm"
          className={classes.whole}
          data-on={whole}
          label={
            <>
              {t("alarms.wholeGroup", { count: groupCount, name: alarm.scenarioName })}{" "}
              <Kbd className={classes.aside}>g</Kbd>
            </>
          }
          checked={whole}
          onChange={(event) => props.onWhole(event.currentTarget.checked)}
        />
      )}
      <Textarea
        mt="sm"
        label={t("alarms.note")}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </section>
  );
}
