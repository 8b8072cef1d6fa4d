// The server as other programs start it.
export { describeApi } from "./api-description.ts";
export { configFromEnvironment, type ServerConfig } from "./config.ts";
export { type RunningServer, startServer } from "./serve.ts";
