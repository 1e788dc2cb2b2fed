import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type JsonValue, parseDefinition, problemText } from '../../src/asl';

const shared = resolve(process.env['DRYSTEP_SHARED'] ?? join(__dirname, '../../../shared'));
const folders = ['definitions/valid', 'aws-recordings/executions', 'aws-recordings/mocked', 'bench/workloads'];
const present = folders.filter((folder) => existsSync(join(shared, folder)));
const absent = folders.filter((folder) => !present.includes(folder));
if (absent.length > 0) console.warn(`not tested, absent under ${shared}: ${absent.join(', ')}`);

function jsonFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return jsonFiles(path);
    return path.endsWith('.json') ? [path] : [];
  });
}

(present.length > 0 ? describe : describe.skip)('definitions that AWS accepted', () => {
  test.each(present)('parse: every one in %s', (folder) => {
    const files = jsonFiles(join(shared, folder));

    const refused = files.flatMap((file) => {
      const { definition } = JSON.parse(readFileSync(file, 'utf8')) as { definition: JsonValue };
      const results = [parseDefinition(definition), parseDefinition(JSON.stringify(definition, null, 2))];
      return results.flatMap((result) => (result.ok ? [] : result.problems.map((problem) => `${file}: ${problemText(problem)}`)));
    });

    expect(refused).toEqual([]);
    expect(files.length).toBeGreaterThan(0);
  });
});
