// No path of a workflow that runs on AWS comes near these. They are ours: AWS documents none, so the texts are ours too.

/** Most steps that a path may have, those of its filters not counted. */
export const MAXIMUM_PATH_STEPS = 1000;

/** Most places of a document that one reading of a path may visit, and so the most values that it may find. */
export const MAXIMUM_PATH_VISITS = 2_000_000;

/** Deepest nesting of a document that a scan (`..`) follows: as deep as Jackson reads JSON. */
export const MAXIMUM_SCAN_DEPTH = 1000;

/** Most values, those inside the found ones counted each time they are found, that one reading may give. */
export const MAXIMUM_PATH_VALUES = 2_000_000;
