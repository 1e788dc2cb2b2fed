import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../src/asl';
import { extractStateMachines, rolePoliciesOf } from '../../src/template';
import { validate } from '../../src/validator';
import { describeShared, sharedCases } from '../shared-data';

interface Verdict {
  readonly rule: string;
  readonly findings: number;
  readonly read: number;
  readonly right: number;
}

/** The table of docs/validation.md. */
function verdicts(): Verdict[] {
  const page = readFileSync(join(__dirname, '../../docs/validation.md'), 'utf8');
  const rows = [...page.matchAll(/^\| ([A-Z_]+) \| (\d+) \| (\d+) \| (\d+) \| \S.* \|$/gm)];
  return rows.map(([, rule = '', ...numbers]) => {
    const [findings = 0, read = 0, right = 0] = numbers.map(Number);
    return { rule, findings, read, right };
  });
}

describeShared('Noise of the validator on published templates', 'definitions/templates', (folder) => {
  test('docs/validation.md counts the findings of each rule', () => {
    const counts = new Map<string, number>();
    for (const { content } of sharedCases(folder)) {
      const texts = new Map(Object.entries((content['files'] ?? {}) as Record<string, string>));
      const files = { local: (path: string) => texts.get(path), object: () => undefined };
      for (const machine of extractStateMachines(content['template'] as JsonObject, { files })) {
        const { definition, type } = machine;
        const role = rolePoliciesOf(machine);
        const { diagnostics } = definition === undefined ? { diagnostics: [] } : validate(definition, { type, ...(role && { role }) });
        for (const { rule } of diagnostics) counts.set(rule, (counts.get(rule) ?? 0) + 1);
      }
    }

    const told = verdicts().filter(({ findings }) => findings > 0);
    expect(Object.fromEntries(told.map(({ rule, findings }) => [rule, findings]))).toEqual(Object.fromEntries(counts));
  });

  test('ten findings of each rule have been read, or all, and four of five are right', () => {
    const wanted = verdicts().filter(({ findings, read, right }) => read < Math.min(10, findings) || right < read * 0.8);

    expect(wanted).toEqual([]);
    expect(verdicts().length).toBeGreaterThan(10);
  });
});
