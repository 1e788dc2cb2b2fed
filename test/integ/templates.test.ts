import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../src/asl';
import { expectAccepted } from '../builders/accepted';
import { joined } from '../builders/synthesized';
import { apps, templateOf } from './apps';

const folder = join(__dirname, '..', '..', 'integ');
const names = Object.keys(apps);

test('Every app of integ is tested here', () => {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

  expect(folders.map(({ name }) => name).sort()).toEqual([...names].sort());
});

describe.each(names)('The app %s', (name) => {
  test('deploys the template that was reviewed', () => {
    expect(templateOf(name)).toMatchSnapshot();
  });

  test('deploys definitions that every validator accepts', () => {
    const machines = Object.values(templateOf(name).Resources as Record<string, JsonObject>).filter(
      ({ Type }) => Type === 'AWS::StepFunctions::StateMachine',
    );

    expect(machines.length).toBeGreaterThan(0);
    for (const { Properties } of machines) expectAccepted(JSON.parse(joined((Properties as JsonObject).DefinitionString)));
  });

  test('says in its README how to deploy it and what to see, and is in the list of all', () => {
    const readme = readFileSync(join(folder, name, 'README.md'), 'utf8');

    expect(readme).toContain(`npx cdk deploy --app "npx tsx integ/${name}/app.ts"`);
    expect(readme).toContain('**See:**');
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(`[${name}](${name})`);
    expect(existsSync(join(folder, name, 'app.ts'))).toBe(true);
  });
});
