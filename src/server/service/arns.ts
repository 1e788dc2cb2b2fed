import { invalidArn, validationProblem } from '../service-problem';

/** What an ARN of Step Functions names. */
export interface ParsedArn {
  readonly type: 'stateMachine' | 'execution' | 'express' | 'activity' | 'mapRun';
  /** Name of the machine or activity; of a Map run and its executions, `Machine/Label`. */
  readonly name: string;
  /** What follows the name: a version or an alias of a machine, the name of an execution, the id of a Map run. */
  readonly qualifier?: string;
}

const TYPES: ReadonlySet<string> = new Set(['stateMachine', 'execution', 'express', 'activity', 'mapRun']);

/**
 * Takes an ARN apart. Throws InvalidArn for what is not an ARN of Step Functions, and for one of another type than `expected`.
 * Recorded: `Invalid ARN prefix: not_a_valid_arn`, `Resource type not valid in this context: express`.
 */
export function parseArn(arn: string, ...expected: readonly ParsedArn['type'][]): ParsedArn {
  const [prefix, partition, service, , , type = '', name = '', ...rest] = arn.split(':');
  if (prefix !== 'arn' || !partition?.startsWith('aws')) throw invalidArn(`Invalid ARN prefix: ${arn}`);
  if (service !== 'states') throw invalidArn(`Invalid ARN service: ${arn}`);
  if (!TYPES.has(type) || (expected.length > 0 && !expected.includes(type as ParsedArn['type'])))
    throw invalidArn(`Resource type not valid in this context: ${type}`);
  if (name === '') throw invalidArn(`Invalid ARN: ${arn}`);
  return { type: type as ParsedArn['type'], name, ...(rest.length === 0 ? {} : { qualifier: rest.join(':') }) };
}

/**
 * The same of a machine, a version or an alias. Throws ValidationException for the ARN of a distributed Map in a machine, `Machine/Label`: the API
 * reference says so of StartExecution, and of what describes, updates and deletes a machine. Not recorded: its words.
 */
export function parseMachineArn(arn: string): ParsedArn {
  const parsed = parseArn(arn, 'stateMachine');
  if (parsed.name.includes('/'))
    throw validationProblem(`'${arn}' is the ARN of a Map state. Hint: the ARN of its state machine ends before the slash.`);
  return parsed;
}

/** A machine's ARN without version or alias. */
export function unqualified(arn: string): string {
  let colons = 0;
  for (let at = arn.indexOf(':'); at !== -1; at = arn.indexOf(':', at + 1)) if (++colons === 7) return arn.slice(0, at);
  return arn;
}
