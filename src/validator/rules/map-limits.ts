import { type AnyStateNode, childPointer, ownKey, QUOTAS } from '../../asl';
import type { Finding } from '../diagnostic';
import { isDistributed, processorConfig } from '../distributed-map';
import type { Rule } from '../rule';

/** Warns of an inline Map that asks for more than the service runs at once. */
export const inlineConcurrency: Rule = {
  name: 'INLINE_CONCURRENCY',
  severity: 'WARNING',
  aws: false,
  *check({ states }) {
    for (const { node, state } of states) {
      const wanted = ownKey(state, 'MaxConcurrency');
      if (node.type !== 'Map' || typeof wanted !== 'number' || wanted <= QUOTAS.inlineMapConcurrency || isDistributed(state)) continue;
      yield {
        pointer: childPointer(node.pointer, 'MaxConcurrency'),
        message: `State "${node.name}": an inline Map runs about ${QUOTAS.inlineMapConcurrency} iterations at once, not ${wanted}`,
        hint: `set it to ${QUOTAS.inlineMapConcurrency} or less, or use "Mode": "DISTRIBUTED"`,
      };
    }
  },
};

const DISTRIBUTED_FIELDS = [
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'Label',
  'ToleratedFailureCount',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentage',
  'ToleratedFailurePercentagePath',
];

/** Warns of fields that only a distributed Map heeds. */
export const distributedFields: Rule = {
  name: 'DISTRIBUTED_FIELD',
  severity: 'WARNING',
  aws: false,
  *check({ states, isBroken }) {
    for (const { node, state } of states) {
      if (node.type !== 'Map' || isDistributed(state)) continue;
      const config = processorConfig(state);
      if (config !== undefined && ownKey(config, 'ExecutionType') !== undefined) {
        const processor = ownKey(state, 'ItemProcessor') === undefined ? 'Iterator' : 'ItemProcessor';
        const isNamed = ownKey(config, 'Mode') !== undefined;
        yield {
          pointer: ['ProcessorConfig', 'ExecutionType'].reduce(childPointer, childPointer(node.pointer, processor)),
          message: `State "${node.name}": "ExecutionType" is for distributed Maps only, and ${isNamed ? 'this "Mode" is another' : 'without "Mode" the Map is inline'}`,
          hint: isNamed ? 'remove it, or set "Mode": "DISTRIBUTED"' : 'set "Mode": "DISTRIBUTED" beside it',
        };
      }
      for (const field of DISTRIBUTED_FIELDS) {
        const pointer = childPointer(node.pointer, field);
        if (ownKey(state, field) === undefined || isBroken(pointer)) continue;
        yield {
          pointer,
          message: `State "${node.name}": "${field}" is for distributed Maps only`,
          hint: 'set "Mode": "DISTRIBUTED" in ProcessorConfig',
        };
      }
    }
  },
};

const FORBIDDEN = /[\s\p{Cc}?*<>{}[\]:;,\\|^~$#%&`"/]/u;

/**
 * Warns of labels that are empty, too long, have forbidden characters, or occur twice: they are part of the ARN of a Map run. AWS refuses them; its
 * codes are documented, its words are LocalStack's here, which compares itself with the service.
 */
export const labels: Rule = {
  name: 'INVALID_LABEL_NAME',
  severity: 'WARNING',
  aws: 'partly',
  *check({ states }) {
    const seen = new Map<string, AnyStateNode>();
    for (const { node, state } of states) {
      const label = node.type === 'Map' ? ownKey(state, 'Label') : undefined;
      if (typeof label !== 'string') continue;
      const pointer = childPointer(node.pointer, 'Label');
      const first = seen.get(label);
      if (first)
        yield {
          pointer,
          rule: 'DUPLICATE_LABEL_NAME',
          code: 'DUPLICATE_LABEL_NAME',
          message: `State "${node.name}" has the same label as state "${first.name}"`,
          hint: 'labels must be unique in the machine: change one',
          aws: { code: 'DUPLICATE_LABEL_NAME', message: `Duplicate Label name: ${label}` },
        };
      else seen.set(label, node);
      const forbidden = FORBIDDEN.exec(label)?.[0];
      if (label === '')
        yield {
          pointer,
          message: `State "${node.name}": the label is empty`,
          hint: 'remove it, or use letters, digits, "-" and "_"',
          aws: labelAnswer('Label cannot be empty'),
        };
      else if (label.length > QUOTAS.labelLength)
        yield {
          pointer,
          message: `State "${node.name}": a label has at most ${QUOTAS.labelLength} characters, and this one has ${label.length}`,
          hint: 'shorten it',
          aws: labelAnswer(`Label cannot exceed ${QUOTAS.labelLength} characters`),
        };
      else if (forbidden !== undefined)
        yield {
          pointer,
          message: `State "${node.name}": a label has no blanks, brackets, wildcards or special characters`,
          hint: 'use letters, digits, "-" and "_"',
          aws: labelAnswer(`Label contains invalid character: '${forbidden}'`),
        };
    }
  },
};

function labelAnswer(message: string): Finding['aws'] {
  return { code: 'INVALID_LABEL_NAME', message };
}
