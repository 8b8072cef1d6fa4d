// Runs one ONNX file on one raw tensor: `node run_onnx.mjs '{"model","input","output","shape"}'`, float32 in and out.
import { readFile, writeFile } from "node:fs/promises";
import ort from "onnxruntime-node";

const { model, input, output, shape } = JSON.parse(process.argv[2]);
const bytes = await readFile(input);
const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 });
const results = await session.run({ [session.inputNames[0]]: new ort.Tensor("float32", values, shape) });
const { data } = results[session.outputNames[0]];
await writeFile(output, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
