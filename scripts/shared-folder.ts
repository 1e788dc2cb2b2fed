import { join, resolve } from 'node:path';

/** The folder beside the project that holds recordings and collected definitions: DRYSTEP_SHARED, read from the project's root. An empty text is unset. */
export const sharedFolder = resolve(join(__dirname, '..'), process.env.DRYSTEP_SHARED || '../shared');
