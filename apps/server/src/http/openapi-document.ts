// The OpenAPI 3.1 document of everything under /api/v1, made from the same schemas that check the requests.
import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform } from "fastify-type-provider-zod";

export async function registerOpenApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Vigie",
        version,
        description: "Cameras, alarms, events, recordings and live pictures of one site.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      components: {
        securitySchemes: { session: { type: "apiKey", in: "cookie", name: "vigie.session_token" } },
      },
      security: [{ session: [] }],
    },
    transform: (input) => {
      const policy = input.route.config?.policy;
      const { schema, url } = jsonSchemaTransform(input);
      const open = policy?.allow === "public";
      const described = {
        ...schema,
        ...(open ? { security: [] } : {}),
        ...(policy ? { "x-policy": policy.allow, "x-action": policy.action } : {}),
      };
      return { schema: described, url };
    },
  });
}
