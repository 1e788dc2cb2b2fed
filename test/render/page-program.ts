import { bundledPageProgram } from '../../scripts/bundle-page';
import type { PageProgram } from '../../src/render/page-program';

let bundled: PageProgram | undefined;

/** What stands in the place of `src/render/page-program` in tests: the program, bundled from the sources when a test first asks. */
export function pageProgram(): PageProgram {
  bundled ??= bundledPageProgram();
  return bundled;
}
