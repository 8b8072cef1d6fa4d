// Where recordings lie below the data folder, one folder per camera.
export const RECORDINGS_FOLDER = "recordings";
