#!/usr/bin/env node
// The `vigie` command: hands its words to the launcher, which picks the right Node.
import { launch } from "../../../scripts/launch.mjs";

launch("cli", process.argv.slice(2));
