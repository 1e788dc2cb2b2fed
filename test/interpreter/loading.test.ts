import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const src = join(__dirname, '../../src');

/** Modules that Node has loaded before any program runs. */
const LOADED_ANYWAY = ['node:fs', 'node:path', 'node:url'];

test('importing the interpreter loads no package and no costly module of Node', () => {
  const files = ['asl', 'data', 'interpreter']
    .flatMap((room) => readdirSync(join(src, room), { recursive: true }).map((file) => join(room, String(file))))
    // JSONata is a file of its own in the package, loaded with the first expression.
    .filter((file) => file.endsWith('.ts') && !file.startsWith(join('data', 'jsonata')));

  const costly = files.flatMap((file) =>
    [...readFileSync(join(src, file), 'utf8').matchAll(/^import (?!type ).*? from '([^.'][^']*)'/gm)]
      .map(([, module]) => module as string)
      .filter((module) => !LOADED_ANYWAY.includes(module))
      .map((module) => `${file} imports ${module}`),
  );

  expect(files.length).toBeGreaterThan(100);
  expect(costly).toEqual([]);
});

test('what runs in every test asks for no locale, whose data take longer to load than all the rest', () => {
  const asking = ['asl', 'data', 'interpreter', 'template', 'testing', 'validator']
    .flatMap((room) => readdirSync(join(src, room), { recursive: true }).map((file) => join(room, String(file))))
    .filter(
      (file) => file.endsWith('.ts') && /\.toLocale(?:String|UpperCase|LowerCase)\(|\bIntl\./.test(readFileSync(join(src, file), 'utf8')),
    );

  expect(asking).toEqual([]);
});
