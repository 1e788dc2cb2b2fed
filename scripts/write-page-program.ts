import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPageProgram } from './bundle-page';

/** Writes the program of a page as the module that `src/render/page-program` stands for. */
export function writePageProgram(target: string): void {
  const text = `"use strict";\nconst program = Object.freeze(${JSON.stringify(bundledPageProgram())});\nexports.pageProgram = () => program;\n`;
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'index.js'), text);
}
