import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { patternFactories } from '../../scripts/factories/pattern-signatures';

const written = join(__dirname, '..', '..', 'src', 'builders', 'factories', 'pattern-factories.ts');

describe('The signatures of patterns with their input named', () => {
  test('are those of their files: else run npx tsx scripts/write-pattern-factories.ts', () => {
    expect(bare(readFileSync(written, 'utf8'))).toEqual(bare(patternFactories()));
  });

  test('keep every type parameter but those that are named beforehand, and the default of a parameter as a question mark', () => {
    const files: Readonly<Record<string, string>> = {
      'registry.ts': `export { type TwiceOptions, runTwice } from './run-twice';`,
      'run-twice.ts': `import type { Step } from '../types/step';
export interface TwiceOptions<Input> { readonly of: Input }
/** Runs it twice. And more. */
export function runTwice<Input, Variables, Output = never>(name: string, options: TwiceOptions<NoInfer<Input>> = {}): Step<Input, Output, Variables> {}`,
    };

    const text = patternFactories((file) => files[file] as string);

    expect(text).toContain(
      `/** Runs it twice. See {@link runTwice}. */\n  runTwice<Output = never>(name: string, options?: TwiceOptions<Input>): Step<Input, Output, Variables>;`,
    );
    expect(text).toContain(`import type { TwiceOptions } from '../patterns/run-twice';\nimport type { Step } from '../types/step';`);
  });

  test('fails when a file of the registry does not hold the function that it is named for', () => {
    const files: Readonly<Record<string, string>> = {
      'registry.ts': `export { a } from './run-twice';`,
      'run-twice.ts': 'export const a = 1;',
    };

    expect(() => patternFactories((file) => files[file] as string)).toThrow(
      'src/builders/patterns/run-twice.ts: expected a function runTwice whose result has a type.',
    );
  });
});

/** Imports and members without what a formatter decides: spaces, breaks, order of imports, commas at the end of a list. */
function bare(text: string): { readonly imports: readonly string[]; readonly rest: string } {
  const lines = [...text.matchAll(/^import type \{([^}]*)\} from '([^']*)';$/gm)];
  const imports = lines.flatMap(([, names = '', from = '']) => names.split(',').map((name) => `${from} ${name.trim()}`));
  const rest = text
    .replaceAll(/^import type [^;]*;$/gm, '')
    .replaceAll(/\s+/g, '')
    .replaceAll(/,(?=[)>}\]])/g, '');
  return { imports: imports.filter((one) => !one.endsWith(' ')).sort(), rest };
}
