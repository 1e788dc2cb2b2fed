import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILDING, HARNESS } from './entries';

/** Has types alone, which nobody calls. */
const TYPES_ALONE = 'entries/inferred.ts';

test('the options of every entry point are tried', () => {
  const { exports } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
    exports: Readonly<Record<string, string | { readonly default: string }>>;
  };
  const published = Object.values(exports).flatMap((file) =>
    typeof file === 'string' ? [] : [file.default.replace('./lib/', '').replace(/js$/, 'ts')],
  );

  expect([...BUILDING, ...HARNESS, TYPES_ALONE].sort()).toEqual(published.sort());
});
