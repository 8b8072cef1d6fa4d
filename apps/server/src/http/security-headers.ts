// What the browser is told about the console: only our own scripts, pictures and sockets, and nobody may frame it.
import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";

/**
 * `style-src-elem 'unsafe-inline'` and nothing else is inline: the console's components put their theme's variables into a style
 * element. Style attributes are refused; what components set on elements goes through the object model, which the policy allows.
 */
export async function sendSecurityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        styleSrcElem: ["'self'", "'unsafe-inline'"],
        styleSrcAttr: ["'none'"],
        imgSrc: ["'self'", "data:", "blob:"],
        mediaSrc: ["'self'", "blob:"],
        fontSrc: ["'self'", "data:"],
        connectSrc: ["'self'", (request) => socketsOf(request.headers.host)],
        workerSrc: ["'self'", "blob:"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    crossOriginResourcePolicy: { policy: "same-origin" },
    frameguard: { action: "deny" },
    referrerPolicy: { policy: "no-referrer" },
    // Only meaningful over TLS, which a proxy in front adds together with this header.
    strictTransportSecurity: false,
  });
}

/** WebSockets of the address that was asked for and of no other; not every browser counts them as 'self'. */
function socketsOf(host: string | undefined): string {
  return host !== undefined && /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:]+\](:\d{1,5})?$/i.test(host)
    ? `ws://${host} wss://${host}`
    : "'self'";
}
