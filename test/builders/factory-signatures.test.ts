import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FACTORIES, factorySignatures } from '../../scripts/factories/factory-signatures';

const written = join(__dirname, '..', '..', 'src', 'builders', 'factories');

describe('The signatures of builders with their input named', () => {
  test.each(Object.keys(FACTORIES) as (keyof typeof FACTORIES)[])(
    'in %s are those of their files: else run npx tsx scripts/write-factories.ts',
    (name) => {
      expect(bare(readFileSync(join(written, name), 'utf8'))).toEqual(bare(factorySignatures(name)));
    },
  );

  test('keep every type parameter but those that are named beforehand, and the default of a parameter as a question mark', () => {
    const files: Readonly<Record<string, string>> = {
      'patterns/registry.ts': `export { type TwiceOptions, runTwice } from './run-twice';`,
      'patterns/run-twice.ts': `import type { Step } from '../types/step';
export interface TwiceOptions<Input> { readonly of: Input }
/** Runs it twice. And more. */
export function runTwice<Input, Variables, Output = never>(name: string, options: TwiceOptions<NoInfer<Input>> = {}): Step<Input, Output, Variables> {}`,
    };

    const text = factorySignatures('pattern-factories.ts', (file) => files[file]!);

    expect(text).toContain(
      `/** Runs it twice. See {@link runTwice}. */\n  runTwice<Output = never>(name: string, options?: TwiceOptions<Input>): Step<Input, Output, Variables>;`,
    );
    expect(text).toContain(`import type { TwiceOptions } from '../patterns/run-twice';\nimport type { Step } from '../types/step';`);
  });

  test('keep each overload under one sentence, and not the function behind them', () => {
    const files: Readonly<Record<string, string>> = {
      'steps/registry.ts': `export { rest } from './rest';`,
      'steps/rest.ts': `/** Rests. */
export function rest<Input, Variables>(name: string): Step<Input, Input, Variables>;
export function rest<Input, Variables, Output>(name: string, options: RestOptions<Output>): Step<Input, Output, Variables>;
export function rest(name: string, options?: object): unknown {}
export interface RestOptions<Output> { readonly as: Output }`,
    };

    const text = factorySignatures('step-factories.ts', (file) => files[file]!);

    expect(text).toContain(
      `  /** Rests. See {@link rest}. */
  rest(name: string): Step<Input, Input, Variables>;
  rest<Output>(name: string, options: RestOptions<Output>): Step<Input, Output, Variables>;
}`.replace('  /**', '/**'),
    );
    expect(text).toContain(`import type { RestOptions } from '../steps/rest';`);
  });

  test('fails when a file of the registry does not hold the function that it is named for', () => {
    const files: Readonly<Record<string, string>> = {
      'patterns/registry.ts': `export { a } from './run-twice';`,
      'patterns/run-twice.ts': 'export const a = 1;',
    };

    expect(() => factorySignatures('pattern-factories.ts', (file) => files[file]!)).toThrow(
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
