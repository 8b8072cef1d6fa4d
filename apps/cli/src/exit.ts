// Exit codes of the command line, and the one way in which a command fails: one clear sentence.
import { AppError } from "@vigie/contracts";
import pc from "picocolors";

export const EXIT = { ok: 0, failed: 1, usage: 2, unreadable: 3, badScenario: 4 } as const;

/** Exit code that an error asks for. */
export function exitCodeOf(cause: unknown): number {
  if (!(cause instanceof AppError)) return EXIT.failed;
  if (cause.code.startsWith("scenario-file.") || cause.code.startsWith("scenario.")) return EXIT.badScenario;
  if (cause.code.startsWith("source.")) return EXIT.unreadable;
  if (cause.code.startsWith("usage.") || cause.code === "model.unknown") return EXIT.usage;
  return EXIT.failed;
}

/** Prints the sentence and ends the process with the code that belongs to it. */
export function fail(cause: unknown): never {
  const message =
    cause instanceof AppError || process.env.VIGIE_DEBUG === undefined
      ? (cause as Error).message
      : (cause as Error).stack;
  process.stderr.write(`${pc.red("vigie:")} ${message}\n`);
  process.exit(exitCodeOf(cause));
}

export function usageError(message: string): AppError {
  return new AppError({ code: "usage.invalid", kind: "invalid", message });
}
