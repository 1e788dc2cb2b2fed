import { basename } from 'node:path';
import type { DoctorCheck } from './check';

/** A configuration file of a runner. */
export interface RunnerConfig {
  /** From the folder of the project. */
  readonly path: string;
  /** Without comments. */
  readonly text: string;
}

/**
 * Tells where the reporter of coverage is named in the configuration of one project of several: jest and vitest take reporters from the root alone, so that no
 * threshold would be judged.
 *
 * @param root the configuration in the folder of the project
 * @param others those of folders in it
 */
export function projectReporters(name: string, entry: string, root: RunnerConfig, others: readonly RunnerConfig[]): readonly DoctorCheck[] {
  const projects = listsOf(root.text, 'projects');
  const inline = projects.some((list) => namesReporter(list, entry)) ? [root] : [];
  const hasProjects = projects.length > 0 || others.some(({ path }) => /(?:^|\/)vitest\.workspace\./.test(path));
  const apart = hasProjects ? others.filter(({ text }) => namesReporter(text, entry)) : [];
  const [found] = [...inline, ...apart];
  if (found === undefined) return [];
  return [
    {
      name: `${name} coverage`,
      status: 'wrong',
      message: `reporters of a project in ${found.path} names ${entry}, and ${name} leaves out reporters of projects: nothing is counted, and no threshold is judged`,
      paste: `// beside projects, in ${basename(root.path)}\nreporters: ['default', ['${entry}', { /* options */ }]]`,
    },
  ];
}

function namesReporter(text: string, entry: string): boolean {
  return listsOf(text, 'reporters').some((list) => list.includes(`'${entry}'`) || list.includes(`"${entry}"`));
}

/** The lists that stand behind a field, with what brackets inside of them hold. */
function listsOf(text: string, field: string): readonly string[] {
  return [...text.matchAll(new RegExp(`(?<![\\w$])${field}["']?\\s*:\\s*\\[`, 'g'))].map((found) => {
    const start = found.index + found[0].length;
    let depth = 1;
    let end = start;
    for (; end < text.length && depth > 0; end++) {
      if (text[end] === '[') depth++;
      if (text[end] === ']') depth--;
    }
    return text.slice(start, end);
  });
}
