import {
  type AnyStateNode,
  childPointer,
  fieldsAsJson,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  ownKey,
  type StateGroup,
} from '../../asl';
import { innerStart } from '../data-flow/group-flow';
import { impossibleReads } from '../data-flow/impossible-reads';
import { ERROR_OUTPUT, type Shape } from '../data-flow/shape';
import { stateFlow } from '../data-flow/state-flow';
import type { ExpressionSite } from '../expressions/expression-sites';
import { catchTargets } from '../group-graph';
import type { Rule } from '../rule';
import type { RuleContext } from '../rule-context';

/** States that are followed behind all catchers of a machine together: each costs a pass over its expressions. */
const MOST_STATES = 5_000;

/** Warns of a catcher that replaces the state's input by the error, where a state behind it reads what is lost. */
export const catchLosesInput: Rule = {
  name: 'CATCH_LOSES_INPUT',
  severity: 'WARNING',
  aws: false,
  *check(context) {
    const { states, problems } = context;
    // A broken machine has no ways to follow.
    if (problems.length > 0) return;
    const lostReads = follow(context);
    for (const { node, state, group } of states) {
      const catchers = ownKey(state, 'Catch');
      if (!isJsonArray(catchers)) continue;
      for (const [index, catcher] of catchers.entries()) {
        if (!isJsonObject(catcher) || !replacesInput(node, catcher)) continue;
        const lost = lostReads(group, String(ownKey(catcher, 'Next')));
        if (lost === undefined) continue;
        yield {
          pointer: childPointer(childPointer(childPointer(node.pointer, 'Catch'), index), 'ErrorEquals'),
          message: `State "${node.name}": this catcher replaces the input with the error, but state "${lost.state}" reads "${lost.path}" from that input`,
          hint:
            node.queryLanguage === 'JSONPath'
              ? 'add "ResultPath": "$.error" to keep the input beside it'
              : 'keep the input beside it: "Output": "{% $merge([$states.input, { \'error\': $states.errorOutput }]) %}"',
        };
      }
    }
  },
};

function replacesInput({ queryLanguage }: AnyStateNode, catcher: JsonObject): boolean {
  return queryLanguage === 'JSONata'
    ? !Object.hasOwn(catcher, 'Output')
    : !Object.hasOwn(catcher, 'ResultPath') || catcher['ResultPath'] === '$';
}

interface LostRead {
  readonly state: string;
  readonly path: string;
}

type FindLostRead = (group: StateGroup, handler: string) => LostRead | undefined;

/** A search for the first read that fails when a handler gets the error and nothing else; each handler is searched once. */
function follow({ sites }: RuleContext): FindLostRead {
  const known = new Map<StateGroup, Map<string, LostRead | undefined>>();
  const checks = new Map<AnyStateNode, Set<string>>();
  let sitesOf: ReadonlyMap<AnyStateNode, readonly ExpressionSite[]> | undefined;
  let left = MOST_STATES;

  const lostIn = (node: AnyStateNode, input: Shape): { readonly lost?: LostRead; readonly handedOn: readonly HandlerStep[] } => {
    const flow = stateFlow(node, fieldsAsJson(node.fields), input);
    sitesOf ??= bySite(sites());
    for (const site of sitesOf.get(node) ?? [])
      for (const { text, segments, shape } of impossibleReads(site, flow, checks))
        if (isErrorOutput(shape) && !ERROR_FIELDS.has(String(segments[0]))) return { lost: { state: node.name, path: text }, handedOn: [] };
    const caught = new Set(catchTargets(node));
    return {
      handedOn: [
        // What its own catchers lose is theirs.
        ...flow.handedOn.filter(({ target, shape }) => isErrorOutput(shape) && !(shape === ERROR_OUTPUT && caught.has(target))),
        ...node.groups.map((inner) => ({ group: inner, target: inner.startAt, shape: innerStart(node, flow) })),
      ].filter(({ shape }) => isErrorOutput(shape)),
    };
  };
  const search = (group: StateGroup, handler: string): LostRead | undefined => {
    const seen = new Set<AnyStateNode>();
    const queue: HandlerStep[] = [{ group, target: handler, shape: ERROR_OUTPUT }];
    for (const step of queue) {
      const within = step.group ?? group;
      const node = within.states.get(step.target);
      if (node === undefined || seen.has(node)) continue;
      seen.add(node);
      if (left-- <= 0) return undefined;
      const { lost, handedOn } = lostIn(node, step.shape);
      if (lost !== undefined) return lost;
      queue.push(...handedOn.map((next) => ({ group: within, ...next })));
    }
    return undefined;
  };
  return (group, handler) => {
    const ofGroup = known.get(group) ?? new Map<string, LostRead | undefined>();
    known.set(group, ofGroup);
    if (!ofGroup.has(handler)) ofGroup.set(handler, search(group, handler));
    return ofGroup.get(handler);
  };
}

/** A state that comes next, and what it gets; it stands in the group of the one before unless another is named. */
interface HandlerStep {
  readonly group?: StateGroup;
  readonly target: string;
  readonly shape: Shape;
}

const ERROR_FIELDS: ReadonlySet<string> = new Set(['Error', 'Cause']);

/** True while the data still is what the catcher gave, with things beside it or not: what a state makes anew has lost nothing. */
function isErrorOutput(shape: Shape): boolean {
  return shape.kind === 'object' && !shape.open && [...ERROR_FIELDS].every((name) => shape.fields.get(name)?.kind === 'scalar');
}

function bySite(sites: readonly ExpressionSite[]): ReadonlyMap<AnyStateNode, readonly ExpressionSite[]> {
  const found = new Map<AnyStateNode, ExpressionSite[]>();
  for (const site of sites) {
    const known = found.get(site.node);
    if (known) known.push(site);
    else found.set(site.node, [site]);
  }
  return found;
}
