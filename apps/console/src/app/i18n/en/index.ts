// Everything the console says in English; the keys of all other languages follow these.
import { add, cameras, health } from "./cameras.ts";
import { account, common, role, shell } from "./shell.ts";

export const en = { common, shell, role, account, cameras, health, add } as const;
