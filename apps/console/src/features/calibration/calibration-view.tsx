// What operators' verdicts say about a scenario: how often it was right, what each threshold costs in false alarms a day.
import { Alert, Button, Group, Modal, Skeleton, Stack, Table, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type CameraView, type Scenario, type ScenarioCalibration, scenarioCalibrationSchema } from "@vigie/contracts";
import { useTranslation } from "react-i18next";
import { request } from "../../app/api/http.ts";
import { calibrationQuery } from "../../app/api/queries.ts";
import { errorText } from "../../app/i18n/error-text.ts";
import { saidIn } from "../../app/i18n/reason-text.ts";
import { useRights } from "../../app/session.ts";
import { dayAndTime } from "../../app/time/format.ts";
import { useTimeStyle } from "../../app/time/use-time.ts";
import { useCameraChange } from "../cameras/use-camera-change.ts";
import classes from "./calibration.module.css";
import { pricesToShow } from "./prices.ts";

const VERDICTS = ["true", "false", "nuisance", "unknown"] as const;

export function CalibrationView(props: { camera: CameraView; scenario: Scenario; onClose(): void }) {
  const { t, i18n } = useTranslation();
  const { camera, scenario, onClose } = props;
  const { data, error } = useQuery(calibrationQuery(camera.id, scenario.id));
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      title={t("calibration.title", { name: scenario.name ?? scenario.id })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {error && !data && (
        <Alert color="red" role="alert">
          {errorText(error, t)}
        </Alert>
      )}
      {!data && !error && <Skeleton h={260} radius="md" />}
      {data && (
        <Stack gap="lg">
          <Verdicts verdicts={data.verdicts} />
          {!data.calibrated && (
            <Alert color="sea" variant="light">
              {saidIn(i18n.language, data.reason)}
            </Alert>
          )}
          <Prices camera={camera} scenario={scenario} calibration={data} />
          <Automatic camera={camera} scenario={scenario} calibration={data} />
        </Stack>
      )}
    </Modal>
  );
}

function Verdicts({ verdicts }: { verdicts: ScenarioCalibration["verdicts"] }) {
  const { t } = useTranslation();
  const total = VERDICTS.reduce((sum, name) => sum + verdicts[name], 0);
  return (
    <div>
      <div className={classes.bar} aria-hidden>
        {total > 0 &&
          VERDICTS.map((name) => <span key={name} data-verdict={name} style={{ flexGrow: verdicts[name] }} />)}
      </div>
      <ul className={classes.legend}>
        {VERDICTS.map((name) => (
          <li key={name} data-verdict={name}>
            {t(`verdict.${name}`)} <b>{verdicts[name]}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface PartProps {
  camera: CameraView;
  scenario: Scenario;
  calibration: ScenarioCalibration;
}

function Prices({ camera, scenario, calibration }: PartProps) {
  const { t, i18n } = useTranslation();
  const { administers } = useRights();
  const cache = useQueryClient();
  const change = useCameraChange(camera);
  const number = new Intl.NumberFormat(i18n.language, { maximumSignificantDigits: 2 });
  const share = new Intl.NumberFormat(i18n.language, { style: "percent", maximumFractionDigits: 0 });
  const rows = pricesToShow(calibration.perThreshold, calibration.alarmScore);
  const use = (alarmScore: number) =>
    change.mutate(
      {
        scene: {
          ...camera.scene,
          scenarios: camera.scene.scenarios.map((item) => (item.id === scenario.id ? { ...item, alarmScore } : item)),
        },
      },
      {
        onSuccess: () => {
          notifications.show({ message: t("calibration.used", { score: Math.round(alarmScore * 100) }) });
          void cache.invalidateQueries({ queryKey: ["calibration", camera.id, scenario.id] });
        },
      },
    );
  if (rows.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t("calibration.noEvents")}
      </Text>
    );
  return (
    <div>
      <Title order={3} mb="xs">
        {t("calibration.prices", { count: Math.max(1, Math.round(calibration.days)) })}
      </Title>
      {change.error && (
        <Alert color="red" role="alert" mb="xs">
          {errorText(change.error, t)}
        </Alert>
      )}
      <Table.ScrollContainer minWidth={440}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("calibration.threshold")}</Table.Th>
              <Table.Th ta="right">{t("calibration.alarms")}</Table.Th>
              <Table.Th ta="right">{t("calibration.false")}</Table.Th>
              <Table.Th ta="right">{t("calibration.missed")}</Table.Th>
              <Table.Th aria-label={t("calibration.use")} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ price, inForce }) => (
              <Table.Tr key={price.score} className={inForce ? classes.inForce : undefined}>
                <Table.Td fw={inForce ? 700 : undefined}>{Math.round(price.score * 100)}</Table.Td>
                <Table.Td ta="right">{number.format(price.alarmsPerDay)}</Table.Td>
                <Table.Td ta="right">{number.format(price.falsePerDay)}</Table.Td>
                <Table.Td ta="right">{share.format(price.missedShare)}</Table.Td>
                <Table.Td ta="right">
                  {inForce ? (
                    <Text size="xs" c="var(--v-accent)" span>
                      {t("calibration.inForce")}
                    </Text>
                  ) : (
                    administers && (
                      <Button
                        size="compact-xs"
                        variant="subtle"
                        aria-label={t("calibration.useAt", { score: Math.round(price.score * 100) })}
                        loading={change.isPending}
                        onClick={() => use(price.score)}
                      >
                        {t("calibration.use")}
                      </Button>
                    )
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  );
}

function Automatic({ camera, scenario, calibration }: PartProps) {
  const { t } = useTranslation();
  const style = useTimeStyle();
  const { administers } = useRights();
  const cache = useQueryClient();
  const path = `/cameras/${camera.id}/scenarios/${scenario.id}/automatic`;
  const change = useMutation({
    mutationFn: (score: number | null) =>
      request(
        scenarioCalibrationSchema,
        path,
        score === null ? { method: "DELETE" } : { method: "PUT", body: { score } },
      ),
    onSuccess: (saved) => cache.setQueryData(calibrationQuery(camera.id, scenario.id).queryKey, saved),
  });
  const { automatic } = calibration;
  const score = Math.max(0.9, calibration.alarmScore);
  return (
    <div>
      <Title order={3} mb={4}>
        {t("calibration.automatic")}
      </Title>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Text size="sm" c="dimmed">
          {automatic
            ? t("calibration.allowed", {
                score: Math.round(automatic.score * 100),
                name: automatic.allowedBy,
                time: dayAndTime(automatic.allowedAtMs, style),
              })
            : t("calibration.notAllowed")}
        </Text>
        {administers && (
          <Button
            flex="none"
            size="compact-sm"
            variant="default"
            loading={change.isPending}
            onClick={() => change.mutate(automatic ? null : score)}
          >
            {automatic ? t("calibration.takeBack") : t("calibration.allow", { score: Math.round(score * 100) })}
          </Button>
        )}
      </Group>
      {change.error && (
        <Text size="sm" c="red" role="alert">
          {errorText(change.error, t)}
        </Text>
      )}
    </div>
  );
}
