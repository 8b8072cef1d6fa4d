// The server as other programs start it.
export { configFromEnvironment, type ServerConfig } from "./config.ts";
export { type RunningServer, startServer } from "./serve.ts";
