import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMPILED, COMPILERS, NODES, PROJECTS, type Project } from './axes';
import type { Outcome } from './run-cell';

/** What the last run of one cell found, and on which day. */
export interface Found {
  readonly date: string;
  readonly passed: number;
  readonly failures: readonly string[];
  /** The files that are red with a reason. */
  readonly excused: readonly string[];
}

/** What all cells found when they last ran: `findings.json`. */
export interface Findings {
  /** The exact release behind each that `axes.ts` names, by what it is a release of. */
  readonly releases: Readonly<Record<string, string>>;
  readonly cells: Readonly<Record<string, Found>>;
}

/** A place of the tables: what is tried, and with what. */
export interface Cell {
  readonly name: string;
  readonly kind: 'tests' | 'programs' | 'types';
  readonly project: Project;
  /** The Node, or the TypeScript, as `axes.ts` names it. */
  readonly release: string;
}

/** Every cell, in the order of the page. */
export const CELLS: readonly Cell[] = [
  ...PROJECTS.flatMap((project) => NODES.map((release) => cellOf('tests', project, release))),
  ...NODES.map((release) => cellOf('programs', COMPILED[1] as Project, release)),
  ...COMPILERS.flatMap((release) => COMPILED.map((project) => cellOf('types', project, release))),
];

/** The cell of a project and a release of Node or TypeScript. */
export function cellOf(kind: Cell['kind'], project: Project, release: string): Cell {
  const { runner, release: version, peers } = project;
  const names = {
    tests: `${runner} ${version}, ${peers} packages, Node ${release}`,
    programs: `programs, Node ${release}`,
    types: `TypeScript ${release}, ${peers} packages`,
  };
  return { name: names[kind], kind, project, release };
}

const FILE = join(__dirname, 'findings.json');

/** What earlier runs found. */
export function readFindings(): Findings {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Findings) : { releases: {}, cells: {} };
}

/** Keeps what was found, for the page and for later runs of other cells. */
export function writeFindings(findings: Findings): void {
  const sorted = (record: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(FILE, `${JSON.stringify({ releases: sorted(findings.releases), cells: sorted(findings.cells) }, null, 1)}\n`);
}

/** What a cell found today. */
export function foundToday({ passed, failures, excused }: Outcome): Found {
  return { date: new Date().toISOString().slice(0, 10), passed, failures, excused: excused.map(({ file }) => file).sort() };
}
