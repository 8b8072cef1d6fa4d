// The OpenAPI 3.1 document of everything under /api/v1, made from the same schemas that check the requests.
import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from "fastify-type-provider-zod";
import { namedSchemas, usedSchemas } from "./schema-names.ts";

export async function registerOpenApi(app: FastifyInstance, version: string): Promise<void> {
  const schemaRegistry = namedSchemas();
  const jsonSchemaTransform = createJsonSchemaTransform({ schemaRegistry });
  const withComponents = createJsonSchemaTransformObject({ schemaRegistry });
  await app.register(swagger, {
    transformObject: (input) => {
      const document = withComponents(input);
      if (!("components" in document) || !document.components) return document;
      const { components, paths } = document;
      Object.assign(components, { schemas: usedSchemas(paths, components.schemas ?? {}) });
      return document;
    },
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
