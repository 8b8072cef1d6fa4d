// What the browser is told about the console: only our own scripts, pictures and sockets, and nobody may frame it.
import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";

/**
 * `style-src-attr 'unsafe-inline'` and hashes or nonces for nothing else: the console's components set sizes and colours in style
 * attributes; `style-src-elem 'unsafe-inline'` is needed because they also put their theme variables into a style element.
 * Scripts are never inline.
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
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        mediaSrc: ["'self'", "blob:"],
        fontSrc: ["'self'", "data:"],
        connectSrc: ["'self'", "ws:", "wss:"],
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
