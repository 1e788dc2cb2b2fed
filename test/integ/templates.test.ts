import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

  test('says in its README how to deploy it and what to see, and is in the list of all', () => {
    const readme = readFileSync(join(folder, name, 'README.md'), 'utf8');

    expect(readme).toContain(`npx cdk deploy --app "npx tsx integ/${name}/app.ts"`);
    expect(readme).toContain('**See:**');
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(`[${name}](${name})`);
    expect(existsSync(join(folder, name, 'app.ts'))).toBe(true);
  });
});
