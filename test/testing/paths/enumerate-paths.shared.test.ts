import { type AnyStateNode, type JsonObject, parseDefinition, type StateGroup, type StateMachine } from '../../../src/asl';
import { execute, type TaskCall, TaskError } from '../../../src/interpreter';
import { enumeratePaths } from '../../../src/testing';
import { pointsOf } from '../../../src/testing/coverage/points-of';
import type { EnumeratedPath } from '../../../src/testing/paths/enumerated-path';
import { describeShared, sharedContents } from '../../shared-data';
import { followPath } from './follow-path';

const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:f';

describeShared('paths of published definitions', 'definitions/valid', (valid) => {
  const machines = sharedContents<{ definition: JsonObject }>(valid).map(
    ({ definition }) => (parseDefinition(definition) as { machine: StateMachine }).machine,
  );

  test('take every transition that is not said to be unreachable, and each path takes one that no path before it took', () => {
    for (const machine of machines) {
      const { groups, unreachable } = enumeratePaths(machine.source);
      const all = pointsOf(machine)
        .filter((point) => point.kind === 'transitions')
        .map((point) => point.pointer);
      const taken = new Set<string>();

      for (const { paths } of groups) {
        for (const [index, { steps }] of paths.entries()) {
          const before = taken.size;
          for (const { transition } of steps) if (transition !== undefined) taken.add(transition);
          expect(index === 0 || taken.size > before).toBe(true);
        }
      }

      expect([...taken, ...unreachable].sort()).toEqual(all.sort());
    }

    expect(machines.length).toBeGreaterThan(500);
  });

  test('are the ways that executions take when rules and tasks do as the path says', async () => {
    let runs = 0;

    for (const machine of machines) {
      const groups = new Map(groupsOf(machine).map((group) => [group.pointer, group]));
      for (const { group, paths } of enumeratePaths(machine.source).groups) {
        const definition = forced(groups.get(group) as StateGroup);
        for (const path of paths.filter(({ end }) => end !== 'never')) {
          const result = await execute(definition, { tasks: following(path) });
          const visited = result.history.flatMap((event) => event.stateEnteredEventDetails?.name ?? []);
          runs++;

          expect(visited).toEqual(path.steps.map((step) => step.state));
          expect(result.status).toBe(path.end);
        }
      }
    }

    expect(runs).toBeGreaterThan(1000);
  });
});

function groupsOf(group: StateGroup): StateGroup[] {
  return [group, ...[...group.states.values()].flatMap((node) => node.groups.flatMap(groupsOf))];
}

/** The group as a machine in which tasks alone decide: a Choice is a task whose error is the number of a rule. */
function forced(group: StateGroup): JsonObject {
  const states = [...group.states.values()].map((node): [string, JsonObject] => [node.name, forcedState(node)]);
  return { StartAt: group.startAt, States: Object.fromEntries(states) };
}

function forcedState(node: AnyStateNode): JsonObject {
  const { Next, Retry, Catch, Choices, Default } = node.fields as unknown as Record<string, JsonObject[] & string>;
  const way: JsonObject = Next === undefined ? { End: true } : { Next };
  if (node.type === 'Succeed' || node.type === 'Fail') return { Type: node.type };
  if (node.type === 'Choice') {
    const rules = (Choices as JsonObject[]).map((rule, index) => ({ ErrorEquals: [`rule-${index}`], Next: rule.Next as string }));
    return { Type: 'Task', Resource: FUNCTION, Catch: rules, ...(Default === undefined ? { End: true } : { Next: Default }) };
  }
  const recovery = (list: readonly JsonObject[] | undefined, fields: readonly string[]) =>
    (list ?? []).map((entry) => Object.fromEntries(Object.entries(entry).filter(([name]) => fields.includes(name))));
  return {
    Type: 'Task',
    Resource: FUNCTION,
    ...way,
    Retry: recovery(Retry, ['ErrorEquals', 'MaxAttempts']),
    Catch: recovery(Catch, ['ErrorEquals', 'Next']),
  };
}

/** Answers the tasks of a forced machine as a path says. */
function following(path: EnumeratedPath): (call: TaskCall) => string {
  return followPath(path, (step) => {
    const cause = step?.cause;
    if (cause?.kind === 'chooses' && cause.holds !== undefined) throw new TaskError(`rule-${cause.fails.length}`);
    return 'done';
  });
}
