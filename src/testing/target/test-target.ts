import { kinds, type OptionTable } from '../../asl';
import { requireOptions } from '../require-options';
import { UsageError } from '../usage-error';

/** A machine that is deployed, by its ARN, or that of a version or alias. */
export interface DeployedTarget {
  readonly deployed: string;
}

/** Where a machine under test runs: on the local engine, through AWS's TestState API state by state, or on the deployed machine. */
export type TestTarget = 'local' | 'teststate' | DeployedTarget;

/** Names of the places. */
export type TargetName = 'local' | 'teststate' | 'deployed';

/** The variable that sets the place for all machines whose test does not: `local`, `teststate`, an ARN, or `Orders=arn:…,Shipping=arn:…`. */
export const TARGET_VARIABLE = 'DRYSTEP_TARGET';

const DEPLOYED: OptionTable<DeployedTarget> = { deployed: kinds.name };

const MACHINE = /^arn:[^:]+:states:[^:]+:\d+:stateMachine:[^:]+(?::[^:]+)?$/;

/**
 * The place that a test or the environment asks for. Throws a usage error for one that there is not.
 *
 * @param names what the machine may be called in the environment: its name, construct path, ids
 */
export function targetOf(given: TestTarget | undefined, names: readonly string[], environment = process.env[TARGET_VARIABLE]): TestTarget {
  if (given !== undefined) return checked(given);
  const text = environment?.trim() ?? '';
  if (text === '' || text === 'local') return 'local';
  if (text === 'teststate') return text;
  if (text.includes('=')) return { deployed: machineArn(namedIn(text, names), TARGET_VARIABLE) };
  return { deployed: machineArn(text, TARGET_VARIABLE) };
}

function checked(target: TestTarget): TestTarget {
  if (target === 'local' || target === 'teststate') return target;
  if (typeof target === 'object' && target !== null && !Array.isArray(target)) {
    requireOptions('target', target, DEPLOYED);
    if (target.deployed !== undefined) return { deployed: machineArn(target.deployed, 'target.deployed') };
  }
  throw new UsageError(
    `target: expected 'local', 'teststate' or { deployed: arn }, received ${JSON.stringify(target)}.`,
    "write target: { deployed: 'arn:aws:states:…:stateMachine:Orders' } for a deployed machine.",
  );
}

function namedIn(text: string, names: readonly string[]): string {
  const entries = text.split(',').map((entry) => {
    const at = entry.indexOf('=');
    return [entry.slice(0, at).trim(), entry.slice(at + 1).trim()] as const;
  });
  const found = entries.find(([name]) => names.includes(name));
  if (found !== undefined) return found[1];
  throw new UsageError(
    `${TARGET_VARIABLE} names no deployed machine for ${names[0]}: it has ${entries.map(([name]) => name).join(', ')}.`,
    `add ${names[0]}=arn:…, or set target: 'local' in its test.`,
  );
}

function machineArn(arn: string, from: string): string {
  if (MACHINE.test(arn)) return arn;
  throw new UsageError(
    `${from}: expected the ARN of a state machine, received ${JSON.stringify(arn)}.`,
    arn.includes(':execution:') || arn.includes(':express:')
      ? 'that is an execution: give the machine, arn:aws:states:…:stateMachine:Orders.'
      : "give 'local', 'teststate' or arn:aws:states:…:stateMachine:Orders.",
  );
}
