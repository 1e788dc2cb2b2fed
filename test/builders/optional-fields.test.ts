import { pass, workflow } from 'drystep';
import { optional, orElse, required } from 'drystep/expressions';
import { languages, runFlow } from './run-flow';
import { placed } from './synthesized';

interface Note {
  id: string;
  note?: string;
}

test.each(languages)(
  'required() hands on a field whatever its type says, and the state fails where it is absent in %s',
  async (language) => {
    const flow = workflow<Note>().next(pass('Shape', { output: ({ input }) => ({ id: input.id, note: required(input.note) }) }));

    expect(await runFlow(flow, language, { id: 'a', note: 'b' })).toMatchObject({ status: 'SUCCEEDED', output: { id: 'a', note: 'b' } });
    expect(await runFlow(flow, language, { id: 'a' })).toMatchObject({
      status: 'FAILED',
      error: language === 'JSONata' ? 'States.QueryEvaluationError' : 'States.Runtime',
    });
  },
);

test('optional() leaves the field out of an output, and orElse() fills it', async () => {
  const flow = workflow<Note>().next(
    pass('Shape', { output: ({ input }) => ({ id: input.id, note: optional(input.note), filled: orElse(input.note, 'none') }) }),
  );

  expect((await runFlow(flow, 'JSONata', { id: 'a' })).output).toEqual({ id: 'a', filled: 'none' });
  expect((await runFlow(flow, 'JSONata', { id: 'a', note: 'b' })).output).toEqual({ id: 'a', note: 'b', filled: 'b' });
});

test('required() takes a reference or another expression', () => {
  expect(placed(() => workflow<Note>().next(pass('Shape', { output: () => ({ note: required('x' as never) }) })))).toThrow(
    'required(): expected a reference or another expression for what is there, received "x". Hint: write required(result.StartDate).',
  );
});
