import {
  type AnyStateFields,
  type AnyStateNode,
  childPointer,
  DefinitionError,
  inspectDefinition,
  isDefinitionError,
  type JsonObject,
  type OptionTable,
  type Problem,
  refuseSurplus,
  requireOptions,
  type StateGroup,
} from '../../asl';
import { ExpressionSyntaxError, UnsupportedReadsError } from '../../data';
import { EXITS, slotsOf, zeros } from '../counts/slots';
import { preparationOf } from '../engine/preparation';
import type { Definition, PreparedGroup, PreparedState } from '../engine/prepared';
import { prepareRetrier } from '../engine/retry';
import { EVENT, type EventName } from '../history/event-types';
import { withQuotas } from '../quotas/definition-quotas';
import { QUOTA_OPTIONS, type QuotaSwitches } from '../quotas/quota-switches';
import { STATE_KINDS } from '../states';
import { prepareWith } from '../states/kind';
import { prepareCatcher } from './catch';

/** A definition, or every problem it has. */
export type SafeParseResult =
  | { readonly success: true; readonly definition: Definition }
  | { readonly success: false; readonly problems: readonly Problem[] };

/** How a definition is read. */
export interface ParseOptions {
  /** Limits of the service that a definition has to keep, each on unless set to false. */
  readonly quotas?: QuotaSwitches;
}

const PARSE_OPTIONS: OptionTable<ParseOptions> = { quotas: QUOTA_OPTIONS };

/** A definition ready to run, from ASL as text or object. Throws `DefinitionError` with every problem. */
export function parse(asl: string | object, options: ParseOptions = {}): Definition {
  refuseSurplus('parse()', 2, arguments);
  const result = safeParse(asl, options);
  if (result.success) return result.definition;
  throw new DefinitionError(result.problems);
}

/** A definition ready to run, or its problems as values. */
export function safeParse(asl: string | object, options: ParseOptions = {}): SafeParseResult {
  refuseSurplus('safeParse()', 2, arguments);
  requireOptions('parse', options, PARSE_OPTIONS);
  const { quotas = {} } = options;
  const { machine, problems: found } = inspectDefinition(
    asl as string | JsonObject,
    quotas.definitionBytes === false ? Number.POSITIVE_INFINITY : undefined,
  );
  const held = withQuotas(found, machine, quotas);
  if (machine === undefined || held.length > 0) return { success: false, problems: held };
  const problems: Problem[] = [];
  const group = prepareGroup(machine, problems, 0);
  if (problems.length > 0) return { success: false, problems };
  return { success: true, definition: Object.freeze({ ...group, zeros: zeros(group.slotCount), machine }) };
}

/** Tells a prepared definition from ASL. */
export function isDefinition(value: unknown): value is Definition {
  if (typeof value !== 'object' || value === null || !('machine' in value && 'states' in value && 'start' in value)) return false;
  const { machine, states, start } = value;
  return Array.isArray(states) && typeof start === 'number' && typeof machine === 'object' && machine !== null && 'source' in machine;
}

/** @param slot the first number that is counted for its states */
function prepareGroup(group: StateGroup, problems: Problem[], slot: number): PreparedGroup {
  const numbers = new Map([...group.states.keys()].map((name, index) => [name, index]));
  const indexOf = (name: string) => numbers.get(name)!;
  let slotCount = slot;
  const states = [...group.states.values()].map((node) => {
    const { state, end } = prepareState(node, indexOf, problems, slotCount);
    slotCount = end;
    return state;
  });
  return { start: indexOf(group.startAt), states, slotCount };
}

function prepareState(
  node: AnyStateNode,
  indexOf: (name: string) => number,
  problems: Problem[],
  slot: number,
): { readonly state: PreparedState; readonly end: number } {
  let { end } = slotsOf(node, slot);
  const groups = node.groups.map((group) => {
    const prepared = prepareGroup(group, problems, end);
    end = prepared.slotCount;
    return prepared;
  });
  const preparation = preparationOf(node, slot, groups, indexOf);
  const { slots } = preparation;
  const kind = STATE_KINDS[node.type];
  const { Next, Retry, Catch }: AnyStateFields = node.fields;
  const number = (event: EventName | undefined) => (event === undefined ? 0 : EVENT[event]);
  const collect = <Value>(make: () => Value, otherwise: Value): Value => {
    try {
      return make();
    } catch (thrown) {
      problems.push(...problemsOf(node, thrown));
      return otherwise;
    }
  };
  const state: PreparedState = {
    node,
    name: node.name,
    // Field by field: spread into it, they would lie outside of the object, and each run of a state would look for them there.
    slot: slots.slot,
    retrierSlot: slots.retrierSlot,
    catcherSlot: slots.catcherSlot,
    ownSlot: slots.ownSlot,
    groups,
    enteredEvent: EVENT[kind.entered],
    exitedEvent: number(kind.exited),
    failedEvent: number(kind.failed),
    abortedEvent: number(kind.aborted),
    way: preparation.wayTo(Next, slot + EXITS),
    retriers: (Retry ?? []).map(prepareRetrier),
    catchers: collect(() => (Catch ?? []).map((catcher, index) => prepareCatcher(catcher, index, node, preparation)), []),
    run: collect(
      () => prepareWith(kind as never, node, preparation),
      () => 0,
    ),
  };
  return { state, end };
}

/** An expression that cannot be compiled is a problem of the definition. */
function problemsOf(node: AnyStateNode, thrown: unknown): readonly Problem[] {
  if (isDefinitionError(thrown)) return thrown.problems;
  if (!(thrown instanceof ExpressionSyntaxError)) throw thrown;
  const stateName = node.name;
  const pointer = thrown.path.reduce<string>(childPointer, node.pointer);
  if (thrown instanceof UnsupportedReadsError)
    return thrown.reads.map((read) => unsupportedRead(stateName, pointer, thrown.expression, read));
  return [
    {
      code: 'INVALID_EXPRESSION',
      stateName,
      pointer,
      expected: `an expression of ${node.queryLanguage}`,
      received: thrown.expression,
      hint: thrown.message,
      ...(node.queryLanguage === 'JSONata' ? { aws: { code: 'INVALID_JSONATA_EXPRESSION', message: thrown.message } } : {}),
    },
  ];
}

function unsupportedRead(stateName: string, pointer: string, expression: string, read: string): Problem {
  const where = read === '$$' ? '' : ' at the top level';
  const message = `Reference to '${read}'${where} is not supported.`;
  const instead = read.startsWith('$') ? '$states.input' : `$states.input.${read}, or $${read} for a variable`;
  return {
    code: 'UNSUPPORTED_JSONATA_EXPRESSION',
    stateName,
    pointer,
    expected: 'an expression that begins at $states or at a variable: there is no input document',
    received: expression,
    hint: `${message} Write ${instead}.`,
    aws: { code: 'UNSUPPORTED_JSONATA_EXPRESSION', message },
  };
}
