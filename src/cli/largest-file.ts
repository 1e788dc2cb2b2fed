/** More bytes than any definition, history, schema, program or list of mocks has; texts of JavaScript end at twice as much. */
export const LARGEST_FILE = 256 * 1024 * 1024;
