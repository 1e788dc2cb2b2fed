import type { Declaration, SourceFile } from './source-file';

/** Types that several files declare, each with its reason. */
const sharedTypeNames: Readonly<Record<string, string>> = {
  BranchStep: 'public in two entry points: a step of a Parallel, and a step on the way to a branch',
  CoverageReporter: 'jest and vitest each find their reporter by this name',
  MachineSource: 'public in two entry points: what a server takes, and what a test takes',
  PollOptions: 'public in two entry points: of the pattern pollUntil, and of an activity worker',
  StartedExecution: 'public in two entry points: what a step hands on, and what a test holds',
};

/** Exports the functions of a folder once more, so that the folder is loaded when they are first called. */
const PASSED_ON = 'data/lazy-jsonata.ts';

/** How many files may export functions of one name: two rooms may have the same word for their own thing, beyond that nobody knows which is meant. */
const MOST_EXPORTS = 2;

/** A text shorter than this is said faster than it is found. */
const SHORTEST = 40;

/** Types that are declared in more than one file. */
export function typesDeclaredTwice(files: readonly SourceFile[], known = sharedTypeNames): string[] {
  const twice = [...placesBy(files, ({ kind, name }) => (kind === 'type' ? name : undefined))].filter(([, places]) => places.length > 1);
  return [
    ...twice.filter(([name]) => !(name in known)).map(([name, places]) => `the type ${name} is declared in ${places.join(' and ')}`),
    ...Object.keys(known)
      .filter((name) => !twice.some(([one]) => one === name))
      .map((name) => `the type ${name} is not declared twice, so it needs no reason`),
  ];
}

/** Functions that so many files export under one name that nobody knows which is meant. */
export function namesExportedOften(files: readonly SourceFile[]): string[] {
  const others = files.filter(({ path }) => path !== PASSED_ON);
  return [...placesBy(others, ({ kind, name, exported }) => (kind === 'function' && exported ? name : undefined))]
    .filter(([, places]) => places.length > MOST_EXPORTS)
    .map(([name, places]) => `the function ${name} is exported by ${places.join(' and ')}`);
}

/** Functions that are written in more than one file, under one name or several. */
export function functionsWrittenTwice(files: readonly SourceFile[]): string[] {
  return [...placesBy(files, ({ kind, text }) => (kind === 'function' && text.length >= SHORTEST ? text : undefined))]
    .filter(([, places]) => places.length > 1)
    .map(([text, places]) => `${places.join(' and ')} hold the same function: ${text.slice(0, 80)}`);
}

function placesBy(files: readonly SourceFile[], keyOf: (declaration: Declaration) => string | undefined): Map<string, string[]> {
  const found = new Map<string, Set<string>>();
  for (const { path, declarations } of files)
    for (const declaration of declarations) {
      const key = keyOf(declaration);
      if (key !== undefined) found.set(key, (found.get(key) ?? new Set()).add(path));
    }
  return new Map([...found].map(([key, paths]) => [key, [...paths]]));
}
