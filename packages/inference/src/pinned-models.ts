// Models that `vigie models pull` can fetch: each with a fixed version, its hash and its licence. Data only.
import type { ModelManifest } from "@vigie/contracts";

export interface PinnedModel {
  /** Where the bytes are; a commit is part of the address, so that they cannot change. */
  address: string;
  /** What the registry will say about them. */
  manifest: ModelManifest;
}

export const PINNED_MODELS: readonly PinnedModel[] = [
  {
    address:
      "https://raw.githubusercontent.com/hpc203/picodet-onnxruntime/dfe4d6cd0a18cd4126ee381e81df8a0b1e6ad97b/coco/picodet_s_416_coco.onnx",
    manifest: {
      name: "picodet-s-416",
      file: "picodet_s_416_coco.onnx",
      family: "picodet",
      licence: "Apache-2.0",
      author: "PaddlePaddle",
      origin:
        "github.com/hpc203/picodet-onnxruntime@dfe4d6cd0a18cd4126ee381e81df8a0b1e6ad97b:coco/picodet_s_416_coco.onnx",
      classes: "coco",
      sha256: "cdab77bdde16e4f76bec734c4e5791801d1739e4c7ec1995e0e110e04300d0c2",
      bytes: 4_040_573,
    },
  },
  {
    address:
      "https://raw.githubusercontent.com/Kazuhito00/YOLOX-ONNX-TFLite-Sample/3d4f1119d0694200671c08069ecb847aa0d8495a/model/yolox_nano.onnx",
    manifest: {
      name: "yolox-nano",
      file: "yolox_nano.onnx",
      family: "yolox",
      licence: "Apache-2.0",
      author: "Megvii",
      origin:
        "github.com/Kazuhito00/YOLOX-ONNX-TFLite-Sample@3d4f1119d0694200671c08069ecb847aa0d8495a:model/yolox_nano.onnx",
      classes: "coco",
      sha256: "695e750a5d5754bb5a8d5325643b59282191a7e7a564e435a415fd3c578eab14",
      bytes: 3_660_092,
    },
  },
  {
    address:
      "https://raw.githubusercontent.com/hpc203/picodet-onnxruntime/dfe4d6cd0a18cd4126ee381e81df8a0b1e6ad97b/coco/picodet_s_320_coco.onnx",
    manifest: {
      name: "picodet-s-320",
      file: "picodet_s_320_coco.onnx",
      family: "picodet",
      licence: "Apache-2.0",
      author: "PaddlePaddle",
      origin:
        "github.com/hpc203/picodet-onnxruntime@dfe4d6cd0a18cd4126ee381e81df8a0b1e6ad97b:coco/picodet_s_320_coco.onnx",
      classes: "coco",
      sha256: "d7852a1508b36bfc2739770ad52ff28bf81e219dc5c15dd7868d5ebdf007b6c8",
      bytes: 4_040_569,
    },
  },
];
