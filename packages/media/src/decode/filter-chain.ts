// One FFmpeg filter graph with one picture in and one or more pictures out.
import {
  AV_BUFFERSRC_FLAG_KEEP_REF,
  AVERROR_EAGAIN,
  type AVPixelFormat,
  avGetPixFmtName,
  type FilterContext,
  FilterGraph,
  type Frame,
} from "node-av";
import { MICROSECONDS } from "../packets/track.ts";

/** Identifies the pictures that one graph can take; a picture of another kind needs another graph. */
export function pictureKind(frame: Frame): string {
  return `${frame.width}x${frame.height}/${frame.format}/${frame.colorSpace}/${frame.colorRange}`;
}

export class FilterChain {
  readonly #graph: FilterGraph;
  readonly #source: FilterContext;
  readonly #sinks: readonly FilterContext[];

  /** @param body what stands between `[in]` and the sinks, for example `[in]scale=320:180,buffersink@gray`. */
  constructor(like: Frame, body: string, sinkNames: readonly string[]) {
    const graph = new FilterGraph();
    graph.alloc();
    graph.nbThreads = 1;
    const format = avGetPixFmtName(like.format as AVPixelFormat);
    const source =
      `buffer@in=video_size=${like.width}x${like.height}:pix_fmt=${format}` +
      `:time_base=${MICROSECONDS.num}/${MICROSECONDS.den}:pixel_aspect=1/1:colorspace=${like.colorSpace}:range=${like.colorRange}`;
    try {
      check(graph.parsePtr(`${source}[in];${body}`), "understood");
      check(graph.configSync(), "built");
      this.#source = named(graph, "buffer@in");
      this.#sinks = sinkNames.map((name) => named(graph, `buffersink@${name}`));
    } catch (error) {
      graph.free();
      throw error;
    }
    this.#graph = graph;
  }

  /** Sends one picture through; `outputs` receive what the sinks give, in the order of their names. The input keeps its picture. */
  run(input: Frame, outputs: readonly Frame[]): void {
    check(this.#source.buffersrcAddFrameSync(input, AV_BUFFERSRC_FLAG_KEEP_REF), "fed");
    for (const [i, sink] of this.#sinks.entries()) {
      const result = sink.buffersinkGetFrameSync(outputs[i]!);
      if (result === AVERROR_EAGAIN) throw new Error("the filter graph gave no picture");
      check(result, "drained");
    }
  }

  /** Changes a value of one of its filters, from the next picture on. */
  tell(filter: string, name: string, value: number): void {
    const answer = this.#graph.sendCommand(filter, name, String(value));
    check(typeof answer === "number" ? answer : 0, "told");
  }

  close(): void {
    this.#graph.free();
  }
}

function check(result: number, what: string): void {
  if (result < 0) throw new Error(`the filter graph could not be ${what} (${result})`);
}

function named(graph: FilterGraph, name: string): FilterContext {
  const filter = graph.getFilter(name);
  if (!filter) throw new Error(`the filter graph has no ${name}`);
  return filter;
}
