import { inexactInteger } from '../../asl';
import type { Finding } from '../diagnostic';
import { PLACEHOLDER } from '../placeholder';
import type { ExpressionSite } from './expression-sites';

const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g;

/** Nobody writes a longer one by hand, and the patterns are not meant for it. */
const LONGEST = 1_000;

/** Integers in an expression that a JavaScript number does not hold: they are others here, and what they are on AWS was not measured. */
export function* inexactConstants({ node, pointer, kind, value }: ExpressionSite): Iterable<Finding> {
  if (typeof value !== 'string' || value.length > LONGEST || !/\d{16}/.test(value)) return;
  const text = (kind === 'jsonata' ? value.slice(2, -2) : value).replaceAll(QUOTED, '""').replaceAll(/[$\w.]*[A-Za-z_$][\w.]*/g, '');
  const inexact = inexactInteger(text);
  if (inexact === undefined || (kind !== 'jsonata' && PLACEHOLDER.test(text))) return;
  yield {
    pointer,
    rule: 'INEXACT_NUMBER',
    code: 'INEXACT_NUMBER',
    severity: 'WARNING',
    message: `State "${node.name}": ${inexact.text} in the expression is not a number that JavaScript holds: here it is ${Number(inexact.text)}`,
    hint: 'make it a text, or use at most 15 digits',
  };
}
