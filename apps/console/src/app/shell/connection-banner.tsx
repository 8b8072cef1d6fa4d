// Says loudly that the connection is lost, and quietly what the server itself reports as wrong.
import { Button, UnstyledButton } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { camerasQuery, healthQuery } from "../api/queries.ts";
import { siteReasons } from "../i18n/reason-text.ts";
import { useStream } from "../stream/stream-context.tsx";
import { clockTime } from "../time/format.ts";
import { useTimeStyle } from "../time/use-time.ts";
import classes from "./shell.module.css";

export function ConnectionBanner() {
  const { t, i18n } = useTranslation();
  const style = useTimeStyle();
  const { status, retryNow } = useStream();
  const { cameraId } = useParams({ strict: false });
  const [open, setOpen] = useState(false);
  const { data: health } = useQuery(healthQuery);
  const { data: cameras } = useQuery(camerasQuery);
  if (status.state === "lost") {
    return (
      <div className={classes.lost} role="alert">
        <IconPlugConnectedX size={22} aria-hidden />
        <span>{t("shell.lostLong", { time: clockTime(status.lostAtMs ?? 0, style) })}</span>
        <Button size="compact-sm" color="red" variant="filled" onClick={retryNow}>
          {t("shell.retryNow")}
        </Button>
      </div>
    );
  }
  // The page of a camera says itself what is wrong with it.
  const elsewhere = cameras?.filter(({ id }) => id !== cameraId);
  const reasons = health ? siteReasons(health, elsewhere, t, i18n.language) : [];
  if (reasons.length === 0) return null;
  return (
    <div className={classes.warn} role="status">
      <UnstyledButton className={classes.warnText} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t("shell.serverProblems", { reasons: reasons.join(" ") })}
      </UnstyledButton>
    </div>
  );
}
