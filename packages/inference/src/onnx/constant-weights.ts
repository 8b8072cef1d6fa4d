// Older exporters list the weights of a graph among its inputs; then the runtime must not fold them, and runs slower.
// This takes them off the list. Only the outermost fields of the file are read: ModelProto.graph and its inputs and initialisers.

/** Protocol-buffer field numbers. Source: onnx.proto, ModelProto, GraphProto, TensorProto, ValueInfoProto. */
const MODEL_IR_VERSION = 1;
const MODEL_GRAPH = 7;
const GRAPH_INITIALIZER = 5;
const GRAPH_INPUT = 11;
const TENSOR_NAME = 8;
const VALUE_NAME = 1;
/** From this version on weights need not be inputs. */
const LEAST_IR_VERSION = 4;

interface Field {
  number: number;
  /** Of the whole field with its tag, and of its payload. */
  start: number;
  from: number;
  end: number;
  /** Of a number field. */
  value: number;
}

/** The same graph with its weights as constants; the bytes themselves when there is nothing to do or they are no graph. */
export function withConstantWeights(bytes: Uint8Array): Uint8Array {
  try {
    const model = fieldsOf(bytes, 0, bytes.length);
    const graph = model.find(({ number }) => number === MODEL_GRAPH);
    if (!graph) return bytes;
    const fields = fieldsOf(bytes, graph.from, graph.end);
    const weights = new Set(
      fields.filter(({ number }) => number === GRAPH_INITIALIZER).map((field) => nameOf(bytes, field, TENSOR_NAME)),
    );
    const kept = fields.filter(
      (field) => field.number !== GRAPH_INPUT || !weights.has(nameOf(bytes, field, VALUE_NAME)),
    );
    if (kept.length === fields.length) return bytes;
    const graphBytes = Buffer.concat(kept.map(({ start, end }) => bytes.subarray(start, end)));
    const parts = model.map((field) => {
      if (field === graph) return Buffer.concat([tagAndLength(MODEL_GRAPH, graphBytes.length), graphBytes]);
      if (field.number !== MODEL_IR_VERSION) return bytes.subarray(field.start, field.end);
      return Buffer.concat([Buffer.from([MODEL_IR_VERSION << 3]), varint(Math.max(LEAST_IR_VERSION, field.value))]);
    });
    return Buffer.concat(parts);
  } catch (error) {
    // No protocol buffer: the runtime will say so in its own way.
    if (error instanceof RangeError) return bytes;
    throw error;
  }
}

function nameOf(bytes: Uint8Array, message: Field, number: number): string {
  const field = fieldsOf(bytes, message.from, message.end).find((one) => one.number === number);
  return field ? Buffer.from(bytes.subarray(field.from, field.end)).toString("utf8") : "";
}

/** Errors: RangeError when the bytes are no message. */
function fieldsOf(bytes: Uint8Array, from: number, end: number): Field[] {
  const fields: Field[] = [];
  let at = from;
  const readVarint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      if (at >= end || scale > 2 ** 63) throw new RangeError("no message");
      const byte = bytes[at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < end) {
    const start = at;
    const tag = readVarint();
    const kind = tag % 8;
    const value = kind === 0 || kind === 2 ? readVarint() : 0;
    const length = kind === 0 ? 0 : kind === 2 ? value : kind === 1 ? 8 : kind === 5 ? 4 : Number.NaN;
    const payload = at;
    at += length;
    if (!(at <= end)) throw new RangeError("no message");
    fields.push({ number: Math.floor(tag / 8), start, from: payload, end: at, value });
  }
  return fields;
}

function tagAndLength(number: number, length: number): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 2]), varint(length)]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}
