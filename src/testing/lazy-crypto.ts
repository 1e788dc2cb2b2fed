/** Node's cryptography, loaded when it is first asked for: most executions need none, and it takes as long to load as a room. */
export const crypto = (): typeof import('node:crypto') => require('node:crypto');
