// Test material: a real ONNX graph of the `vigie` family, small enough to know its answers by heart.
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ModelManifest } from "@vigie/contracts";

const FLOAT = 1;
const INT64 = 7;

/** One candidate: x1, y1, x2, y2 in input pixels, then its scores. */
export type Row = readonly number[];

export interface GraphOptions {
  rows: readonly Row[];
  widthPx?: number;
  heightPx?: number;
  outputName?: string;
  /** Mean red, green and blue of the picture (0 to 1) are added to the first three scores of every row. */
  looksAtColour?: boolean;
}

/** Says the rows whatever it sees, plus the mean colours when told to. */
export function graphOf(options: GraphOptions): Uint8Array {
  const { rows, widthPx = 416, heightPx = 256, outputName = "boxes", looksAtColour = false } = options;
  const rowLength = rows[0]!.length;
  const gain = looksAtColour ? 1 / 255 : 0;
  const fixed = [
    floats("rows", [1, rows.length, rowLength], rows.flat()),
    floats("gain", [1], [gain]),
    floats("before", [1, 4], [0, 0, 0, 0]),
    floats("after", [1, rowLength - 7], new Array(rowLength - 7).fill(0)),
    integers("axes", [2], [2, 3]),
    integers("shape", [3], [1, 1, rowLength]),
  ];
  const nodes = [
    node("ReduceMean", ["image", "axes"], "means", [intAttribute("keepdims", 0)]),
    node("Mul", ["means", "gain"], "shares"),
    node("Concat", ["before", "shares", "after"], "one", [intAttribute("axis", 1)]),
    node("Reshape", ["one", "shape"], "added"),
    node("Add", ["rows", "added"], outputName),
  ];
  const graph = message(
    ...nodes.map((one) => field(1, one)),
    field(2, text("known")),
    ...fixed.map((tensor) => field(5, tensor)),
    field(11, value("image", [1, 3, heightPx, widthPx])),
    field(12, value(outputName, [1, rows.length, rowLength])),
  );
  const opset = message(number(2, 18));
  return message(number(1, 8), field(7, graph), field(8, opset));
}

const CLASSES = "person,bicycle,motorcycle,car,bus,truck";

/** Puts weights and their manifest into a folder, as an installation has them. */
export function installModel(folder: string, bytes: Uint8Array, changes: Partial<ModelManifest> = {}): void {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const manifest: ModelManifest = {
    name: "embedded",
    file: "embedded.onnx",
    family: "vigie",
    licence: "Apache-2.0",
    origin: "a test",
    classes: CLASSES,
    sha256,
    bytes: bytes.byteLength,
    ...changes,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, manifest.file), bytes);
  writeFileSync(join(folder, "manifest.json"), JSON.stringify([manifest]));
}

// Protocol buffers. Source: onnx.proto; field numbers of ModelProto, GraphProto, NodeProto, TensorProto, ValueInfoProto.

function node(kind: string, inputs: string[], output: string, attributes: Buffer[] = []): Buffer {
  return message(
    ...inputs.map((name) => field(1, text(name))),
    field(2, text(output)),
    field(4, text(kind)),
    ...attributes.map((attribute) => field(5, attribute)),
  );
}

function intAttribute(name: string, value: number): Buffer {
  return message(field(1, text(name)), number(3, value), number(20, 2));
}

function floats(name: string, dimensions: number[], values: number[]): Buffer {
  return tensor(name, FLOAT, dimensions, Buffer.from(Float32Array.from(values).buffer));
}

function integers(name: string, dimensions: number[], values: number[]): Buffer {
  return tensor(name, INT64, dimensions, Buffer.from(BigInt64Array.from(values.map(BigInt)).buffer));
}

function tensor(name: string, type: number, dimensions: number[], raw: Buffer): Buffer {
  return message(...dimensions.map((size) => number(1, size)), number(2, type), field(8, text(name)), field(9, raw));
}

function value(name: string, dimensions: number[]): Buffer {
  const shape = message(...dimensions.map((size) => field(1, message(number(1, size)))));
  const type = message(field(1, message(number(1, FLOAT), field(2, shape))));
  return message(field(1, text(name)), field(2, type));
}

const message = (...fields: Buffer[]): Buffer => Buffer.concat(fields);
const text = (words: string): Buffer => Buffer.from(words, "utf8");
const number = (id: number, value: number): Buffer => Buffer.concat([varint(id << 3), varint(value)]);
const field = (id: number, bytes: Buffer): Buffer =>
  Buffer.concat([varint((id << 3) | 2), varint(bytes.length), bytes]);

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}
