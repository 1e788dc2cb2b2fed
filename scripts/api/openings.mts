/** What the page of each entry point begins with: what it is for, and a program that is compiled and run. */
export const openings: Readonly<Record<string, { readonly text: string; readonly program: string }>> = {
  drystep: {
    text: 'Workflows as values with types. `workflow<Input>()` is an empty flow; `next` adds a step; a step is made by `invoke`, `choice`, `map`, `saga` and the like, whose callbacks receive typed references to the data that the workflow will have; `Workflow` puts the flow into a stack, and is a StateMachine. References become queries when the stack is synthesized: combine them with `eq`, `format`, `add` and the other functions of `drystep/expressions`, never with operators of TypeScript. A signature here leaves out the type parameters that the compiler infers.',
    program: 'examples/readme/orders-stack.ts',
  },
  'drystep/expressions': {
    text: 'The functions that combine the references which callbacks receive. Each gives an expression, which becomes part of a query when the stack is synthesized: JSONata, or JSONPath where the workflow says so. Nothing here needs the CDK.',
    program: 'integ/loop/loop-stack.ts',
  },
  'drystep/inferred': {
    text: 'Types that only the compiler writes: they appear in the declarations of a program that exports a flow without writing out its type.',
    program: '',
  },
  'drystep/testing': {
    text: 'State machines under test. `testMachine` finds one in a stack, a template or a cloud assembly; `mock` answers its tasks; `execute` runs it to its end in virtual time, and `start` lets the test move time itself. What comes back is data, with matchers in `drystep/jest`.',
    program: 'examples/readme/orders.test.ts',
  },
  'drystep/jest': {
    text: "Matchers for executions and a reset of mocks after each test, by one line of the jest configuration: `setupFilesAfterEnv: ['drystep/jest']`, or an import in the test file. Also a reporter that counts which states and transitions the tests of a run have taken.",
    program: 'examples/readme/mocks-and-time.test.ts',
  },
  'drystep/vitest': {
    text: "The same matchers for vitest: `setupFiles: ['drystep/vitest']`. A test looks as it does under jest.",
    program: '',
  },
  'drystep/interpreter': {
    text: 'The Amazon States Language itself, for programs: `parse` reads a definition or lists everything that is wrong with it, `execute` runs it with tasks of yours, `testState` runs one state as AWS does, `replay` compares a recorded history with what a definition would do. No AWS, no CDK, no clock: time is virtual.',
    program: 'examples/integrations/one-state.test.ts',
  },
  'drystep/validator': {
    text: "What is wrong with a definition, in the shape of AWS's ValidateStateMachineDefinition: what AWS refuses, and what it would accept and you would regret. Each rule has its entry in [docs/errors.md](docs/errors.md).",
    program: 'examples/bad-workflow/valid.test.ts',
  },
};
