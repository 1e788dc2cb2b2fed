import { childPointer } from '../../asl';
import { isFieldsByName } from '../fields-by-name';
import { fieldsWanted } from './asymmetric';
import type { Tools } from './finding';
import { valueText } from './phrases';

const MOST = 8;
const MORE_HINT = 'Hint: expect.objectContaining({ … }) compares the fields that it names, and no others.';

/** The places at which a value differs from what was expected, a line each, the first eight of them; and a hint where it only has more fields. */
export function differences(received: unknown, expected: unknown, { equals }: Tools): readonly string[] {
  const found: string[] = [];
  let hasOnlyMore = true;
  const compare = (actual: unknown, wanted: unknown, pointer: string): void => {
    if (equals(actual, wanted)) return;
    const fields = fieldsWanted(wanted);
    if (isFieldsByName(actual) && fields !== undefined) {
      for (const [key, field] of Object.entries(fields)) compare(actual[key], field, childPointer(pointer, key));
    } else if (isFieldsByName(actual) && isFieldsByName(wanted)) {
      for (const key of new Set([...Object.keys(wanted), ...Object.keys(actual)]))
        compare(actual[key], wanted[key], childPointer(pointer, key));
    } else if (Array.isArray(actual) && Array.isArray(wanted)) {
      hasOnlyMore &&= actual.length === wanted.length;
      for (let index = 0; index < Math.max(actual.length, wanted.length); index++)
        compare(actual[index], wanted[index], childPointer(pointer, index));
    } else {
      hasOnlyMore &&= wanted === undefined && pointer !== '';
      // Not "at …": jest takes such a line with an ARN or a time in it for one of a stack.
      found.push(`${pointer === '' ? 'the top' : pointer}: expected ${absent(wanted)}, received ${absent(actual)}`);
    }
  };
  compare(received, expected, '');
  const shown = found.length <= MOST ? found : [...found.slice(0, MOST), `and ${found.length - MOST} more`];
  return hasOnlyMore && found.length > 0 ? [...shown, MORE_HINT] : shown;
}

function absent(value: unknown): string {
  return value === undefined ? 'nothing' : valueText(value, 80);
}
