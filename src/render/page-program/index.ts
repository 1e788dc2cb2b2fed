import { UsageError } from '../../asl';

/** What makes a page live: both stand in the page itself, which loads nothing. */
export interface PageProgram {
  readonly script: string;
  readonly style: string;
  /** SHA-256 of the script in base64: the page allows this script and no other. */
  readonly scriptHash: string;
}

/**
 * The program of a page. It is bundled from `src/render/page` when the package is compiled, and in tests when one first asks; the sources
 * themselves have none.
 */
export function pageProgram(): PageProgram {
  throw new UsageError('The sources of drystep/render hold no page. Hint: run "npm run compile", and use what it writes into lib.');
}
