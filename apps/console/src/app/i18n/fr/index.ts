// Everything the console says in French.
import { add, cameras, health } from "./cameras.ts";
import { account, common, role, shell } from "./shell.ts";

export const fr = { common, shell, role, account, cameras, health, add } as const;
