// What is counted at this moment: beside one camera's picture, and of all cameras among the figures.
import { Anchor, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { CameraView, CountsNow } from "@vigie/contracts";
import { useTranslation } from "react-i18next";
import { camerasQuery, countsNowQuery, siteCountsNowQuery } from "../../app/api/queries.ts";
import { placeText } from "../../app/i18n/place-text.ts";
import { clockTime } from "../../app/time/format.ts";
import { useTimeStyle } from "../../app/time/use-time.ts";
import { placesOf } from "../../ui/scene-overlay.tsx";
import panelClasses from "../cameras/camera-page.module.css";
import { FigureView } from "./figure-now.tsx";
import classes from "./now.module.css";

/** Nothing where no scenario counts. */
export function CameraNow({ camera }: { camera: CameraView }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(countsNowQuery(camera.id));
  if (!data || data.figures.length === 0) return null;
  return (
    <section className={panelClasses.panel} aria-label={t("now.title")} data-stale={error !== null}>
      <Heading counts={data} isStale={error !== null} />
      <Rows camera={camera} counts={data} />
    </section>
  );
}

/** All cameras, or the chosen one. */
export function SiteNow({ cameraId }: { cameraId: string | null }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(siteCountsNowQuery);
  const cameras = useQuery(camerasQuery).data ?? [];
  const shown = data?.filter((counts) => cameraId === null || counts.cameraId === cameraId) ?? [];
  if (shown.length === 0) return null;
  return (
    <section className={classes.site} aria-label={t("now.title")} data-stale={error !== null}>
      <Title order={2} mb="sm">
        {t("now.title")}
      </Title>
      {error !== null && <Lost />}
      <div className={classes.cameras}>
        {shown.map((counts) => {
          const camera = cameras.find(({ id }) => id === counts.cameraId);
          return (
            <div key={counts.cameraId} className={panelClasses.panel}>
              <Text fw={650} mb="xs">
                <Anchor component={Link} to={`/cameras/${counts.cameraId}`} c="inherit">
                  {counts.cameraName}
                </Anchor>
              </Text>
              <Rows camera={camera} counts={counts} />
            </div>
          );
        })}
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

function Rows({ camera, counts }: { camera: CameraView | undefined; counts: CountsNow }) {
  const { t } = useTranslation();
  const names = new Map(camera ? placesOf(camera.scene).map((place) => [place.id, place.name]) : []);
  return counts.figures.map((figure) => (
    <FigureView key={figure.scenarioId} figure={figure} nameOf={(id) => placeText(names.get(id) ?? id, t)} />
  ));
}
