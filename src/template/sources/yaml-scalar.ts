import { changesAsNumber, type JsonValue } from '../../asl';

const TRUE = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const NULL = /^(?:~|null|Null|NULL|)$/;
const DECIMAL = /^[-+]?(?:0|[1-9][0-9_]*)$/;
const BASED = /^([-+]?)0(b[01_]+|x[0-9a-fA-F_]+|[0-7_]+)$/;
const SEXAGESIMAL = /^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/;
const SPECIAL = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const FLOAT = /^[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?$/;

/**
 * The value of a plain scalar by YAML 1.1 as PyYAML and CloudFormation read it: `yes`, `no`, `on` and `off` are booleans, `0600` is octal, and `1e3` is
 * a text. Dates stay texts, since neither takes timestamps.
 */
export function plainScalar(text: string): JsonValue {
  if (TRUE.test(text)) return true;
  if (FALSE.test(text)) return false;
  if (NULL.test(text)) return null;
  if (DECIMAL.test(text)) return Number(text.replaceAll('_', ''));
  const [, sign, digits] = BASED.exec(text) ?? [];
  if (digits !== undefined) return (sign === '-' ? -1 : 1) * based(digits.replaceAll('_', ''));
  if (SEXAGESIMAL.test(text)) return sexagesimal(text.replaceAll('_', ''));
  return FLOAT.test(text) ? Number(text.replaceAll('_', '')) : text;
}

/** The decimal digits of an integer, whatever base it is written in, that a JavaScript number does not hold; undefined for every other scalar. */
export function inexactDigits(text: string): string | undefined {
  const digits = DECIMAL.test(text) ? text.replaceAll('_', '').replace(/^\+/, '') : basedDigits(text);
  return digits !== undefined && changesAsNumber(digits) ? digits : undefined;
}

/** True for a number that YAML has and JSON does not. */
export function isBeyondJson(text: string): boolean {
  return SPECIAL.test(text) || (FLOAT.test(text) && !Number.isFinite(Number(text.replaceAll('_', ''))));
}

function basedDigits(text: string): string | undefined {
  const [, sign = '', digits] = BASED.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const bare = digits.replaceAll('_', '');
  return `${sign === '-' ? '-' : ''}${BigInt(/^[bx]/.test(bare) ? `0${bare}` : `0o${bare}`)}`;
}

function based(digits: string): number {
  if (digits.startsWith('b')) return Number.parseInt(digits.slice(1), 2);
  return digits.startsWith('x') ? Number.parseInt(digits.slice(1), 16) : Number.parseInt(digits, 8);
}

/** `1:30` is ninety. */
function sexagesimal(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const parts = text.replace(/^[-+]/, '').split(':');
  return sign * parts.reduce((sum, part) => sum * 60 + Number(part), 0);
}
