import type { PageProgram } from './page-program';

/** The program of a page, loaded with the first one. */
export function loadPageProgram(): PageProgram {
  const { pageProgram }: typeof import('./page-program') = require('./page-program');
  return pageProgram();
}
