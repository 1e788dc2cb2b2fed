import { type AnyStateNode, type Problem, QUOTAS, type StateGroup, structureProblem } from '../../asl';
import { type EnforcedQuotas, enforcedQuotas, type QuotaSwitches } from './quota-switches';

/** Fields that a number over the service's maximum may stand in. */
const COUNTED = /\/(TimeoutSeconds|HeartbeatSeconds|Seconds|IntervalSeconds|MaxAttempts|MaxDelaySeconds)$/;

/** The problems of a definition that hold with these switches, those of labels among them, which no field table judges. */
export function withQuotas(problems: readonly Problem[], machine: StateGroup | undefined, switches: QuotaSwitches): readonly Problem[] {
  const quotas = enforcedQuotas(switches);
  const kept = problems.filter((problem) => !isLifted(problem, quotas));
  return machine === undefined || !quotas.labelLength ? kept : [...kept, ...longLabels(machine)];
}

function isLifted({ code, pointer, received }: Problem, quotas: EnforcedQuotas): boolean {
  if (code === 'STATE_NAME_LENGTH') return !quotas.nameLength && received !== '';
  if (code !== 'OUT_OF_RANGE' || quotas.largestSeconds || !COUNTED.test(pointer)) return false;
  return (
    typeof received === 'number' && received > (pointer.endsWith('/MaxDelaySeconds') ? QUOTAS.largestDelaySeconds : QUOTAS.largestCount)
  );
}

function longLabels(group: StateGroup): Problem[] {
  return [...group.states.values()].flatMap((node) => [...labelProblem(node), ...node.groups.flatMap(longLabels)]);
}

function labelProblem(node: AnyStateNode): Problem[] {
  const label = node.type === 'Map' ? (node.fields.Label as unknown) : undefined;
  if (typeof label !== 'string' || label.length <= QUOTAS.labelLength) return [];
  const place = { stateName: node.name, pointer: `${node.pointer}/Label` };
  const wanted = { type: 'label', most: QUOTAS.labelLength } as const;
  return [structureProblem('OUT_OF_RANGE', wanted, { ...place, received: label, hint: `it has ${label.length}` })];
}
