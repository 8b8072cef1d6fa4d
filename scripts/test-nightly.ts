// `npm run test:nightly`: all tests, with the long batteries that each change is spared.
process.env.VIGIE_NIGHTLY = "1";
await import("./test.ts");
