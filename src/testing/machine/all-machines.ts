import { isJsonObject, type JsonObject } from '../../asl';
import {
  type ExtractedStateMachine,
  type ParameterValues,
  rolePoliciesOf,
  type SourceContents,
  type TemplateFinding,
  type TemplatePolicies,
  UNREAD_HINT,
  unreadTemplates,
  unreadText,
  validatable,
} from '../../template';
import { isConstructLike } from '../machine-view/construct-like';
import { placeText } from '../machine-view/origins';
import { UsageError } from '../usage-error';
import { assemblyIn, readContents } from './read-source';

/** A machine as it is validated: a definition with errors is one as well. */
export interface UncheckedMachine {
  readonly name: string;
  /** Absent when a template holds none that could be resolved. */
  readonly definition?: JsonObject | string;
  /** What of the template could not be resolved, or AWS would refuse. */
  readonly unresolved?: readonly TemplateFinding[];
  readonly type: 'STANDARD' | 'EXPRESS';
  /** What the policies of its role say, where a template tells. */
  readonly role?: TemplatePolicies;
  /** `lib/orders-stack.ts:12:5`, when the CDK kept a creation stack. */
  readonly place?: string;
}

/**
 * Every machine of what a test has at hand: a machine under test, a construct with all below it, an assertions `Template`, a template
 * object, a cloud assembly's folder, a file, or ASL as object or text. Throws a usage error where there is none.
 */
export function allMachines(source: unknown, caller: string, parameters?: ParameterValues): readonly UncheckedMachine[] {
  const { machines, unread } = machinesOf(source, caller, parameters);
  if (machines.length > 0) return machines;
  throw new UsageError(
    `${caller} found no state machine there${unreadText(unread)}.`,
    unread.length === 0 ? 'pass what holds it: a stack, an app, a machine, or a definition.' : UNREAD_HINT,
  );
}

/** What a source holds, and the nested stacks whose template was not read. */
interface MachinesOfSource {
  readonly machines: readonly UncheckedMachine[];
  readonly unread: readonly string[];
}

function machinesOf(source: unknown, caller: string, parameters: ParameterValues | undefined): MachinesOfSource {
  if (isConstructLike(source)) {
    const { path } = source.node;
    return { machines: extracted(assemblyIn(source, parameters).stateMachines.filter((machine) => isInside(machine, path))), unread: [] };
  }
  if (typeof source === 'string') return fromContents(readContents(source, caller, parameters));
  if (typeof source !== 'object' || source === null || Array.isArray(source) || typeof (source as { then?: unknown }).then === 'function')
    throw new UsageError(
      `${caller} expected a state machine, received ${source === null ? 'null' : Array.isArray(source) ? 'an array' : typeof source === 'object' ? 'a promise' : typeof source}.`,
      'pass a machine of testMachine(), a construct, a template or a definition.',
    );
  const { definition, type, name } = source as { definition?: unknown; type?: unknown; name?: unknown };
  if (isJsonObject(definition as never) && typeof (source as { execute?: unknown }).execute === 'function')
    return {
      machines: [{ name: String(name), definition: definition as JsonObject, type: type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD' }],
      unread: [],
    };
  return fromContents(readContents(source, caller, parameters));
}

function fromContents(contents: SourceContents): MachinesOfSource {
  if (contents.definition === undefined)
    return { machines: extracted(contents.stateMachines), unread: unreadTemplates(contents.stacks.map(({ scope }) => scope)) };
  const { definition, name = 'the definition', type = 'STANDARD' } = contents.definition;
  return { machines: [{ name, definition, type }], unread: [] };
}

function extracted(machines: readonly ExtractedStateMachine[]): readonly UncheckedMachine[] {
  return machines.map((machine) => {
    const { constructPath, name, type, source } = machine;
    const role = rolePoliciesOf(machine);
    return {
      name: constructPath ?? name,
      ...validatable(machine),
      type,
      ...(role === undefined ? {} : { role }),
      ...(source === undefined ? {} : { place: placeText(source) }),
    };
  });
}

function isInside({ constructPath }: ExtractedStateMachine, path: string): boolean {
  return (
    path === '' ||
    constructPath === path ||
    constructPath?.startsWith(`${path}/`) === true ||
    constructPath === path.replace(/\/(?:Resource|Default)$/, '')
  );
}
