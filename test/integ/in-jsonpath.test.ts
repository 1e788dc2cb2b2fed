import 'drystep/jest';
import type { Construct } from 'constructs';
import { isBuilderError, type WorkflowProps } from 'drystep';
import { testApp } from 'drystep/testing';
import { validate } from '../../src/validator';
import { expectAccepted } from '../builders/accepted';
import { definitionsIn, everyStack } from './every-stack';
import { runAs } from './run-as';
import { runs } from './runs';

// The stacks of this file are those of examples/ and integ/ with one difference: their workflows are written in JSONPath.
jest.mock('drystep', () => {
  const drystep = jest.requireActual<typeof import('drystep')>('drystep');
  class Workflow extends drystep.Workflow {
    constructor(scope: Construct, id: string, props: WorkflowProps<unknown, unknown>) {
      super(scope, id, { ...props, queryLanguage: 'JSONPath' } as never);
    }
  }
  return { ...drystep, Workflow };
});

/** What JSONPath cannot say, each with what the builders tell its author. */
const beyondJsonPath: Readonly<Record<string, string>> = {
  'examples/patterns/export-stack.ts ExportStack': 'step "Exported?": JSONPath cannot express a deadline as a Duration',
  'integ/loop/loop-stack.ts LoopStack': 'step "Ask": JSONPath cannot express "input" in "assign"',
  'integ/poll-until/poll-until-stack.ts PollUntilStack': 'step "Wait For Job": JSONPath cannot express a deadline as a Duration',
};

const stacks = everyStack().map((found) => ({ ...found, made: attempt(found.make) }));
const written = stacks.filter(({ made }) => 'stack' in made);

test('JSONPath can say all but what is listed here', () => {
  const refusals = stacks.flatMap(({ title, made }) => ('refusal' in made ? [[title, made.refusal]] : []));

  expect(Object.fromEntries(refusals)).toEqual(
    Object.fromEntries(Object.entries(beyondJsonPath).map(([title, says]) => [title, expect.stringContaining(says)])),
  );
});

test.each(written)('Our validator and asl-validator accept the definitions of $title', ({ made }) => {
  const definitions = [...definitionsIn((made as Made).stack).values()];

  expect(definitions.length).toBeGreaterThan(0);
  for (const definition of definitions) expectAccepted(definition);
});

const ofErrorNames = new Set(['ERROR_NAME', 'FOREIGN_ERROR_NAME', 'UNREACHABLE_ERROR_HANDLER']);

test.each(written)('The definitions of $title name no error that their tasks cannot raise', ({ made }) => {
  const found = [...definitionsIn((made as Made).stack).values()].flatMap((definition) => validate(definition).diagnostics);

  expect(found.filter(({ rule }) => ofErrorNames.has(rule)).map(({ message }) => message)).toEqual([]);
});

describe.each(Object.keys(runs))('The app %s', (name) => {
  const { made } = stacks.find(({ title }) => title.startsWith(`integ/${name}/`)) as (typeof stacks)[number];
  if (!('stack' in made)) {
    test('is beyond JSONPath', () => expect(made.refusal).toContain('JSONPath'));
    return;
  }
  const application = testApp(made.stack);

  test.each(runs[name] ?? [])('$title', async (run) => {
    await runAs(application, run);
  });
});

type Made = { readonly stack: ReturnType<(typeof stacks)[number]['make']> };

function attempt<Stack>(make: () => Stack): { readonly stack: Stack } | { readonly refusal: string } {
  try {
    return { stack: make() };
  } catch (error) {
    if (isBuilderError(error) && error.code === 'JSONPATH_CANNOT_SAY') return { refusal: error.message };
    throw error;
  }
}
