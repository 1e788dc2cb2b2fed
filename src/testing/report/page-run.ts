import { join, resolve } from 'node:path';
import { errorText } from '../../asl';
import { type CoveragePart, mergeParts } from '../coverage/parts';
import { runFolder } from '../coverage/run-folder';
import { type ShardName, shardFileName } from '../coverage/shard';
import { readCollected } from './collected-lines';
import { type EndedTest, endedTests } from './ended-tests';
import { type KeptRuns, keptReport } from './kept-report';
import { REPORT_FOLDER } from './run-collector';
import { removeEarlierPage, writePage } from './written-page';

/** The page of one run of a runner, over all its test files and workers. */
export interface PageRun {
  /** Forgets what a run before left. */
  begin(): void;
  /** Writes the page, and gives what is said of it. */
  end(tests: readonly EndedTest[], coverage: readonly CoveragePart[]): readonly string[];
}

/** Has test files leave their executions, and gives the run that makes a page of them. Workers that start from here on take part. */
export function pageRun(
  root: string,
  { report = 'drystep-report', keep = keptByDefault() }: { readonly report?: string | false; readonly keep?: KeptRuns },
  shard: ShardName | undefined,
): PageRun {
  if (report === false) {
    delete process.env[REPORT_FOLDER];
    return { begin: () => undefined, end: () => [] };
  }
  // Shards of one machine share a folder.
  const folder = join(resolve(root, report), shard === undefined ? '' : shardFileName(shard).replace(/\.json$/, ''));
  const own = runFolder(folder);
  process.env[REPORT_FOLDER] = own.path;
  return {
    begin() {
      own.begin();
      removeEarlierPage(folder);
    },
    end(tests, coverage) {
      try {
        const parts = readCollected(own.path);
        own.remove();
        const data = keptReport({
          parts,
          tests: endedTests(tests, root),
          coverage: mergeParts(coverage),
          keep,
          createdAt: new Date().toISOString(),
        });
        return data.runs.length === 0 ? [] : writePage(data, root, folder);
      } catch (thrown) {
        return [`Report: the page could not be written: ${errorText(thrown)}`];
      }
    },
  };
}

/** In a pipeline nobody looks at what went well. */
function keptByDefault(): KeptRuns {
  const { CI = '' } = process.env;
  return CI === '' || CI === 'false' || CI === '0' ? 'all' : 'failures';
}
