import { type JsonObject, type JsonValue, parseDefinition, type StateMachine } from '../../../src/asl';
import { type Execution, type ExecutionOptions, execute, parse, start } from '../../../src/interpreter';
import { type Hits, hitCounter } from '../../../src/testing/coverage/hits-of';
import { operandRecord } from '../../../src/testing/coverage/operand-record';
import { type CoveragePart, mergeParts } from '../../../src/testing/coverage/parts';

/** What some executions of a definition reached. */
export async function coveragePart(definition: object, runs: readonly ExecutionOptions[]): Promise<CoveragePart> {
  const parsed = parseDefinition(definition as JsonObject) as { machine: StateMachine };
  const count = hitCounter(parsed.machine);
  const hits: Hits = {};
  const read: Hits = {};
  for (const options of runs) {
    count(read, await execute(definition, options));
    await countRecorded(definition, options, hits);
  }
  // What was recorded while it ran is what its history tells.
  expect(hits).toEqual(read);
  return { name: 'Orders', definition: definition as JsonObject, hits, executions: runs.length };
}

/** Adds what an execution reached by what was recorded while it ran. */
export async function countRecorded(definition: object, options: ExecutionOptions, hits: Hits): Promise<Execution> {
  const prepared = parse(definition);
  const execution = start(prepared, options);
  const operands = operandRecord();
  execution.watchChoices(operands.watch);
  for (;;) {
    execution.pump();
    if (execution.unsettled.length > 0) await execution.settled();
    else if (!execution.fireNextTimer()) break;
  }
  hitCounter(prepared.machine)(hits, { history: execution.history, mapRuns: execution.mapRuns, counts: execution.counts, operands });
  return execution;
}

/** Ids of the points that executions with these inputs reached, of one kind. */
export async function reached(
  kind: string,
  definition: object,
  inputs: readonly JsonValue[],
  options: ExecutionOptions = {},
): Promise<string[]> {
  const part = await coveragePart(
    definition,
    inputs.map((input) => ({ ...options, input })),
  );
  return pointIds(part, kind, true);
}

/** Ids of the points of one kind, reached or not. */
export function pointIds(part: CoveragePart, kind: string, covered: boolean): string[] {
  const points = mergeParts([part]).flatMap((machine) => machine.points);
  return points.filter((point) => point.kind === kind && point.hits > 0 === covered).map((point) => point.id.slice(kind.length + 1));
}
