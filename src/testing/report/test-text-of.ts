import { codeText as string } from '../../asl';
import { recordedExecution } from '../../interpreter';
import { expectedText } from '../test-text/expected-text';
import { planAnswers } from '../test-text/planned-answers';
import { renderTest } from '../test-text/test-text';
import type { ReadExecution } from './report-run';

/** Longer executions are not a reading for a test file. */
const MOST_EVENTS = 500;

/** Returns a test file that runs an execution again with the answers that its tasks got; undefined for one that is long, or runs still. */
export function testTextOf(
  { history, status, error, machine }: ReadExecution,
  name: string,
  title: string | undefined,
): string | undefined {
  if (history.length > MOST_EVENTS || (status !== 'SUCCEEDED' && status !== 'FAILED')) return undefined;
  const { tasks, input, output, visited } = recordedExecution(history);
  const ended =
    status === 'SUCCEEDED'
      ? `toSucceedWith(${expectedText(output ?? null, output)})`
      : `toFailWith(${error === undefined ? '' : string(error)})`;
  return renderTest({
    title: title ?? `${name} ends ${status}`,
    skipped: undefined,
    imports: ['// The stack, application or definition with the machine:', "// import { OrdersStack } from '../lib/orders-stack';"],
    machine: `testMachine(new OrdersStack(testApp(), 'Orders'), ${string(name)})`,
    machineName: name,
    definition: machine.source,
    input,
    options: {},
    mocks: planAnswers(tasks, false),
    stopped: undefined,
    expectations: [`expect(execution).${ended};`, `expect(execution).toHaveVisitedExactly(${visited.map(string).join(', ')});`],
  });
}
