import { pass, workflow } from 'drystep';
import { optional, orElse } from 'drystep/expressions';
import { languages, runFlow } from './run-flow';

interface Note {
  id: string;
  note?: string;
}

test.each(languages)('an output that hands on a field which is absent compiles, and its state fails in %s', async (language) => {
  const flow = workflow<Note>().next(pass('Shape', { output: ({ input }) => ({ id: input.id, note: input.note }) }));

  expect(await runFlow(flow, language, { id: 'a', note: 'b' })).toMatchObject({ status: 'SUCCEEDED', output: { id: 'a', note: 'b' } });
  expect(await runFlow(flow, language, { id: 'a' })).toMatchObject({
    status: 'FAILED',
    error: language === 'JSONata' ? 'States.QueryEvaluationError' : 'States.Runtime',
  });
});

test('optional() leaves the field out of an output, and orElse() fills it', async () => {
  const flow = workflow<Note>().next(
    pass('Shape', { output: ({ input }) => ({ id: input.id, note: optional(input.note), filled: orElse(input.note, 'none') }) }),
  );

  expect((await runFlow(flow, 'JSONata', { id: 'a' })).output).toEqual({ id: 'a', filled: 'none' });
  expect((await runFlow(flow, 'JSONata', { id: 'a', note: 'b' })).output).toEqual({ id: 'a', note: 'b', filled: 'b' });
});
