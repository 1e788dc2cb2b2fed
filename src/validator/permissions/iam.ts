import { isJsonArray, type JsonObject, type JsonValue, ownKey } from '../../asl';

/** What the policies of a machine's role say, as plain IAM. */
export interface RolePolicies {
  /** IAM statements: `Effect`, `Action` or `NotAction`, `Resource` or `NotResource`; a `Condition` is taken to hold. */
  readonly statements: readonly JsonObject[];
  /** Texts in the definition that stand for something else once it is deployed: what they name is not compared. @default none */
  readonly invented?: readonly string[];
  /** ARN of the machine, which a distributed Map starts. @default any */
  readonly machineArn?: string;
}

/** A resource that a call is made on. Region and account are not compared: offline they are inventions. */
export interface CalledResource {
  /** `lambda`, as in an ARN. */
  readonly service: string;
  /** What stands behind the account in its ARN, such as `function:ship`; all forms that will do. */
  readonly forms: readonly string[];
  /** How a statement names it. */
  readonly arn: string;
}

/** Whether statements let a call through. */
export type Verdict = 'allowed' | 'missing' | 'denied';

/** Judges an action on a resource; without a resource, on any. */
export function judge(statements: readonly JsonObject[], action: string, resource: CalledResource | undefined): Verdict {
  const fitting = statements.filter((statement) => namesAction(statement, action));
  if (fitting.some((statement) => statement.Effect === 'Deny' && isDenied(statement, resource))) return 'denied';
  return fitting.some((statement) => statement.Effect === 'Allow' && isAllowed(statement, resource)) ? 'allowed' : 'missing';
}

function namesAction(statement: JsonObject, action: string): boolean {
  const isNamed = (field: string): boolean =>
    texts(ownKey(statement, field)).some((pattern) => fitsWildcards(pattern.toLowerCase(), action.toLowerCase()));
  return Object.hasOwn(statement, 'Action') ? isNamed('Action') : Object.hasOwn(statement, 'NotAction') && !isNamed('NotAction');
}

function isAllowed(statement: JsonObject, resource: CalledResource | undefined): boolean {
  // What it leaves out is left to somebody else to judge.
  if (resource === undefined || !Object.hasOwn(statement, 'Resource')) return true;
  return texts(statement.Resource).some((pattern) => namesResource(pattern, resource));
}

/** Only what is sure to be denied. */
function isDenied(statement: JsonObject, resource: CalledResource | undefined): boolean {
  if (Object.hasOwn(statement, 'Condition')) return false;
  if (Object.hasOwn(statement, 'NotResource'))
    return resource !== undefined && !texts(statement.NotResource).some((pattern) => namesResource(pattern, resource));
  return texts(statement.Resource).some((pattern) => pattern === '*' || (resource !== undefined && namesResourceSurely(pattern, resource)));
}

/** Where a pattern and the resource may be the same, they are taken to be. */
function namesResource(pattern: string, { service, forms }: CalledResource): boolean {
  const parts = pattern.split(':');
  if (parts[0] !== 'arn') return true;
  if (!fitsWildcards(parts[2] ?? '*', service)) return false;
  // Objects are told by their bucket alone.
  const written = service === 's3' ? parts[5]?.split('/')[0] : parts.slice(5).join(':');
  return parts.length < 6 || written === undefined || forms.some((form) => fitsWildcards(written, form));
}

function namesResourceSurely(pattern: string, resource: CalledResource): boolean {
  const parts = pattern.split(':');
  const [region = '', account = ''] = parts.slice(3, 5);
  const [, , , ownRegion, ownAccount] = resource.arn.split(':');
  const isSame = (part: string, own: string | undefined): boolean => part === '*' || part === own;
  return parts.length >= 6 && isSame(region, ownRegion) && isSame(account, ownAccount) && namesResource(pattern, resource);
}

/** IAM's wildcards: `*` for any text, `?` for one character; variables such as `${aws:username}` may be anything. */
function fitsWildcards(pattern: string, text: string): boolean {
  const pieces = pattern.replaceAll(/\$\{[^}]*\}/g, '*').split('*');
  // Without backtracking: each piece at its first place.
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    const last = index === pieces.length - 1;
    const found = index === 0 ? (startsAt(piece, text, 0) ? 0 : -1) : last ? lastPlace(piece, text, at) : firstPlace(piece, text, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return pieces.length > 1 || at === text.length;
}

function firstPlace(piece: string, text: string, from: number): number {
  for (let at = from; at + piece.length <= text.length; at++) if (startsAt(piece, text, at)) return at;
  return -1;
}

function lastPlace(piece: string, text: string, from: number): number {
  const at = text.length - piece.length;
  return at >= from && startsAt(piece, text, at) ? at : -1;
}

function startsAt(piece: string, text: string, at: number): boolean {
  if (at + piece.length > text.length) return false;
  for (let index = 0; index < piece.length; index++) if (piece[index] !== '?' && piece[index] !== text[at + index]) return false;
  return true;
}

function texts(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return isJsonArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
