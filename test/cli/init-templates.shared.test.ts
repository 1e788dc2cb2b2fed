import 'drystep/jest';
import { isAbsolute, join, normalize } from 'node:path';
import type { JsonObject } from '../../src/asl';
import { testApp } from '../../src/testing';
import { describeShared, sharedContents } from '../shared-data';
import { compileErrors } from '../testing/record/compile-errors';
import { command, folderWith } from './command';
import { runIn } from './run-in';

interface PublishedTemplate {
  readonly id: string;
  readonly template: JsonObject;
  readonly files?: Readonly<Record<string, string>>;
}

interface Report {
  readonly paths: number;
  readonly covered: number;
  readonly tests: number;
  readonly gaps: readonly { readonly title: string; readonly reason: string }[];
  readonly test: string;
}

/** Every ninth template; `scripts/init-templates.ts` takes them all. */
const STEP = Number(process.env.DRYSTEP_INIT_STEP ?? 9);

/** Paths that tests of that slice go, at least: whoever finds more data raises it. */
const LEAST_SHARE = 0.6;

describeShared('drystep init, of published templates', 'definitions/templates', (folder) => {
  const templates = sharedContents<PublishedTemplate>(folder).filter((_, index) => index % STEP === 0);

  test('writes files that compile, and whose tests pass', async () => {
    const counts = { templates: 0, machines: 0, paths: 0, covered: 0, tests: 0 };
    const texts: string[] = [];
    const failures: string[] = [];
    const gaps: string[] = [];
    for (const { id, template, files = {} } of templates) {
      const inside = Object.entries(files).filter(([name]) => !isAbsolute(name) && !normalize(name).startsWith('..'));
      const cwd = folderWith({ ...Object.fromEntries(inside), 'template.json': template });
      const names = namesIn(join(cwd, 'template.json'));
      if (names.length > 0) counts.templates++;
      for (const name of names) {
        const { code, output, errors } = await command(
          ['init', 'template.json', name, '--output', '-', '--language', 'typescript', '--paths', '1000', '--json'],
          cwd,
        );
        // What AWS would refuse as well is told as such: exit code 2, one message.
        if (code === 2 && errors !== '') continue;
        const report = JSON.parse(output) as Report;
        counts.machines++;
        counts.paths += report.paths;
        counts.covered += report.covered;
        counts.tests += report.tests;
        gaps.push(...report.gaps.map(({ title, reason }) => `${id} ${name}: ${title}\n    ${reason}`));
        texts.push(report.test);
        const ran = await runIn(cwd, report.test);
        failures.push(
          ...ran.flatMap(({ title, failure }) => (failure === undefined ? [] : [`${id} ${name}: ${title}\n${failure.message}`])),
        );
        if (ran.length !== report.tests) failures.push(`${id} ${name}: ${ran.length} tests ran of ${report.tests}`);
      }
    }
    if (process.env.DRYSTEP_INIT_STEP !== undefined) process.stderr.write(`${gaps.join('\n')}\n${JSON.stringify(counts)}\n`);

    expect(failures).toEqual([]);
    expect(counts.tests).toBeGreaterThan(20);
    expect(counts.covered / counts.paths).toBeGreaterThan(LEAST_SHARE);
    expect(await compileErrors(texts)).toEqual([]);
  }, 1_800_000);
});

/** What no reading makes testable has no names. */
function namesIn(file: string): readonly string[] {
  try {
    return testApp(file).names;
  } catch {
    return [];
  }
}
