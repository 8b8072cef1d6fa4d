// All cameras at a glance: what each sees, whether it watches, and why not.
import { SimpleGrid, Skeleton, Text } from "@mantine/core";
import { IconCameraPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { camerasQuery } from "../../app/api/queries.ts";
import { useRights } from "../../app/session.ts";
import { AddMyCamera } from "../../ui/add-my-camera.tsx";
import { Page } from "../../ui/page.tsx";
import { Blank, Failed } from "../../ui/page-states.tsx";
import { SlotsLine } from "../scenarios/slots-line.tsx";
import { CameraCard } from "./camera-card.tsx";

export function CamerasPage() {
  const { t } = useTranslation();
  const { administers } = useRights();
  const { data: cameras, error, refetch } = useQuery(camerasQuery);
  const addButton = administers && <AddMyCamera />;
  return (
    <Page title={t("cameras.title")} aside={cameras && cameras.length > 0 ? addButton : undefined}>
      {error && !cameras ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : cameras?.length === 0 ? (
        <Blank
          icon={<IconCameraPlus size={44} stroke={1.3} />}
          title={t("cameras.empty")}
          text={t("cameras.emptyText")}
        >
          {addButton}
        </Blank>
      ) : (
        <>
          {cameras && (
            <Text c="dimmed" size="sm" mt={-14} mb="lg">
              {t("cameras.count", { count: cameras.length })}
              <SlotsLine before=" · " />
            </Text>
          )}
          <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="lg">
            {cameras
              ? cameras.map((camera) => <CameraCard key={camera.id} camera={camera} />)
              : [1, 2, 3].map((n) => <Skeleton key={n} h={290} radius="lg" />)}
          </SimpleGrid>
        </>
      )}
    </Page>
  );
}
