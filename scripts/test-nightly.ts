// `npm run test:nightly`: all tests, with the long batteries that each change is spared.
process.env.VIGIE_NIGHTLY = "1";
// Other examples for the properties each night; the same again with the number that stands in the log.
process.env.VIGIE_TEST_SEED ??= String(Math.floor(Date.now() / 1000) % 2 ** 31);
console.log(`VIGIE_TEST_SEED=${process.env.VIGIE_TEST_SEED}`);
await import("./test.ts");
