// Starts the server program as `npm start` does, with no cameras, for tests that end or kill it.
import { startServer } from "../src/index.ts";

startServer().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exit(1);
});
