import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportData } from '../../render';
import { shownPath } from '../coverage/matching-files';
import { loadRender } from '../lazy-render';
import { UsageError } from '../usage-error';

/** The page's file in its folder. */
const FILE = 'index.html';
/** What a page of ours begins with: somebody else's file is neither written over nor removed. */
const GENERATOR = '<meta name="generator" content="drystep">';
/** Failed tests whose pages are named one by one. */
const MOST_NAMED = 20;

/** Removes the page of an earlier run, so that nobody takes it for this one's. */
export function removeEarlierPage(folder: string): void {
  const path = join(folder, FILE);
  if (existsSync(path) && isOurs(path)) rmSync(path, { force: true });
}

/** Writes the page of a run, and gives what is said of it: where it is, and where in it each failed test. */
export function writePage(data: ReportData, root: string, folder: string): readonly string[] {
  const path = join(folder, FILE);
  const shown = shownPath(root, path);
  if (existsSync(path) && !isOurs(path))
    return [
      new UsageError(`Report: ${shown} is not a page of drystep.`, 'give the reporter another folder with the option report.').message,
    ];
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, loadRender().toReport(data));
  const roots = data.runs.filter(({ startedBy }) => startedBy === undefined);
  const failed = new Map<string, string>();
  for (const { id, test } of roots) if (test?.status === 'failed') failed.set(`${test.file ?? ''} › ${test.name}`, `${shown}#/run/${id}`);
  const lines = [...failed].slice(0, MOST_NAMED).map(([name, address]) => `  ${name}\n    ${address}`);
  if (failed.size > MOST_NAMED) lines.push(`  and ${failed.size - MOST_NAMED} more failed tests`);
  const count = `${roots.length} ${roots.length === 1 ? 'execution' : 'executions'}`;
  return [[`Report of ${count}${failed.size === 0 ? '' : ', of failed tests here'}: ${shown}`, ...lines].join('\n')];
}

function isOurs(path: string): boolean {
  return readFileSync(path, 'utf8').slice(0, 1000).includes(GENERATOR);
}
