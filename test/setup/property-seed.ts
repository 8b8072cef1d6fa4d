// Properties are tried with the same examples each time, so that a test fails for what was changed; every night draws new ones.
import fc from "fast-check";

const given = process.env.VIGIE_TEST_SEED;

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: given === undefined ? 1 : Number(given) });
