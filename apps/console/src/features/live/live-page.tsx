// Many live pictures at once, as many as a person can look at.
import { SimpleGrid, Skeleton, Text } from "@mantine/core";
import { IconVideoOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { camerasQuery } from "../../app/api/queries.ts";
import { useRights } from "../../app/session.ts";
import { AddMyCamera } from "../../ui/add-my-camera.tsx";
import { Page } from "../../ui/page.tsx";
import { Blank, Failed } from "../../ui/page-states.tsx";
import { columnsFor, MOST_PICTURES } from "./grid.ts";
import { LiveTile, TILE_ATTRIBUTE } from "./live-tile.tsx";

export function LivePage() {
  const { t } = useTranslation();
  const { administers } = useRights();
  const { data, error, refetch } = useQuery(camerasQuery);
  const cameras = data?.filter((camera) => camera.enabled) ?? [];
  const shown = cameras.slice(0, MOST_PICTURES);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "f" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.fullscreenElement) return void document.exitFullscreen();
      const tile =
        document.activeElement?.closest(`[${TILE_ATTRIBUTE}]`) ?? document.querySelector(`[${TILE_ATTRIBUTE}]:hover`);
      void tile?.requestFullscreen().catch(() => {});
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);

  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (data && shown.length === 0)
    return (
      <Blank icon={<IconVideoOff size={44} stroke={1.3} />} title={t("live.empty")} text={t("cameras.emptyText")}>
        {administers && <AddMyCamera />}
      </Blank>
    );
  return (
    <Page
      title={t("live.title")}
      wide
      aside={
        <Text size="sm" c="dimmed" visibleFrom="sm">
          {cameras.length > MOST_PICTURES
            ? t("live.most", { count: MOST_PICTURES, total: cameras.length })
            : t("live.hint")}
        </Text>
      }
    >
      <SimpleGrid
        component="ul"
        p={0}
        m={0}
        aria-label={t("live.grid")}
        cols={{ base: 1, sm: Math.min(2, columnsFor(shown.length)), lg: columnsFor(shown.length) }}
        spacing="md"
        verticalSpacing="md"
      >
        {data
          ? shown.map((camera) => <LiveTile key={camera.id} camera={camera} />)
          : [1, 2, 3, 4].map((n) => <Skeleton key={n} style={{ aspectRatio: "16 / 9" }} radius="lg" />)}
      </SimpleGrid>
    </Page>
  );
}
