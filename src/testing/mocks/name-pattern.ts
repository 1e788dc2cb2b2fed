import { errorText } from '../../asl';
import { compileJavaRegex } from '../../data';
import { UsageError } from '../usage-error';

/** Tells whether a name is meant. */
export type NameTest = (name: string) => boolean;

/** The test of a glob: `*` stands for any text, everything else for itself. */
export function globTest(glob: string): NameTest {
  const [first = '', ...rest] = glob.split('*');
  const last = rest.pop() ?? '';
  return (name) => {
    if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
    let from = first.length;
    for (const part of rest) {
      const at = name.indexOf(part, from);
      if (at === -1) return false;
      from = at + part.length;
    }
    return from <= name.length - last.length;
  };
}

/** The test of a regular expression, run by a machine of our own, so that none can run away. Throws a usage error for what it cannot run. */
export function regexTest({ source, flags }: RegExp): NameTest {
  try {
    // The machine matches whole texts; `s` lets the dots around it stand for anything.
    const machine = compileJavaRegex(`(?s:.*)(?:${source})(?s:.*)`, flags.replaceAll(/[^imsu]/g, ''));
    return (name) => machine.matches(name);
  } catch (cause) {
    throw new UsageError(
      `mock() cannot use the regular expression /${source}/: ${errorText(cause)}`,
      'leave out back references and look-behind, or write a text with * for any characters.',
      { cause },
    );
  }
}
