// The HTTP side of the server: what every request passes through, then one module per resource.
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import websocket from "@fastify/websocket";
import Fastify, { type FastifyInstance, LogController } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { AppDeps } from "./app-deps.ts";
import { serveConsole } from "./http/console-files.ts";
import { registerOpenApi } from "./http/openapi-document.ts";
import { closeRefusedHandshakes, refuseForeignOrigins } from "./http/origin.ts";
import { enforcePolicies } from "./http/policy.ts";
import { answerProblems } from "./http/problems.ts";
import { sendSecurityHeaders } from "./http/security-headers.ts";
import type { ZodApp } from "./http/zod-app.ts";
import { alarmRoutes } from "./routes/alarms.ts";
import { authRoutes } from "./routes/auth.ts";
import { calibrationRoutes } from "./routes/calibration.ts";
import { cameraRoutes } from "./routes/cameras.ts";
import { catalogueRoutes } from "./routes/catalogue.ts";
import { countsNowRoutes } from "./routes/counts-now.ts";
import { healthRoutes } from "./routes/health.ts";
import { journeyRoutes } from "./routes/journeys.ts";
import { knownObjectRoutes } from "./routes/known-objects.ts";
import { metricsRoutes } from "./routes/metrics.ts";
import { openApiRoutes } from "./routes/openapi.ts";
import { registerRoutes } from "./routes/register.ts";
import { retroRoutes } from "./routes/retro.ts";
import { settingRoutes } from "./routes/settings.ts";
import { setupRoutes } from "./routes/setup.ts";
import { slotRoutes } from "./routes/slots.ts";
import { statisticsRoutes } from "./routes/statistics.ts";
import { streamRoutes } from "./routes/stream.ts";
import { userRoutes } from "./routes/users.ts";
import { videoRoutes } from "./routes/videos.ts";

const MAX_BODY_BYTES = 1024 ** 2;
const MAX_SOCKET_MESSAGE_BYTES = 4096;
/** A request's headers must arrive within this time, so that half-open connections do not pile up. */
const REQUEST_TIMEOUT_MS = 30_000;

/** The application, ready to listen. Errors: `policy.undeclared` when a route forgot to say who may use it. */
export async function createApp(deps: AppDeps): Promise<FastifyInstance> {
  const { config } = deps;
  const app = Fastify({
    loggerInstance: deps.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    connectionTimeout: 0,
    requestTimeout: 0,
    http: { headersTimeout: REQUEST_TIMEOUT_MS },
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    onProtoPoisoning: "error",
    onConstructorPoisoning: "error",
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerProblems(app, deps.storeWatch);

  // In this order: nothing runs for a request from another website, nothing for a person without the right.
  await sendSecurityHeaders(app);
  refuseForeignOrigins(app);
  closeRefusedHandshakes(app);
  enforcePolicies(app, deps.accounts, deps.storeWatch);
  await app.register(rateLimit, { global: false, addHeaders: { "retry-after": true }, errorResponseBuilder: tooMany });
  await app.register(multipart, {
    limits: { files: 1, fields: 0, fileSize: config.maxUploadBytes },
    throwFileSizeLimit: true,
  });
  await app.register(websocket, { options: { maxPayload: MAX_SOCKET_MESSAGE_BYTES, perMessageDeflate: false } });
  await registerOpenApi(app, config.version);

  await app.register(
    async (scope) => {
      const api = scope.withTypeProvider() as unknown as ZodApp;
      healthRoutes(api, deps); // the state of the site, public
      openApiRoutes(api); // this API described
      setupRoutes(api, deps); // the first administrator
      authRoutes(api, deps); // logging in and out
      userRoutes(api, deps); // people and roles
      cameraRoutes(api, deps); // cameras, probe, stills
      videoRoutes(api, deps); // uploading a video file
      alarmRoutes(api, deps); // the alarm queue, verdicts, stills, clips
      knownObjectRoutes(api, deps); // objects that are not to be told of again
      registerRoutes(api, deps); // events, recordings, counts
      countsNowRoutes(api, deps); // what is counted at this moment
      calibrationRoutes(api, deps); // what scores are worth, prices of thresholds
      statisticsRoutes(api, deps); // figures over time
      slotRoutes(api, deps); // analysis slots, moving scenarios, arm mode
      retroRoutes(api, deps); // questions about the stored past
      journeyRoutes(api, deps); // from one sighting, candidates on other cameras
      streamRoutes(api, deps); // journal, event stream, live pictures
      catalogueRoutes(api, deps); // detectors, kinds of scenarios
      settingRoutes(api, deps); // the site, the workers
    },
    { prefix: "/api/v1" },
  );
  metricsRoutes(app as unknown as ZodApp, deps); // Prometheus
  await serveConsole(app, config.consoleFolder); // everything else is a page of the console
  return app;
}

function tooMany(_request: unknown, context: { ttl: number }): Error {
  const seconds = Math.ceil(context.ttl / 1000);
  return Object.assign(new Error(`Too many attempts from this address; try again in ${seconds} s.`), {
    statusCode: 429,
  });
}
