// Where the embedded records lie in the data folder.

export const SQLITE_FILE = "vigie.db";
