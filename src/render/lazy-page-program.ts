import type { PageProgram } from './page-program';

/** The program of a page, loaded with the first one. */
export function loadPageProgram(): PageProgram {
  return (require('./page-program') as typeof import('./page-program')).pageProgram();
}
