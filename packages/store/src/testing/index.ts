// Fakes that keep the store's promises, for the tests of other rooms.
export { createLossyFileSystem, type LossyFileSystem } from "./lossy-file-system.ts";
