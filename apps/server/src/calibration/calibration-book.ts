// What operators' verdicts say about each scenario's scores, and what an administrator has allowed from which score on.
import {
  AppError,
  type AutomaticPermission,
  type CameraConfig,
  type Scenario,
  type ScenarioCalibration,
  type SessionUser,
} from "@vigie/contracts";
import {
  type Clock,
  calibrateScores,
  type JudgedScore,
  LEAST_VERDICTS,
  type Records,
  type ScoreCalibration,
  thresholdPrices,
} from "@vigie/core";

export interface CalibrationBook {
  /** For an alarm; null while too few verdicts were given. */
  confidenceOf(cameraId: string, scenarioId: string, score: number): Promise<number | null>;
  /** A verdict was given or taken back. */
  forget(cameraId: string, scenarioId: string): void;
  /** Errors: `camera.not-found`, `scenario.not-found`. */
  view(cameraId: string, scenarioId: string): Promise<ScenarioCalibration>;
  /** Null takes the permission back. Errors: as above. */
  allow(cameraId: string, scenarioId: string, score: number | null, by: SessionUser): Promise<ScenarioCalibration>;
}

const PERMISSIONS_SETTING = "automatic.permissions";
const DAY_MS = 86_400_000;
const PAGE = 200;
const MOST_VERDICTS = 2_000;
const MOST_SCORES = 20_000;
const LOOK_BACK_MS = 30 * DAY_MS;
/** A table that no verdict has changed is read anew after this: retention takes old verdicts away. Unit: ms. */
const FRESH_MS = 3_600_000;

export function createCalibrationBook(records: Records, clock: Clock): CalibrationBook {
  const known = new Map<string, { readMs: number; calibration: Promise<ScoreCalibration> }>();

  const judgedScores = async (cameraId: string, scenarioId: string): Promise<JudgedScore[]> => {
    const judged: JudgedScore[] = [];
    let after: string | undefined;
    do {
      const filter = { states: ["cleared"] as const, cameraId, scenarioId, limit: PAGE };
      const page = await records.alarms.list({ ...filter, ...(after === undefined ? {} : { after }) });
      for (const { score, verdict } of page.alarms) if (verdict !== null) judged.push({ score, verdict });
      after = page.next ?? undefined;
    } while (after !== undefined && judged.length < MOST_VERDICTS);
    return judged;
  };

  const calibrationOf = (cameraId: string, scenarioId: string): Promise<ScoreCalibration> => {
    const key = `${cameraId} ${scenarioId}`;
    const nowMs = clock.monotonicMs();
    const found = known.get(key);
    if (found && nowMs - found.readMs < FRESH_MS) return found.calibration;
    const calibration = judgedScores(cameraId, scenarioId).then(calibrateScores);
    known.set(key, { readMs: nowMs, calibration });
    calibration.catch(() => known.delete(key));
    return calibration;
  };

  const permissions = async (): Promise<Record<string, AutomaticPermission>> =>
    JSON.parse((await records.settings.get(PERMISSIONS_SETTING)) ?? "{}") as Record<string, AutomaticPermission>;

  const view = async (cameraId: string, scenarioId: string): Promise<ScenarioCalibration> => {
    const scenario = scenarioOf(await records.cameras.get(cameraId), cameraId, scenarioId);
    const toMs = clock.nowMs();
    const fromMs = toMs - LOOK_BACK_MS;
    const [calibration, scores, covered, allowed] = await Promise.all([
      calibrationOf(cameraId, scenarioId),
      records.figures.scores({ cameraId, scenarioId, fromMs, toMs, limit: MOST_SCORES }),
      records.trajectories.covered({ cameraId, fromMs, toMs }),
      permissions(),
    ]);
    const days = covered.reduce((sum, quarter) => sum + quarter.coveredMs, 0) / DAY_MS;
    const { verdicts, calibrated, points, confidenceOf } = calibration;
    const judged = verdicts.true + verdicts.false + verdicts.nuisance;
    return {
      cameraId,
      scenarioId,
      verdicts,
      calibrated,
      reason: calibrated
        ? ""
        : `Only ${judged} alarms were judged; from ${LEAST_VERDICTS} on a score says how often it is right.`,
      confidenceOf: points,
      perThreshold: thresholdPrices(scores, days, confidenceOf),
      days,
      alarmScore: scenario.alarmScore ?? 0,
      automatic: allowed[`${cameraId} ${scenarioId}`] ?? null,
    };
  };

  return {
    async confidenceOf(cameraId, scenarioId, score) {
      const { calibrated, confidenceOf } = await calibrationOf(cameraId, scenarioId);
      return calibrated ? Math.round(confidenceOf(score) * 1000) / 1000 : null;
    },
    forget: (cameraId, scenarioId) => void known.delete(`${cameraId} ${scenarioId}`),
    view,
    async allow(cameraId, scenarioId, score, by) {
      scenarioOf(await records.cameras.get(cameraId), cameraId, scenarioId);
      const { [`${cameraId} ${scenarioId}`]: _before, ...others } = await permissions();
      const given =
        score === null
          ? {}
          : { [`${cameraId} ${scenarioId}`]: { score, allowedBy: by.name, allowedAtMs: clock.nowMs() } };
      await records.settings.set(PERMISSIONS_SETTING, JSON.stringify({ ...others, ...given }));
      return view(cameraId, scenarioId);
    },
  };
}

function scenarioOf(camera: CameraConfig | null, cameraId: string, scenarioId: string): Scenario {
  if (!camera)
    throw new AppError({ code: "camera.not-found", kind: "not-found", message: `There is no camera "${cameraId}".` });
  const scenario = camera.scene.scenarios.find((item) => item.id === scenarioId);
  if (scenario) return scenario;
  throw new AppError({
    code: "scenario.not-found",
    kind: "not-found",
    message: `Camera "${cameraId}" has no scenario "${scenarioId}".`,
  });
}
