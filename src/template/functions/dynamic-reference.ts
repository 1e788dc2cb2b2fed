import type { JsonValue } from '../../asl';
import { defineKey, isJsonArray, isJsonObject } from '../../asl';
import { slug } from '../construct-name';

const REFERENCE = /\{\{resolve:(?:ssm|ssm-secure|secretsmanager):([^{}]*)\}\}/g;

/**
 * The value with a readable name in the place of each `{{resolve:ssm:/shop/ship-arn}}`: CloudFormation looks such references up when it deploys.
 * `found` hears of each name.
 */
export function withDynamicReferences(value: JsonValue, found: (label: string) => void): JsonValue {
  if (typeof value === 'string') return value.includes('{{resolve:') ? inText(value, found) : value;
  if (typeof value !== 'object' || value === null || !JSON.stringify(value).includes('{{resolve:')) return value;
  if (isJsonArray(value)) return value.map((item) => withDynamicReferences(item, found));
  const target: Record<string, JsonValue> = {};
  if (isJsonObject(value)) for (const [key, field] of Object.entries(value)) defineKey(target, key, withDynamicReferences(field, found));
  return target;
}

function inText(text: string, found: (label: string) => void): string {
  return text.replace(REFERENCE, (_, inside: string) => {
    // Name and version of a parameter; id, key in its JSON and version of a secret, whose id may be an ARN.
    const parts = inside.replace(/^arn:(?:[^:]*:){5}/, '').split(':');
    const label = slug(
      [parts[0], parts[1] === 'SecretString' ? parts[2] : undefined].filter((part) => part !== undefined && part !== '').join('-'),
    );
    found(label);
    return label;
  });
}
