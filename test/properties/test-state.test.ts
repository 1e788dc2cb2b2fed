import { safeParse, testState } from 'drystep/interpreter';
import fc from 'fast-check';
import { fuzzRuns } from '../fuzz-runs';
import { answerer, type Json, randomRuns } from './random-machine';

const STATUSES = ['SUCCEEDED', 'FAILED', 'RETRIABLE', 'CAUGHT_ERROR'];
const REFUSALS = ['ValidationException', 'InvalidDefinition', 'InvalidExecutionInput'];
const ROLE = 'arn:aws:iam::111111111111:role/r';

const mocks = fc.oneof(
  fc.constant(undefined),
  fc.json().map((result) => ({ result, fieldValidationMode: 'NONE' as const })),
  fc.array(fc.json(), { maxLength: 4 }).map((results) => ({ result: `[${results.join(',')}]` })),
  fc.constantFrom('Busy', 'States.TaskFailed', 'States.Timeout', 'States.Runtime').map((error) => ({ errorOutput: { error } })),
);

/** Every state of a machine, at any depth, by name. */
function stateNames(group: Json): string[] {
  const states = Object.entries((group as { States: Record<string, Record<string, Json>> }).States);
  return states.flatMap(([name, state]) => {
    const inner = [state.ItemProcessor, state.Iterator, ...((state.Branches as Json[] | undefined) ?? [])].filter(
      (each) => each !== undefined,
    );
    return [name, ...inner.flatMap(stateNames)];
  });
}

test('Any state of any sound machine with any mock is answered or refused, the same way twice', async () => {
  await fc.assert(
    fc.asyncProperty(randomRuns, fc.nat(), mocks, async ({ definition, input, answers }, pick, mock) => {
      fc.pre(safeParse(definition).success);
      const names = stateNames(definition as Json);
      const request = {
        definition: JSON.stringify(definition),
        stateName: names[pick % names.length],
        input: JSON.stringify(input),
        inspectionLevel: 'TRACE' as const,
        roleArn: ROLE,
        ...(mock === undefined ? {} : { mock }),
      };
      const answer = () => testState(request, { tasks: answerer(answers) }).catch((thrown: unknown) => thrown);

      const [first, second] = [await answer(), await answer()];

      if (first instanceof Error) expect(REFUSALS).toContain((first as Error & { code?: string }).code);
      else expect(STATUSES).toContain((first as { status: string }).status);
      expect(second).toEqual(first);
    }),
    { numRuns: fuzzRuns(100) },
  );
}, 600_000);
