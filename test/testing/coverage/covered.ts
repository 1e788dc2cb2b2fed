import { type JsonObject, type JsonValue, parseDefinition, type StateMachine } from '../../../src/asl';
import { type ExecutionOptions, execute } from '../../../src/interpreter';
import { type Hits, hitCounter } from '../../../src/testing/coverage/hits-of';
import { type CoveragePart, mergeParts } from '../../../src/testing/coverage/parts';

/** What some executions of a definition reached. */
export async function coveragePart(definition: object, runs: readonly ExecutionOptions[]): Promise<CoveragePart> {
  const parsed = parseDefinition(definition as JsonObject) as { machine: StateMachine };
  const count = hitCounter(parsed.machine);
  const hits: Hits = {};
  for (const options of runs) count(hits, await execute(definition, options));
  return { name: 'Orders', definition: definition as JsonObject, hits, executions: runs.length };
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
