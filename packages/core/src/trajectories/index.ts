export * from "./covered-spans.ts";
export * from "./frame-times.ts";
export * from "./minute-looks.ts";
export * from "./minute-pack.ts";
export * from "./quantise.ts";
export * from "./trace.ts";
export * from "./trace-recorder.ts";
export * from "./trajectory-codec.ts";
