// What is counted at this moment: beside one camera's picture, and of all cameras among the figures.
import { Anchor, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { CountsNow } from "@vigie/contracts";
import { useTranslation } from "react-i18next";
import { countsNowQuery, siteCountsNowQuery } from "../../app/api/queries.ts";
import { placeText } from "../../app/i18n/place-text.ts";
import { useRights } from "../../app/session.ts";
import { clockTime } from "../../app/time/format.ts";
import { useTimeStyle } from "../../app/time/use-time.ts";
import panelClasses from "../cameras/camera-page.module.css";
import { FigureView } from "./figure-now.tsx";
import classes from "./now.module.css";

/** Nothing where no scenario counts. */
export function CameraNow({ cameraId }: { cameraId: string }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(countsNowQuery(cameraId));
  if (!data || data.figures.length === 0) return null;
  return (
    <section className={panelClasses.panel} aria-label={t("now.title")} data-stale={error !== null}>
      <Heading counts={data} isStale={error !== null} />
      <Rows counts={data} />
    </section>
  );
}

/** All cameras, or the chosen one. */
export function SiteNow({ cameraId }: { cameraId: string | null }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(siteCountsNowQuery);
  const { sees } = useRights();
  const shown = data?.filter((counts) => cameraId === null || counts.cameraId === cameraId) ?? [];
  if (shown.length === 0) return null;
  return (
    <section className={classes.site} aria-label={t("now.title")} data-stale={error !== null}>
      <Title order={2} mb="sm">
        {t("now.title")}
      </Title>
      {error !== null && <Lost />}
      <div className={classes.cameras}>
        {shown.map((counts) => (
          <div key={counts.cameraId} className={panelClasses.panel}>
            <Text fw={650} mb="xs">
              {sees ? (
                <Anchor component={Link} to={`/cameras/${counts.cameraId}`} c="inherit">
                  {counts.cameraName}
                </Anchor>
              ) : (
                counts.cameraName
              )}
            </Text>
            <Rows counts={counts} />
          </div>
        ))}
      </div>
    </section>
  );
}

function Heading({ counts, isStale }: { counts: CountsNow; isStale: boolean }) {
  const { t } = useTranslation();
  const style = useTimeStyle();
  return (
    <>
      <div className={classes.heading}>
        <Title order={2}>{t("now.title")}</Title>
        {counts.atMs !== null && (
          <Text size="xs" c="dimmed">
            {clockTime(counts.atMs, style)}
          </Text>
        )}
      </div>
      {isStale && <Lost />}
    </>
  );
}

function Lost() {
  const { t } = useTranslation();
  return (
    <Text size="sm" c="yellow.5" role="status" mb="xs">
      {t("now.lost")}
    </Text>
  );
}

function Rows({ counts: { figures, placeNames } }: { counts: CountsNow }) {
  const { t } = useTranslation();
  return figures.map((figure) => (
    <FigureView key={figure.scenarioId} figure={figure} nameOf={(id) => placeText(placeNames[id] ?? id, t)} />
  ));
}
