import { setFlagsFromString } from 'node:v8';

/**
 * Lets V8 run more of a function before it optimizes it: each test file runs its modules anew, and much of what was optimized for it is hardly called
 * again. That is about a tenth of the work. Later versions of Node weigh it differently.
 */
export function optimizeLater(): void {
  if (process.version.startsWith('v20.')) setFlagsFromString('--interrupt-budget=600000');
}
