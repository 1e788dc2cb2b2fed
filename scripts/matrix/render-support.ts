import { COMPILED, COMPILERS, NODES, PEERS, PROJECTS, type Project } from './axes';
import { CELLS, type Cell, cellOf, type Findings, type Found } from './findings';
import { EVERY_FILE, REASONS, type Reason, reasonsBehind } from './reasons';

/** The page `docs/support.md`. */
export function renderSupport({ releases, cells }: Findings): string {
  const said = (cell: Cell, text: (found: Found) => string): string => {
    const found = cells[cell.name];
    return found === undefined ? 'not run' : marked(text(found), cell, found);
  };
  const exact = (name: string, release: string): string => releases[`${name} ${release}`] ?? release;
  const dates = Object.values(cells).map(({ date }) => date);
  const days = [...new Set(dates)].sort();
  const nodes = NODES.map((release) => `Node ${exact('node', release)}`);
  const tests = PROJECTS.map((project) => [
    `${project.runner} ${exact(project.runner, project.release)}`,
    project.peers,
    ...NODES.map((release) => said(cellOf('tests', project, release), counted)),
  ]);
  const programs = NODES.map((release) => said(cellOf('programs', COMPILED[1] as Project, release), counted));
  const types = COMPILERS.map((release) => [
    exact('typescript', release),
    ...COMPILED.map((project) => said(cellOf('types', project, release), compiled)),
  ]);
  const names = Object.keys(PEERS.oldest) as (keyof typeof PEERS.oldest)[];
  const reds = CELLS.flatMap((cell) => (cells[cell.name]?.failures ?? []).map((failure) => `- ${cell.name}: ${failure}`));
  return `<!-- Written by \`npm run check:matrix\`. Do not edit. -->
# Where it runs

[Decision 12](decisions/0012-support-range.md) says which versions Drystep supports. \`npm run check:matrix\` tries them: it packs the package as npm would publish it, installs it in projects that have
nothing but the packages of their row, and runs the examples of this repository there. A number says how many tests passed; one in brackets is the [reason](#what-cannot-pass-and-why) for a file that cannot pass.

Last run ${days.length > 1 ? `from ${days[0]} to ${days.at(-1)}` : `on ${days[0] ?? 'no day so far'}`}, on Linux. The jobs for Windows and macOS in \`.github/workflows/build.yml\` have not run yet.

## Tests

${table(['runner', 'other packages', ...nodes], tests)}

vitest runs a few examples more than jest: those of [other languages](other-languages.md) are written for it. The other packages, oldest and newest:

${table(
  ['package', 'oldest', 'newest'],
  names.map((name) => [`\`${name}\``, exact(name, PEERS.oldest[name]), exact(name, PEERS.newest[name])]),
)}

## Programs and the command

Without a test runner: every entry point is loaded by \`require\` and by \`import\`, and the command validates, runs (with mocks in JSON and in TypeScript) and draws a machine. A number says how many calls succeeded.

${table(nodes, [programs])}

## TypeScript

All examples, compiled against the declarations of the package under \`strict\` rules and \`node16\` modules, beside the oldest and the newest of the packages above.

${table(['TypeScript', ...COMPILED.map(({ peers }) => `${peers} packages`)], types)}

## What cannot pass, and why

${[
  ...REASONS.map((reason, index) => `${index + 1}. ${named(reason)}${where(reason)}: ${reason.reason}.`),
  ...(reds.length > 0 ? ['', 'Without a reason so far:', '', ...reds] : []),
].join('\n')}
`;
}

function named({ file }: Reason): string {
  return file === EVERY_FILE ? 'All examples' : `\`examples/${file}\``;
}

function where({ peers, runner, release, nodes }: Reason): string {
  const parts = [
    ...(runner === undefined ? [] : [[runner, ...(release === undefined ? [] : [release])].join(' ')]),
    ...(peers === undefined ? [] : [`the ${peers} packages`]),
    ...(nodes === undefined ? [] : [`Node ${nodes.join(' and ')}`]),
  ];
  return parts.length === 0 ? '' : `, with ${parts.join(', ')}`;
}

function counted({ passed, failures }: Found): string {
  return failures.length > 0 ? `${passed}, and ${failures.length} fail` : String(passed);
}

function compiled({ failures }: Found): string {
  return failures.length === 0 ? 'compiles' : 'fails';
}

/** With the numbers of the reasons behind it. */
function marked(text: string, cell: Cell, found: Found): string {
  const numbers = reasonsBehind(cell, found).map((reason) => REASONS.indexOf(reason) + 1);
  return numbers.length === 0 ? text : `${text} (${numbers.join(', ')})`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
