export { type MjpegServer, type MjpegServerOptions, startMjpegServer } from "./http/mjpeg-server.ts";
export type { Credentials } from "./rtsp/access-control.ts";
export type { RtspPathOptions } from "./rtsp/camera.ts";
export type { RtspFaults, SwitchMode } from "./rtsp/faults.ts";
export { type RtspServer, type RtspServerOptions, startRtspServer } from "./rtsp/server.ts";
