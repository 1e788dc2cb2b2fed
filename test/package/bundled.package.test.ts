import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../scripts/pack';
import { projectWithPackage } from './packed-package';

// npm takes seconds, more on a busy machine.
jest.setTimeout(180_000);

describe('A program that a bundler made', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drystep-bundled-'));
  let app: string;

  beforeAll(() => {
    app = projectWithPackage();
    writeFileSync(join(app, 'run.ts'), runs);
    writeFileSync(join(app, 'validate.ts'), validates);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Bundles a program into a folder of its own, where nothing is installed. */
  const bundled = (program: string, name: string, ...options: readonly string[]): string => {
    const place = join(folder, name);
    run('esbuild', [program, '--bundle', '--platform=node', '--log-level=error', `--outfile=${join(place, 'main.js')}`, ...options], app);
    return place;
  };
  const printed = (place: string): unknown => JSON.parse(run('node', ['main.js'], place));

  test('executes JSONata and reads CSV items, with all of the interpreter in the bundle', () => {
    expect(printed(bundled('run.ts', 'runs'))).toEqual({ output: [{ sku: 'A-1', shown: 'a-1' }], start: 'Rows' });
  });

  test('is told which data to copy when it validates without the models of services, and finds them there', () => {
    const place = bundled('validate.ts', 'validates');

    expect(() => run('node', ['main.js'], place)).toThrow(
      `The models of AWS's services are not at ${join(place, 'services')}, where the code of Drystep runs. ` +
        'Hint: leave drystep out of the bundle (esbuild: --external:drystep), or copy node_modules/drystep/lib/data/services there.',
    );
    cpSync(join(app, 'node_modules/drystep/lib/data/services'), join(place, 'services'), { recursive: true });
    expect(printed(place)).toEqual(['UNKNOWN_PARAMETER']);
  });

  test.each(['cjs', 'esm'])('finds everything beside it when drystep stays outside of a bundle of format %s', (format) => {
    const place = bundled('validate.ts', `external-${format}`, '--external:drystep', `--format=${format}`);
    writeFileSync(join(place, 'package.json'), JSON.stringify({ type: format === 'esm' ? 'module' : 'commonjs' }));
    symlinkSync(join(app, 'node_modules'), join(place, 'node_modules'), 'junction');

    expect(printed(place)).toEqual(['UNKNOWN_PARAMETER']);
  });
});

const runs = `
import { execute } from 'drystep/interpreter';
import { toGraph } from 'drystep/render';
const definition = {
  StartAt: 'Rows',
  States: {
    Rows: {
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
        Parameters: { Bucket: 'shop', Key: 'rows.csv' },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Shown',
        States: {
          Shown: {
            Type: 'Pass',
            QueryLanguage: 'JSONata',
            Output: { sku: '{% $states.input.sku %}', shown: '{% $lowercase($states.input.sku) %}' },
            End: true,
          },
        },
      },
      End: true,
    },
  },
};
execute(definition, { input: {}, objects: { shop: { 'rows.csv': 'sku\\nA-1\\n' } } }).then(({ output }) =>
  console.log(JSON.stringify({ output, start: toGraph(definition).group.startAt })),
);`;

const validates = `
import { validate } from 'drystep/validator';
const { diagnostics } = validate({
  StartAt: 'Get',
  States: { Get: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:dynamodb:getItem', Parameters: { TableName: 'T', Key: {}, Kee: 1 }, End: true } },
});
console.log(JSON.stringify(diagnostics.map(({ code }) => code)));`;
