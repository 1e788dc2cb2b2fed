import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../src/asl';
import { command, folderWith } from './command';
import { dangling, hasty, rulesIn, template } from './machines';

describe('drystep validate: formats', () => {
  const folder = folderWith({ 'a b/bad.json': dangling, 'hasty.json': hasty, 'template.json': template });

  test('json gives machines, findings and sums', async () => {
    const { output } = await command(['validate', 'a b/bad.json', 'hasty.json', '--format', 'json'], folder);
    const report = JSON.parse(output) as JsonObject;

    expect(report.summary).toEqual({ machines: 2, errors: 1, warnings: 1, known: 0 });
    expect(rulesIn(output)).toEqual(['MISSING_TRANSITION_TARGET', 'TASK_WITHOUT_TIMEOUT']);
    expect(report).toMatchObject({
      machines: [
        {
          file: 'a b/bad.json',
          type: 'STANDARD',
          diagnostics: [{ state: 'Ship', place: { line: 6, column: 7 }, pointer: '/States/Ship/Next' }],
        },
        {},
      ],
    });
  });

  test('github gives annotations that GitHub can read', async () => {
    const { output } = await command(['validate', 'a b/bad.json', 'hasty.json', 'template.json', '--format', 'github'], folder);
    const lines = output.trim().split('\n');

    expect(lines[0]).toBe(
      `::error file=a b/bad.json,line=6,col=7,title=MISSING_TRANSITION_TARGET::Missing 'Next' target: Bill%0Aat /States/Ship/Next%0AHint: did you mean "Bil"?`,
    );
    for (const line of lines) expect(line).toMatch(/^::(?:error|warning) file=[^:]+,title=[A-Z_]+(?: in [^:,]+)?::[^\r\n]+$/);
  });

  test('--output writes a file and prints nothing', async () => {
    expect(await command(['validate', 'hasty.json', '--format', 'sarif', '--output', 'out.sarif'], folder)).toEqual({
      code: 0,
      output: '',
      errors: '',
    });
    expect(JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  });
});
