// The first picture of a source and what it is.
import { Text } from "@mantine/core";
import type { ProbeResult } from "@vigie/contracts";
import { useTranslation } from "react-i18next";
import { span } from "../../app/time/format.ts";
import classes from "./add-camera.module.css";

export function ProbeView({ found }: { found: ProbeResult }) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  const facts = [
    found.codec,
    `${found.widthPx} × ${found.heightPx}`,
    found.fps === null ? "" : t("cameras.fps", { value: number.format(found.fps) }),
    found.durationS === null ? "" : span(found.durationS * 1000),
  ].filter(Boolean);
  return (
    <figure className={classes.figure}>
      <img
        src={found.still}
        alt={t("add.stepPicture")}
        className={classes.still}
        style={{ aspectRatio: `${found.widthPx} / ${found.heightPx}` }}
      />
      <figcaption>
        <Text size="sm" c="dimmed">
          {facts.join(" · ")}
        </Text>
      </figcaption>
    </figure>
  );
}
