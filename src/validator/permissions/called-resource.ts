import { lastIn } from '../../asl';
import { PLACEHOLDER } from '../placeholder';
import type { CalledResource } from './iam';

/** The resource that a parameter of a call names, by name, ARN or address; undefined for a text that names none for sure. */
export function calledResource(service: string, text: string): CalledResource | undefined {
  if (text === '' || PLACEHOLDER.test(text)) return undefined;
  return FORMS[service]?.(text);
}

const FORMS: Readonly<Record<string, (text: string) => CalledResource | undefined>> = {
  dynamodb: (text) => resourceNamed('dynamodb', 'table/', text, 'table/'),
  lambda: ofFunction,
  // Objects are compared by their bucket.
  s3: (text) => (/^[a-z0-9.-]+$/.test(text) ? { service: 's3', forms: [text], arn: `arn:aws:s3:::${text}/*` } : undefined),
  sfn: ofMachine,
  sns: (text) => (text.startsWith('arn:') ? ofArn(text) : undefined),
  sqs: (text) => {
    const name = /^https?:\/\/[^/]+\/\d+\/([^/]+)$/.exec(text)?.[1];
    return name === undefined ? undefined : { service: 'sqs', forms: [name], arn: `arn:aws:sqs:*:*:${name}` };
  },
  states: ofMachine,
};

function ofArn(arn: string): CalledResource | undefined {
  const parts = arn.split(':');
  return parts.length < 6 ? undefined : { service: parts[2]!, forms: [parts.slice(5).join(':')], arn };
}

function resourceNamed(service: string, kind: string, text: string, written: string): CalledResource | undefined {
  return text.startsWith('arn:') ? ofArn(text) : { service, forms: [`${kind}${text}`], arn: `arn:aws:${service}:*:*:${written}${text}` };
}

/** A name, an ARN or a part of one; with a version or alias, statements may name it with or without. */
function ofFunction(text: string): CalledResource | undefined {
  const [, name, qualifier] = /(?:^|:function:|^\d+:function:)([\w-]+)(?::([\w$-]+))?$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  const forms = [`function:${name}`, ...(qualifier === undefined ? [] : [`function:${name}:${qualifier}`])];
  return { service: 'lambda', forms, arn: text.startsWith('arn:') ? text : `arn:aws:lambda:*:*:${lastIn(forms)}` };
}

function ofMachine(text: string): CalledResource | undefined {
  const [, machine, name, qualifier] = /^(arn:.*:stateMachine:([\w-]+))(?::([\w-]+))?$/.exec(text) ?? [];
  if (name === undefined || machine === undefined) return undefined;
  const forms = [`stateMachine:${name}`, ...(qualifier === undefined ? [] : [`stateMachine:${name}:${qualifier}`])];
  return { service: 'states', forms, arn: text };
}
