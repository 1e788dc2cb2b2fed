import { type JsonValue, knownIn, ownKey, pointerTokens } from '../../asl';
import type { Finding } from '../diagnostic';
import type { ExpressionSite } from '../expressions/expression-sites';
import { looksLikePath, readIntrinsic, readPath } from '../expressions/read-expression';
import type { Rule } from '../rule';

// Nobody wrote longer ones by hand.
const LONGEST_MENDED = 1_000;

/** Reports members of payload templates whose key ends in `.$` and whose value is neither path nor intrinsic call. */
export const payloadTemplates: Rule = {
  name: 'INVALID_TEMPLATE_VALUE',
  severity: 'ERROR',
  aws: true,
  code: 'SCHEMA_VALIDATION_FAILED',
  *check({ sites, awsOnly }) {
    for (const site of sites()) {
      if (site.kind !== 'templateMember') continue;
      const reason = whyNot(site.value);
      if (reason === undefined) continue;
      // Other validators take such calls, and what AWS does is not known: docs/conformance.md.
      if (!awsOnly && lacksCommas(site.value)) yield { ...invalid(site, 'put a comma between the arguments'), severity: 'WARNING' };
      else yield invalid(site, reason);
    }
  },
};

/** True for a call that can be read once commas stand between its paths, where there are only blanks. */
function lacksCommas(value: JsonValue): boolean {
  if (typeof value !== 'string' || !value.startsWith('States.') || value.length > LONGEST_MENDED) return false;
  const mended = value.replace(/'(?:[^'\\]|\\.)*'|([^\s,(])\s+(?=\$)/gs, (found, before: string | undefined) =>
    before === undefined ? found : `${before}, `,
  );
  return mended !== value && readIntrinsic(mended).ok;
}

/** Reports templates in which a key with and one without `.$` give the same name. */
export const templateNames: Rule = {
  name: 'DUPLICATE_TEMPLATE_NAME',
  severity: 'ERROR',
  aws: false,
  *check({ sites, states }) {
    const objects = new Map(states.map(({ node, state }) => [node, state]));
    for (const site of sites()) {
      if (site.kind !== 'templateMember') continue;
      const plain = site.field.slice(0, -2);
      const parent = parentOf(site, knownIn(objects, site.node));
      if (parent === undefined || ownKey(parent, plain) === undefined) continue;
      yield {
        pointer: site.pointer,
        message: `State "${site.node.name}": "${plain}" and "${site.field}" give the same name`,
        hint: 'remove one of them',
      };
    }
  },
};

function invalid(site: ExpressionSite, reason: string): Finding {
  return {
    pointer: site.pointer,
    // AWS places it at the object (recorded).
    locationPointer: site.parentPointer,
    message: `The value for the field '${site.field}' must be a valid JSONPath or a valid intrinsic function call`,
    hint: reason,
  };
}

function whyNot(value: JsonValue): string | undefined {
  if (typeof value !== 'string') return 'remove ".$" from the key to pass a constant';
  if (looksLikePath(value)) {
    const read = readPath(value);
    return read.ok || read.failsWhenRun ? undefined : read.reason;
  }
  const read = readIntrinsic(value);
  if (read.ok) return undefined;
  return value.startsWith('States.') ? read.reason : 'begin a path with "$", or remove ".$" from the key to pass the text itself';
}

function parentOf(site: ExpressionSite, state: { readonly [key: string]: JsonValue }): { readonly [key: string]: JsonValue } | undefined {
  let value: JsonValue | undefined = state;
  for (const token of pointerTokens(site.parentPointer.slice(site.node.pointer.length))) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as { readonly [key: string]: JsonValue })[token];
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: JsonValue })
    : undefined;
}
