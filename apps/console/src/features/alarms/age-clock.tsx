// How long an alarm has waited, in a colour and in words that say when it is too long.
import { Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { span } from "../../app/time/format.ts";
import { useNowMs } from "../../app/time/use-time.ts";
import classes from "./alarm-card.module.css";
import { ageTone } from "./queue-view.ts";

const WORDS = { calm: "alarms.waiting", amber: "alarms.waitingLong", red: "alarms.waitingTooLong" } as const;

export function AgeClock({ raisedAtMs }: { raisedAtMs: number }) {
  const { t } = useTranslation();
  const ageMs = useNowMs() - raisedAtMs;
  const tone = ageTone(ageMs);
  const words = t(WORDS[tone], { span: span(ageMs) });
  return (
    <Tooltip label={words}>
      <span className={classes.age} data-tone={tone} role="timer" aria-label={words}>
        {span(ageMs)}
      </span>
    </Tooltip>
  );
}
