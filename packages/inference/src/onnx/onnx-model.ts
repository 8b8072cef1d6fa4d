// A loaded ONNX detector: one session whose tensors its cameras take turns to use.
import { AppError, type Calibration } from "@vigie/contracts";
import {
  createDetections,
  createSuppressor,
  type Detections,
  type Detector,
  type DetectorInfo,
  type DetectorModel,
  type ScaledPictures,
  type Suppressor,
} from "@vigie/core";
import type { InferenceSession, Tensor } from "onnxruntime-node";
import { createCalibration, type ScoreCalibration } from "./calibration.ts";
import { type FittedFamily, MAX_CANDIDATES, type ModelFamily } from "./family.ts";
import { PictureTensor } from "./picture-tensor.ts";
import { floatTensor, openSession, runFailed } from "./session.ts";

/** Kept low on purpose: the tracker recovers with weak boxes, scenarios only ask strong ones. */
const MIN_SCORE = 0.1;
/** The same for scores that are shares of right boxes: of what an uncalibrated network scores 0.1, that many are right. */
const MIN_CALIBRATED_SCORE = 0.03;
/** A frame with more things than this is reported without its weakest. */
const MAX_DETECTIONS = 200;

export interface OnnxModelSource {
  name: string;
  family: ModelFamily;
  classes: readonly string[];
  /** Bytes whose hash was checked. */
  weights: Uint8Array;
  /** What the manifest says of the scores; null leaves them as the network gives them. */
  calibration: Calibration | null;
}

/** Errors: `model.bad-shape`. Cost: 50 to 150 ms. */
export async function openOnnxModel(source: OnnxModelSource): Promise<DetectorModel> {
  const { session, shape } = await openSession(source.name, source.weights);
  try {
    return new OnnxModel(source, session, source.family.fit(source.name, shape, source.classes));
  } catch (error) {
    await session.release();
    throw error;
  }
}

class OnnxModel implements DetectorModel {
  readonly info: DetectorInfo;
  modelMs = 0;
  modelRuns = 0;
  readonly #session: InferenceSession;
  readonly #fitted: FittedFamily;
  readonly #input: PictureTensor;
  readonly #feeds: Record<string, Tensor>;
  readonly #fetches: Record<string, Tensor> = {};
  readonly #outputs: Float32Array[] = [];
  readonly #calibration: ScoreCalibration | null;
  readonly #minScore: number;
  readonly #leastRawScore: number;
  readonly #candidates = createDetections(MAX_CANDIDATES);
  /** The tail of the queue: a run happens a moment after it was asked for, so the tensors belong to one camera at a time. */
  #turn: Promise<void> = Promise.resolve();

  constructor(source: OnnxModelSource, session: InferenceSession, fitted: FittedFamily) {
    this.#session = session;
    this.#fitted = fitted;
    this.#calibration = source.calibration && createCalibration(source.calibration, source.classes);
    this.#minScore = this.#calibration ? MIN_CALIBRATED_SCORE : MIN_SCORE;
    this.#leastRawScore = this.#calibration?.rawFor(this.#minScore) ?? this.#minScore;
    const input = floatTensor([1, 3, fitted.inputHeightPx, fitted.inputWidthPx]);
    this.#input = new PictureTensor(input.values, fitted.inputWidthPx, fitted.inputHeightPx, fitted.pixels);
    this.#feeds = { [session.inputNames[0]!]: input.tensor };
    for (const { name, dimensions } of fitted.outputs) {
      const { tensor, values } = floatTensor(dimensions);
      this.#fetches[name] = tensor;
      this.#outputs.push(values);
    }
    this.info = {
      name: source.name,
      classes: source.classes,
      request: {
        rgb: {
          maxWidthPx: fitted.inputWidthPx,
          maxHeightPx: fitted.inputHeightPx,
          stretch: fitted.pixels.placement === "stretch",
        },
        gray: null,
      },
      gateable: true,
    };
  }

  forCamera(): Detector {
    const suppress = createSuppressor({
      classes: this.info.classes,
      minScore: this.#minScore,
      maxBoxes: MAX_DETECTIONS,
    });
    return {
      info: this.info,
      detect: (pictures) => this.#inTurn(() => this.#detect(pictures, suppress)),
      close: () => {},
    };
  }

  async close(): Promise<void> {
    await this.#inTurn(() => this.#session.release());
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(task);
    this.#turn = mine.then(ignore, ignore);
    return mine;
  }

  async #detect(pictures: ScaledPictures, suppress: Suppressor): Promise<Detections> {
    const { rgb } = pictures;
    const { inputWidthPx, inputHeightPx } = this.#fitted;
    if (!rgb || rgb.widthPx > inputWidthPx || rgb.heightPx > inputHeightPx) {
      throw new AppError({
        code: "model.bad-picture",
        kind: "internal",
        audience: "developer",
        message: `The model "${this.info.name}" needs a colour picture of at most ${inputWidthPx}x${inputHeightPx} pixels.`,
      });
    }
    this.#input.fill(rgb);
    const from = performance.now();
    try {
      await this.#session.run(this.#feeds, this.#fetches);
    } catch (cause) {
      throw runFailed(this.info.name, cause);
    }
    this.modelMs += performance.now() - from;
    this.modelRuns++;
    const candidates = this.#candidates;
    candidates.count = 0;
    this.#fitted.decode(this.#outputs, this.#leastRawScore, candidates);
    this.#calibration?.apply(candidates);
    const isStretched = this.#fitted.pixels.placement === "stretch";
    normalise(candidates, isStretched ? inputWidthPx : rgb.widthPx, isStretched ? inputHeightPx : rgb.heightPx);
    return suppress(candidates);
  }
}

/** From input pixels to the picture, clipped to it. It lies top left or fills the input, so one scale a side is all. */
function normalise(detections: Detections, widthPx: number, heightPx: number): void {
  const { boxes, count } = detections;
  for (let i = 0; i < count * 4; i += 2) {
    boxes[i] = Math.min(1, Math.max(0, boxes[i]! / widthPx));
    boxes[i + 1] = Math.min(1, Math.max(0, boxes[i + 1]! / heightPx));
  }
}

function ignore(): void {}
