import { type ExternalTask, external, start } from 'drystep/interpreter';
import { type StepFunctionsServer, startServer, timeOf } from 'drystep/server';
import { answer, diffDefinitions, neverFails, testApp, testMachine } from 'drystep/testing';
import { call, callback, chain } from '../testing/fixtures/asl';

const definition = chain({ Charge: call('charge'), Ask: callback({ TimeoutSeconds: 60 }), Pick: picking() });
const template = {
  Resources: {
    Orders: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: { RoleArn: 'arn:aws:iam::111111111111:role/r', StateMachineName: 'Orders', DefinitionString: JSON.stringify(definition) },
    },
    Nightly: {
      Type: 'AWS::Events::Rule',
      Properties: { EventPattern: { source: ['shop'] }, Targets: [{ Id: 'one', Arn: { Ref: 'Orders' }, RoleArn: 'r' }] },
    },
  },
};

const machine = () => testMachine(definition, 'Orders');
const started = async (state: string) => {
  const execution = machine().start({}, { mocks: { Charge: {}, ...(state === 'Pick' ? { Ask: {} } : {}) } });
  await execution.waitingFor(state);
  return execution;
};
const bare = () => {
  const execution = start(definition, { tasks: { Charge: {} } });
  execution.pump();
  return execution;
};

/** A server that ends with the test file. */
const idle = async () => {
  server ??= await startServer({ time: 'virtual' });
  return server;
};
let server: StepFunctionsServer | undefined;
afterAll(() => server?.close());

const opened = () => {
  const tasks: ExternalTask[] = [];
  start(definition, { tasks: { Charge: () => external((task) => tasks.push(task)) } }).pump();
  return tasks[0] as object;
};

/** One of each thing that has methods, made anew for every call: many of them end what they are called on. */
export const OWNERS: Readonly<Record<string, () => object | Promise<object>>> = {
  testMachine: () => testMachine,
  answer: () => answer,
  TestMachine: () => machine().with({ Charge: {}, Ask: {}, Pick: {} }),
  TestApplication: () => testApp(template),
  MachineStarter: () => testApp(template).starter('Nightly'),
  TestExecution: () => machine().execute({}, { mocks: { Charge: {}, Ask: {}, Pick: {} } }),
  StartedExecution: () => started('Ask'),
  TaskAnswers: () => started('Ask'),
  PendingAnswer: async () => (await started('Ask')).pending[0] as object,
  PolledActivity: async () => (await started('Pick')).activity('Pick'),
  PolledTask: async () => (await started('Pick')).activity('Pick').poll() as object,
  AnswerChain: () => machine().mock('Charge').returns({}).onAttempt(0),
  StepAnswers: () => machine().mock('Charge').returns({}).onAttempt(0),
  DefinitionDiff: () => diffDefinitions(definition, definition),
  ExplorationProperty: () => neverFails(),
  Execution: bare,
  ExternalTask: opened,
  PendingTask: () => bare().pending[0] as object,
  StepFunctionsServer: idle,
  ServerTime: async () => timeOf(await idle()),
  ExecutionMatchers: async () => expect(await machine().execute({}, { mocks: { Charge: {}, Ask: {}, Pick: {} } })),
};

/** Types with methods that nobody calls on us, by why. */
export const NOT_CALLED: Readonly<Record<string, readonly string[]>> = {
  'users write it, and we call it': [
    'AwsOptions',
    'SfnClient',
    'MockFunction',
    'TaskHandler',
    'MachineDirectory',
    'TestStateOptions',
    'ServerOptions',
    'ExploreOptions',
    'ArbitraryOf',
  ],
  'the interpreter calls what another call of the package made': ['Answer', 'Delayed', 'External', 'Submitted'],
  'the interpreter hands it to a callback': ['WatchedChoice'],
  'the runner calls it, with what it likes': ['CoverageReporter'],
};

function picking() {
  return { Type: 'Task', Resource: 'arn:aws:states:us-east-1:111111111111:activity:Picking', TimeoutSeconds: 600 };
}
