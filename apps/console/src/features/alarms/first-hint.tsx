// A word for who is here for the first time: this is an example, your own camera comes next. Gone for good once either is known.
import { CloseButton, Text } from "@mantine/core";
import type { CameraView } from "@vigie/contracts";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { remember, remembered } from "../../app/remembered.ts";
import { useRights } from "../../app/session.ts";
import { AddMyCamera } from "../../ui/add-my-camera.tsx";
import classes from "./first-hint.module.css";

const KEY = "first-hint";

export function FirstHint({ cameras }: { cameras: readonly CameraView[] }) {
  const { t } = useTranslation();
  const { administers } = useRights();
  const [done, setDone] = useState(() => remembered(KEY) === "done");
  const hasOwn = cameras.some(({ demo }) => !demo);
  useEffect(() => {
    if (hasOwn) remember(KEY, "done");
  }, [hasOwn]);
  if (done || hasOwn || cameras.length === 0 || !administers) return null;
  return (
    <aside className={classes.hint} aria-label={t("hint.label")}>
      <CloseButton
        className={classes.close}
        size="sm"
        aria-label={t("hint.dismiss")}
        onClick={() => {
          remember(KEY, "done");
          setDone(true);
        }}
      />
      <Text size="sm" fw={600} pr={24}>
        {t("hint.title")}
      </Text>
      <Text size="xs" c="dimmed">
        {t("hint.text")}
      </Text>
      <div className={classes.act}>
        <AddMyCamera size="xs" />
      </div>
    </aside>
  );
}
