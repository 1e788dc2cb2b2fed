import { Duration } from 'aws-cdk-lib';
import { StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { choice, fail, pass, retry, sdk, startWorkflow, typed, Workflow, workflow } from 'drystep';
import { add, format, lt, toJson } from 'drystep/expressions';
import { testApp } from 'drystep/testing';
import { deployedActions, languages } from './run-flow';
import { emptyStack } from './synthesized';

/** A machine that starts others in every way, with the machines that it starts. */
function machines(queryLanguage: 'JSONata' | 'JSONPath') {
  const stack = emptyStack();
  const child = new Workflow(stack, 'Child', {
    queryLanguage,
    definition: workflow<{ n: number }>().next(
      choice('Negative?', (c) =>
        c
          .when(({ input }) => lt(input.n, 0), fail('Refuse', { error: 'Negative', cause: 'said "no"' }))
          .otherwise(pass('Count', { output: ({ input }) => ({ next: add(input.n, 1), list: [input.n] }) })),
      ),
    ),
  });
  const express = new Workflow(stack, 'Express', {
    queryLanguage,
    stateMachineType: StateMachineType.EXPRESS,
    definition: workflow<{ n: number }>().next(pass('Note')),
  });
  const answering = new Workflow(stack, 'Answering', {
    queryLanguage,
    definition: workflow<{ token: string; said: string }>().next(
      sdk('Answer', {
        service: 'sfn',
        action: 'sendTaskSuccess',
        access: { resources: ['*'] },
        parameters: ({ input }) => ({ TaskToken: input.token, Output: toJson(input.said) }),
      }),
    ),
  });
  const parent = new Workflow(stack, 'Parent', {
    queryLanguage,
    definition: workflow<{ n: number; text: string; last: unknown }>()
      .next(
        startWorkflow('Start', child, {
          input: ({ input }) => ({ n: input.n }),
          discard: true,
          executionName: ({ input }) => format('n{}', input.n),
        }),
      )
      .next(startWorkflow('Start Express', express, { input: ({ input }) => ({ n: input.n }), discard: true }))
      .next(
        startWorkflow('Wait', child, {
          input: ({ input }) => ({ n: input.n }),
          sync: true,
          into: 'a b',
          assign: ({ result }) => ({ next: result.next }),
          retry: retry.never(),
          catch: (failure) => failure.on('States.TaskFailed', fail('No Child', { error: 'NoChild', cause: ({ input }) => input.text })),
        }),
      )
      .next(startWorkflow('Wait Again', child, { input: ({ vars }) => ({ n: vars.next }), sync: true, replace: 'last' }))
      .next(
        startWorkflow('Ask', answering, {
          waitForTaskToken: true,
          input: ({ input, taskToken }) => ({ token: taskToken, said: input.text }),
          result: typed<string>(),
          into: 'said',
          timeout: Duration.hours(1),
        }),
      ),
  });
  return { stack, app: testApp(stack), parent };
}

describe.each(languages)('a machine that starts others, in %s', (language) => {
  const { stack, app, parent } = machines(language);

  test.each([
    { n: 0, text: '$.n', last: null },
    { n: 7, text: '{% 1 %} "ü" \\', last: [[]] },
  ])('hands on what they give: $text', async (input) => {
    const execution = await app.machine(parent).execute(input);

    const { n, text } = input;
    expect(execution.cause).toBeUndefined();
    expect(execution.output).toEqual({ n, text, 'a b': { next: n + 1, list: [n] }, last: { next: n + 2, list: [n + 1] }, said: text });
  });

  test('handles the failure of one', async () => {
    expect(await app.machine(parent).execute({ n: -1, text: 'it fails', last: 0 })).toMatchObject({ error: 'NoChild', cause: 'it fails' });
  });

  test('may do what it does, and no more', () => {
    const ofParents = deployedActions(stack).filter((action) => !/^(?:logs|xray):/.test(action));

    expect([...new Set(ofParents)]).toEqual([
      'events:DescribeRule',
      'events:PutRule',
      'events:PutTargets',
      'states:DescribeExecution',
      'states:SendTaskSuccess',
      'states:StartExecution',
      'states:StopExecution',
    ]);
  });
});
