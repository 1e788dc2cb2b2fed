import { firstIn, isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';
import { AnswerChain, type AnswerValue, importMockConfig, type TestMachine } from '../../testing';
import { CommandError } from '../command-error';
import { jsonFile } from '../given-json';
import { loadExports } from '../project-loader';
import type { OpenSource } from '../source/open-source';
import { isPipe } from '../source/pipe-text';
import type { Terminal } from '../terminal';
import { told } from '../told';
import { fillChain } from './listed-chain';

/** Mocks of the machine that runs. */
export type OwnMocks = Readonly<Record<string, AnswerChain | AnswerValue>>;

/**
 * The mocks of a file: rules in JSON, a test case of a MockConfigFile, or what a module exports. Rules of the form `Machine/State` are set on the other machines of the source.
 * Throws a CommandError that names the rule.
 */
export async function readMocks(
  file: string,
  testCase: string | undefined,
  { source, machine }: { readonly source: OpenSource; readonly machine: TestMachine },
  terminal: Terminal,
): Promise<OwnMocks> {
  const isJson = /\.json$/i.test(file) || isPipe(file, terminal.cwd);
  const rules = isJson ? jsonFile('--mocks', file, terminal) : await loadExports('--mocks', file, terminal.cwd);
  if (!isJsonObject(rules))
    throw new CommandError(`--mocks ${file}: expected answers by state, resource or pattern.`, 'write { "Ship": { "shipped": true } }.');
  if (isJson && isMockConfig(rules)) return fromConfig(rules, testCase, machine.name, file);
  if (testCase !== undefined)
    throw new CommandError(`--case is for a MockConfigFile, and ${file} has no "StateMachines" and "MockedResponses".`, 'leave it out.');
  const own: Record<string, AnswerChain | AnswerValue> = Object.create(null);
  for (const [key, rule] of Object.entries(rules)) {
    const place = `--mocks ${file}: ${JSON.stringify(key)}`;
    const other = otherMachine(key, source, machine);
    const value = isJson ? chainOfRule(rule, place) : rule;
    if (other === undefined) refuseOfOthers(key, source, machine, place);
    told(() => (other === undefined ? machine.with({ [key]: value }) : undefined), place);
    if (other === undefined) own[key] = value;
    else told(() => mockOther(other, rule, isJson, place), place);
  }
  return own;
}

/** The file of Step Functions Local; a state may be called like one of its members, but not like both. */
function isMockConfig(rules: JsonObject): boolean {
  return isJsonObject(ownKey(rules, 'StateMachines') ?? null) && isJsonObject(ownKey(rules, 'MockedResponses') ?? null);
}

/** The test case that is named, or the only one. */
function fromConfig(config: JsonObject, testCase: string | undefined, machineName: string, file: string): OwnMocks {
  const machines = config.StateMachines as JsonObject;
  const names = Object.keys(machines);
  const name = !Object.hasOwn(machines, machineName) && names.length === 1 ? firstIn(names) : machineName;
  const { TestCases: cases } = (ownKey(machines, name) ?? {}) as { readonly TestCases?: JsonObject };
  const known = isJsonObject(cases) ? Object.keys(cases) : [];
  const only = known.length === 1 ? known[0] : undefined;
  const chosen = testCase ?? only;
  if (chosen === undefined && known.length > 1)
    throw new CommandError(
      `--mocks ${file} holds ${known.length} test cases of "${name}": ${known.join(', ')}.`,
      `add --case ${known[0]}.`,
    );
  return told(() => importMockConfig(config, name, chosen ?? ''), `--mocks ${file}`).mocks;
}

function chainOfRule(rule: JsonValue, place: string): AnswerChain {
  const chain = new AnswerChain(place);
  told(() => fillChain(chain, rule, place));
  return chain;
}

interface OtherTask {
  readonly machine: TestMachine;
  readonly state: string;
}

/** `Shipping/Pack` is the state of another machine, unless the machine that runs has a task of such a name. */
function otherMachine(key: string, source: OpenSource, own: TestMachine): OtherTask | undefined {
  const at = key.lastIndexOf('/');
  const named = source.names.find((name) => key.startsWith(`${name}/`));
  const [name, state] = named === undefined ? [key.slice(0, at), key.slice(at + 1)] : [named, key.slice(named.length + 1)];
  if (at <= 0 || takes(own, key)) return undefined;
  try {
    return { machine: source.machine(name), state };
  } catch {
    // What is wrong with the rule is told by the machine that runs.
    return undefined;
  }
}

/** A task of another machine that is named without it. */
function refuseOfOthers(key: string, source: OpenSource, own: TestMachine, place: string): void {
  if (takes(own, key)) return;
  const others = source.names.flatMap((name) => {
    try {
      const machine = source.machine(name);
      return machine.name !== own.name && takes(machine, key) ? [machine.name] : [];
    } catch {
      // A definition that is broken takes nothing.
      return [];
    }
  });
  if (others.length === 0) return;
  const [first] = others;
  throw new CommandError(
    `${place}: ${own.name} has no such task, and ${others.join(' and ')} has.`,
    `write ${JSON.stringify(`${first}/${key}`)}.`,
  );
}

function takes(machine: TestMachine, key: string): boolean {
  try {
    machine.with({ [key]: null });
    return true;
  } catch {
    return false;
  }
}

function mockOther({ machine, state }: OtherTask, rule: unknown, isJson: boolean, place: string): void {
  if (isJson) fillChain(machine.mock(state) as unknown as AnswerChain, rule as JsonValue, place);
  else machine.mock(state, rule as AnswerValue);
}
