import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiledEntries } from '../../test/compiled-package';

const root = join(__dirname, '..', '..');

test('cdk synth: exits 1 with the report that docs/validation.md shows', () => {
  const output = mkdtempSync(join(tmpdir(), 'drystep-bad-workflow-'));
  const command = require.resolve('aws-cdk/bin/cdk');
  const configuration = join(output, 'tsconfig.json');
  const paths = Object.fromEntries(Object.entries(compiledEntries()).map(([name, file]) => [name, [file]]));
  writeFileSync(configuration, JSON.stringify({ compilerOptions: { paths } }));

  const { status, stderr } = spawnSync(
    process.execPath,
    [command, 'synth', '--quiet', '--no-notices', '--no-version-reporting', '--output', output, '--app', 'node --import tsx app.ts'],
    { cwd: __dirname, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', CI: '1', TSX_TSCONFIG_PATH: configuration } },
  );
  rmSync(output, { recursive: true, force: true });

  // biome-ignore lint/suspicious/noControlCharactersInRegex: the CLI paints whatever NO_COLOR says.
  const report = stderr.replaceAll(/\u001b\[[\d;]*m/g, '').trim();
  expect(status).toBe(1);
  expect(report).toContain('ERROR The resource provided arn:aws:states:::dynamodb:query is not recognized.');
  const page = readFileSync(join(root, 'docs', 'validation.md'), 'utf8');
  expect(page).toContain(`\`\`\`text\n${report}\n\`\`\``);
}, 60_000);
