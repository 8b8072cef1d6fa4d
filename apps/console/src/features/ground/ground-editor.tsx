// Measuring the ground: points on the still with their metres, the grid that they give, and how well it fits.
import {
  ActionIcon,
  Alert,
  Button,
  Group,
  NumberInput,
  SegmentedControl,
  Stack,
  Table,
  Text,
  Title,
} from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconTrash } from "@tabler/icons-react";
import type { CameraView } from "@vigie/contracts";
import { useReducer, useState } from "react";
import { useTranslation } from "react-i18next";
import { decimals } from "../../app/i18n/decimals.ts";
import { errorText } from "../../app/i18n/error-text.ts";
import { StillImage } from "../../ui/still-image.tsx";
import { useTouch } from "../../ui/use-touch.ts";
import pageClasses from "../cameras/camera-page.module.css";
import { ChangedMeanwhile } from "../cameras/changed-meanwhile.tsx";
import { useCameraChange } from "../cameras/use-camera-change.ts";
import classes from "./ground.module.css";
import { GROUND_HINT, GroundCanvas } from "./ground-canvas.tsx";
import { groundReducer, groundStateOf, measured } from "./ground-state.ts";
import { fitPlane, planeGrid } from "./plane-fit.ts";

/** Worse than this share of what was measured, the points contradict each other. */
const BAD_SHARE = 0.05;

const HINTS = {
  mouse: { rectangle: "ground.hintRectangle", points: "ground.hintPoints" },
  touch: { rectangle: "ground.touchRectangle", points: "ground.touchPoints" },
} as const;

export function GroundEditor({ camera, onClose }: { camera: CameraView; onClose(): void }) {
  const { t, i18n } = useTranslation();
  const touches = useTouch();
  const change = useCameraChange(camera);
  const stored = camera.scene.groundPlane;
  const [state, dispatch] = useReducer(groundReducer, stored, groundStateOf);
  // What was measured when this page was opened: somebody else may measure too.
  const [base, setBase] = useState(stored);
  const isOther = !change.isPending && !change.isSuccess && JSON.stringify(base) !== JSON.stringify(stored);
  const points = measured(state);
  const fit = points ? fitPlane(points) : null;
  const grid = fit && points ? planeGrid(fit, points) : null;
  const metres = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 });
  const video = camera.health.video;
  const aspect = video && video.width > 0 && video.height > 0 ? video.width / video.height : 16 / 9;
  const put = (groundPlane: CameraView["scene"]["groundPlane"]) => {
    const { groundPlane: _before, ...scene } = camera.scene;
    change.mutate(
      { scene: { ...scene, ...(groundPlane ? { groundPlane } : {}) } },
      {
        onSuccess: () => {
          notifications.show({ message: t(groundPlane ? "ground.saved" : "ground.removed") });
          onClose();
        },
      },
    );
  };
  const worst = fit ? Math.max(...fit.errorsM) : 0;
  const extent = points ? Math.max(...points.flatMap(({ groundM }) => groundM.map(Math.abs))) : 0;
  return (
    <div className={pageClasses.columns}>
      <div>
        <div className={pageClasses.stage} style={{ aspectRatio: String(aspect) }}>
          <StillImage cameraId={camera.id} alt={camera.name} widthPx={1280} everyMs={false} fill />
          <GroundCanvas
            state={state}
            dispatch={dispatch}
            grid={grid}
            label={t("ground.canvas", { name: camera.name })}
          />
        </div>
        <Text id={GROUND_HINT} size="sm" c="dimmed" mt="xs">
          {t(HINTS[touches ? "touch" : "mouse"][state.way])}
          {!touches && ` ${t("ground.keys")}`}
        </Text>
      </div>
      <section className={pageClasses.panel} aria-label={t("ground.title")}>
        <Stack gap="md">
          <Title order={2}>{t("ground.title")}</Title>
          <Text size="sm" c="dimmed">
            {t("ground.why")}
          </Text>
          <SegmentedControl
            fullWidth
            aria-label={t("ground.way")}
            value={state.way}
            onChange={(way) => dispatch({ type: "way", way: way as "rectangle" | "points" })}
            data={[
              { value: "rectangle", label: t("ground.rectangle") },
              { value: "points", label: t("ground.points") },
            ]}
          />
          {state.way === "rectangle" ? (
            <Group grow align="flex-start">
              {(["widthM", "lengthM"] as const).map((side) => (
                <NumberInput
                  {...decimals(i18n.language)}
                  key={side}
                  label={t(`ground.${side}`)}
                  suffix=" m"
                  min={0.1}
                  max={1000}
                  step={0.5}
                  decimalScale={2}
                  value={state[side] ?? ""}
                  onChange={(value) => dispatch({ type: "side", side, valueM: value === "" ? null : Number(value) })}
                />
              ))}
            </Group>
          ) : (
            state.pictures.length > 0 && <PointTable state={state} dispatch={dispatch} errorsM={fit?.errorsM ?? null} />
          )}
          {state.pictures.length < 4 && (
            <Text size="sm" role="status">
              {t("ground.missing", { count: 4 - state.pictures.length })}
            </Text>
          )}
          {points && !fit && (
            <Alert color="red" role="alert">
              {t("ground.impossible")}
            </Alert>
          )}
          {fit && grid && (
            <Text size="sm" role="status">
              {t("ground.grid", { step: metres.format(grid.stepM) })}{" "}
              {state.pictures.length === 4
                ? t("ground.exact")
                : t("ground.fits", { mean: metres.format(fit.meanErrorM), worst: metres.format(worst) })}
            </Text>
          )}
          {fit && worst > extent * BAD_SHARE && (
            <Alert color="yellow" variant="light" role="alert">
              {t("ground.contradict", { number: fit.errorsM.indexOf(worst) + 1 })}
            </Alert>
          )}
          {isOther && (
            <ChangedMeanwhile
              names={[]}
              onTheirs={() => {
                dispatch({ type: "take", plane: stored });
                setBase(stored);
              }}
              onMine={() => setBase(stored)}
            />
          )}
          {change.error && !isOther && (
            <Alert color="red" role="alert">
              {errorText(change.error, t)}
            </Alert>
          )}
          <div className={classes.foot}>
            <Button variant="subtle" color="gray" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            {state.pictures.length > 0 && (
              <Button variant="subtle" color="gray" onClick={() => dispatch({ type: "clear" })}>
                {t("ground.clear")}
              </Button>
            )}
            {camera.scene.groundPlane && state.pictures.length === 0 ? (
              <Button color="red" loading={change.isPending} onClick={() => put(undefined)}>
                {t("ground.remove")}
              </Button>
            ) : (
              <Button
                disabled={!fit || !points || isOther}
                loading={change.isPending}
                onClick={() =>
                  points && put({ points: points.map(({ picture, groundM }) => ({ picture, groundM: [...groundM] })) })
                }
              >
                {t("ground.save")}
              </Button>
            )}
          </div>
        </Stack>
      </section>
    </div>
  );
}

function PointTable(props: {
  state: ReturnType<typeof groundStateOf>;
  dispatch: React.Dispatch<Parameters<typeof groundReducer>[1]>;
  errorsM: readonly number[] | null;
}) {
  const { t, i18n } = useTranslation();
  const { state, dispatch, errorsM } = props;
  const metres = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 });
  return (
    <Table verticalSpacing={4} horizontalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("ground.number")}</Table.Th>
          <Table.Th>{t("ground.x")}</Table.Th>
          <Table.Th>{t("ground.y")}</Table.Th>
          <Table.Th ta="right">{t("ground.error")}</Table.Th>
          <Table.Th aria-label={t("common.delete")} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {state.pictures.map((_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: points have no name but their place in the list
          <Table.Tr key={i}>
            <Table.Td fw={700}>{i + 1}</Table.Td>
            {([0, 1] as const).map((axis) => (
              <Table.Td key={axis}>
                <NumberInput
                  {...decimals(i18n.language)}
                  size="xs"
                  hideControls
                  w={78}
                  decimalScale={2}
                  aria-label={t(axis === 0 ? "ground.xOf" : "ground.yOf", { number: i + 1 })}
                  value={state.groundM[i]?.[axis] ?? ""}
                  onChange={(value) =>
                    dispatch({ type: "place", index: i, axis, valueM: value === "" ? null : Number(value) })
                  }
                />
              </Table.Td>
            ))}
            <Table.Td ta="right">{errorsM?.[i] === undefined ? "" : `${metres.format(errorsM[i])} m`}</Table.Td>
            <Table.Td>
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={t("ground.removePoint", { number: i + 1 })}
                onClick={() => dispatch({ type: "remove", index: i })}
              >
                <IconTrash size={15} />
              </ActionIcon>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
