import { childPointer } from '../../asl';
import { isFieldsByName } from '../fields-by-name';
import { fieldsWanted } from './asymmetric';
import type { Tools } from './finding';
import { valueText } from './phrases';

const MOST = 8;

/** The places at which a value differs from what was expected, a line each, the first eight of them. */
export function differences(received: unknown, expected: unknown, { equals }: Tools): readonly string[] {
  const found: string[] = [];
  const compare = (actual: unknown, wanted: unknown, pointer: string): void => {
    if (equals(actual, wanted)) return;
    const fields = fieldsWanted(wanted);
    if (isFieldsByName(actual) && fields !== undefined) {
      for (const [key, field] of Object.entries(fields)) compare(actual[key], field, childPointer(pointer, key));
    } else if (isFieldsByName(actual) && isFieldsByName(wanted)) {
      for (const key of new Set([...Object.keys(wanted), ...Object.keys(actual)]))
        compare(actual[key], wanted[key], childPointer(pointer, key));
    } else if (Array.isArray(actual) && Array.isArray(wanted)) {
      for (let index = 0; index < Math.max(actual.length, wanted.length); index++)
        compare(actual[index], wanted[index], childPointer(pointer, index));
    } else {
      found.push(`at ${pointer === '' ? 'the top' : pointer}: expected ${absent(wanted)}, received ${absent(actual)}`);
    }
  };
  compare(received, expected, '');
  return found.length <= MOST ? found : [...found.slice(0, MOST), `and ${found.length - MOST} more`];
}

function absent(value: unknown): string {
  return value === undefined ? 'nothing' : valueText(value, 80);
}
