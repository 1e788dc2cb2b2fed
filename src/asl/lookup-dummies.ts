import { isJsonObject, type JsonValue } from './json';
import { memberIn } from './known';
import { childPointer } from './pointer';

/** A text which the CDK gives in the place of a value that it has not looked up. */
export interface LookupDummy {
  /** JSON pointer of its place. */
  readonly pointer: string;
  /** The part of the text that tells. */
  readonly text: string;
  /** What would look it up, as one writes it with the CDK. */
  readonly lookup: string;
}

/**
 * What the lookups of aws-cdk-lib give before `cdk synth` has asked the account (`dummyValue` of its context providers), as far as nothing real is written so. Left out are
 * `sg-12345678` and the id of a KMS key, which real ones may have.
 */
const DUMMIES: readonly (readonly [form: RegExp, lookup: string])[] = [
  [/dummy-value-for-[^\s"'`]+/, 'StringParameter.valueFromLookup()'],
  [/(?<![\w-])vpc-12345(?![\w-])/, 'Vpc.fromLookup()'],
  [/^dummy1[abc]$/, 'stack.availabilityZones'],
  [/(?<![\w-])hostedzone\/DUMMY(?![\w-])/, 'HostedZone.fromLookup()'],
  [/(?<![\w-])ami-1234(?![\w-])/, 'MachineImage.lookup()'],
  [/(?<=\/)DUMMY_ARN\b/, 'fromLookup()'],
  [/(?<![\w-])pl-xxxxxxxx(?![\w-])/, 'PrefixList.fromLookup()'],
];

/** What tells only in the member of a call that takes such an id. */
const MEMBERS: readonly (readonly [name: RegExp, form: RegExp, lookup: string])[] = [
  [/^Subnet(Id)?s?$/i, /^[sp]-(12345|67890)$/, 'Vpc.fromLookup()'],
  [/^HostedZoneId$/i, /^DUMMY$/, 'HostedZone.fromLookup()'],
];

/** The texts of a definition which the CDK gave for want of a lookup. */
export function lookupDummies(definition: JsonValue): readonly LookupDummy[] {
  const found: LookupDummy[] = [];
  collect(definition, [], '', found);
  return found;
}

function collect(value: JsonValue, path: (string | number)[], member: string, found: LookupDummy[]): void {
  if (typeof value === 'string') {
    const dummy = dummyIn(value, member);
    if (dummy !== undefined) found.push({ pointer: path.reduce<string>((at, key) => childPointer(at, key), ''), ...dummy });
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) inside(item, index, member);
  } else if (isJsonObject(value)) {
    for (const key of Object.keys(value)) if (key !== 'Comment') inside(memberIn(value, key), key, key);
  }

  function inside(part: JsonValue, key: string | number, name: string): void {
    path.push(key);
    collect(part, path, name, found);
    path.pop();
  }
}

function dummyIn(text: string, member: string): Pick<LookupDummy, 'text' | 'lookup'> | undefined {
  for (const [form, lookup] of DUMMIES) {
    const [part] = form.exec(text) ?? [];
    if (part !== undefined) return { text: part, lookup };
  }
  const [, , lookup] = MEMBERS.find(([name, form]) => name.test(member) && form.test(text)) ?? [];
  return lookup === undefined ? undefined : { text, lookup };
}
