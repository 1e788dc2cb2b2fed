import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../src/asl';
import { command, folderWith } from './command';

const callback = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Parameters: { QueueUrl: 'approvals', MessageBody: { 'token.$': '$$.Task.Token' } },
  TimeoutSeconds: 86_400,
};
const ship = { Type: 'Task', Resource: 'arn:aws:lambda:eu-west-1:111111111111:function:ship', End: true };
const before = {
  Comment: 'Orders',
  StartAt: 'Approve',
  States: { Approve: { ...callback, Next: 'Pause' }, Pause: { Type: 'Wait', Seconds: 10, Next: 'Ship' }, Ship: ship },
};
const withStates = (states: object, rest: object = {}): object => ({ ...before, ...rest, States: { ...before.States, ...states } });
const machine = (definition: object, properties: object = {}): object => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { Definition: definition, ...properties },
});

interface Report {
  readonly same: boolean;
  readonly summary: JsonObject;
  readonly machines: readonly {
    readonly name: string;
    readonly status: string;
    readonly changes: readonly JsonObject[];
    readonly notices: readonly { readonly code: string; readonly breaking: boolean; readonly state?: string; readonly message: string }[];
  }[];
}

/** What is said of two sources, each a file. */
async function compared(old: object, current: object, ...given: readonly string[]): Promise<Report & { readonly exit: number }> {
  const folder = folderWith({ 'old.json': old, 'new.json': current });
  const { code, output, errors } = await command(['diff', 'old.json', 'new.json', '--format', 'json', ...given], folder);

  expect(errors).toBe('');
  return { ...(JSON.parse(output) as Report), exit: code };
}

const noticed = ({ machines }: Report): string[] =>
  machines.flatMap(({ notices }) =>
    notices.map(({ code, state, breaking }) => `${breaking ? '!' : ''}${code}${state === undefined ? '' : ` ${state}`}`),
  );

describe('drystep diff: what executions that have started could notice', () => {
  test('a state in which they wait is removed, or has another name', async () => {
    const { Approve, ...others } = before.States;
    const gone = await compared(before, { ...before, StartAt: 'Pause', States: others });
    const renamed = await compared(before, { ...before, StartAt: 'Ask', States: { Ask: Approve, ...others } });

    expect(noticed(gone)).toEqual(['!WAITING_STATE_REMOVED Approve']);
    expect(gone.machines[0]?.notices[0]?.message).toBe(
      '"Approve" is removed, and executions may be waiting there for whoever has their task token.',
    );
    expect(gone.exit).toBe(1);
    expect(noticed(renamed)).toEqual(['!WAITING_STATE_RENAMED Approve']);
  });

  test('a state that is over at once, or a wait of some seconds, may go', async () => {
    const { Pause, ...others } = before.States;
    const { exit, ...report } = await compared(before, { ...before, States: { ...others, Approve: { ...callback, Next: 'Ship' } } });

    expect(noticed(report)).toEqual([]);
    expect(report.summary).toMatchObject({ changed: 1, changes: 2, breaking: 0 });
    expect(exit).toBe(0);
  });

  test('an Express execution waits for nobody', async () => {
    const { Approve, ...others } = before.States;

    expect(noticed(await compared(before, { ...before, StartAt: 'Pause', States: others }, '--type', 'express'))).toEqual([]);
  });

  test('a task token goes elsewhere, or in another place', async () => {
    const moved = withStates({ Approve: { ...before.States.Approve, Parameters: { ...callback.Parameters, QueueUrl: 'others' } } });
    const reshaped = withStates({
      Approve: { ...before.States.Approve, Parameters: { ...callback.Parameters, MessageBody: { 'taskToken.$': '$$.Task.Token' } } },
    });
    const more = withStates({
      Approve: {
        ...before.States.Approve,
        Parameters: { ...callback.Parameters, MessageBody: { ...callback.Parameters.MessageBody, order: 1 } },
      },
    });

    expect(noticed(await compared(before, moved))).toEqual(['!ANSWER_CHANGED Approve']);
    expect(noticed(await compared(before, reshaped))).toContain('!ANSWER_CHANGED Approve');
    expect(noticed(await compared(before, more))).toEqual([]);
  });

  test('a deadline comes sooner, or for the first time; a later one breaks nothing', async () => {
    const within = (seconds: number | undefined): object => withStates({ Approve: { ...before.States.Approve, TimeoutSeconds: seconds } });

    expect(noticed(await compared(before, within(3600)))).toEqual(['!TIME_SHORTENED Approve']);
    expect(noticed(await compared(before, within(90_000)))).toEqual([]);
    expect(noticed(await compared(before, within(undefined)))).toEqual([]);
    expect(noticed(await compared(within(undefined), before))).toEqual(['!TIME_SHORTENED Approve']);
    expect(noticed(await compared(before, withStates({}, { TimeoutSeconds: 60 })))).toEqual(['!TIME_SHORTENED']);
  });

  test('what they call is no longer called, or no longer there', async () => {
    const other = withStates({ Ship: { ...ship, Resource: 'arn:aws:lambda:eu-west-1:111111111111:function:send' } });
    const calls = (logicalId: string, resources: object): object => ({
      Resources: {
        ...resources,
        Orders: machine({ StartAt: 'Ship', States: { Ship: { ...ship, Resource: { 'Fn::GetAtt': [logicalId, 'Arn'] } } } }),
      },
    });
    const lambda = { Type: 'AWS::Lambda::Function', Properties: {} };
    const retained = { ...lambda, DeletionPolicy: 'Retain' };

    expect(noticed(await compared(before, other))).toEqual(['RESOURCE_UNUSED']);
    expect(noticed(await compared(calls('A', { A: lambda }), calls('B', { B: lambda })))).toEqual(['!RESOURCE_REMOVED']);
    expect(noticed(await compared(calls('A', { A: lambda }), calls('B', { A: lambda, B: lambda })))).toEqual(['RESOURCE_UNUSED']);
    expect(noticed(await compared(calls('A', { A: retained }), calls('B', { B: lambda })))).toEqual(['RESOURCE_UNUSED']);
  });

  test('CloudFormation replaces or deletes the machine', async () => {
    const of = (properties: object, id = 'Orders'): object => ({ Resources: { [id]: machine(before, properties) } });

    expect(noticed(await compared(of({ StateMachineName: 'a' }), of({ StateMachineName: 'b' })))).toEqual(['!MACHINE_REPLACED']);
    expect(noticed(await compared(of({}), of({ StateMachineType: 'EXPRESS' })))).toEqual(['!MACHINE_REPLACED']);
    expect(noticed(await compared(of({ StateMachineName: 'a' }), of({ StateMachineName: 'a' }, 'Other')))).toEqual(['!MACHINE_REPLACED']);
    expect(noticed(await compared(of({}), of({}, 'Other')))).toEqual(['!MACHINE_REMOVED']);
    expect(noticed(await compared(of({}), of({})))).toEqual([]);
  });
});

describe('drystep diff: recorded executions', () => {
  const billing = JSON.parse(readFileSync(join(__dirname, '../../examples/replay/billing.asl.json'), 'utf8')) as JsonObject;
  const history = readFileSync(join(__dirname, '../../examples/replay/history.json'), 'utf8');
  const slower = JSON.parse(JSON.stringify(billing).replace('"Seconds":60', '"Seconds":3600')) as object;
  const folder = folderWith({
    'old.json': billing,
    'new.json': slower,
    'commented.json': { ...billing, Comment: 'other words' },
    'other.json': before,
    'histories/one.json': history,
    'wrong/one.json': { orders: 1 },
    'empty/readme.txt': '',
  });

  test('the one that goes another way breaks', async () => {
    const { code, output } = await command(['diff', 'old.json', 'new.json', '--histories', 'histories'], folder);

    expect(code).toBe(1);
    expect(output).toMatch(
      /BREAKING one\.json: The replay diverges at event 11 at state "Cool Down": after expected 60 s, got 3600 s\. \(RECORDED_DIVERGES\)/,
    );
    expect(output).toMatch(/1 recorded execution replayed\n/);
  });

  test('those that go the same way do not, and those of another machine are told', async () => {
    const same = await command(['diff', 'old.json', 'commented.json', '--histories', 'histories'], folder);
    const strange = await command(['diff', 'other.json', 'other.json', '--histories', 'histories'], folder);

    expect(same).toEqual({ code: 0, errors: '', output: '1 recorded execution replayed\n1 state machine the same\n' });
    expect(strange.output).toMatch(/^0 recorded executions replayed\none\.json was not compared: no state machine/);
  });

  test.each([
    ['wrong', /wrong\/one\.json: .*history/],
    ['empty', /the folder empty holds no \*\.json file/],
    ['gone', /found no folder gone/],
    ['old.json', /expected a folder, received the file old\.json/],
  ])('fails when there is no history in %s', async (histories, said) => {
    const { code, errors } = await command(['diff', 'old.json', 'new.json', '--histories', histories], folder);

    expect(code).toBe(2);
    expect(errors).toMatch(said);
  });
});

describe('drystep diff: reports', () => {
  const nasty = { StartAt: '`x`\u001b[2J<b>', States: { '`x`\u001b[2J<b>': { Type: 'Succeed' } } };
  const folder = folderWith({
    'old.json': { Resources: { Orders: machine(before), Bills: machine(before), Same: machine(before) } },
    'new.json': {
      Resources: {
        Orders: machine({
          ...before,
          States: {
            ...before.States,
            Pause: { ...before.States.Pause, Seconds: 20, Next: 'Check' },
            Check: { Type: 'Choice', Choices: [{ Variable: '$.ok', BooleanEquals: true, Next: 'Ship' }], Default: 'Ship' },
            Ship: { ...ship, Retry: [{ ErrorEquals: ['Busy'] }] },
          },
        }),
        Same: machine(before),
        Nasty: machine(nasty),
      },
    },
  });

  test('text tells changes by topic, machine by machine', async () => {
    const { code, output } = await command(['diff', 'old.json', 'new.json'], folder);

    expect(code).toBe(1);
    expect(output).toBe(`Orders
  states
    + state "Check" (Choice)
  transitions
    ~ "Pause": Next "Ship" → "Check"
  retries
    + "Ship": Retry/0 {"ErrorEquals":["Busy"]}
  timings
    ~ "Pause": Seconds 10 → 20

Nasty is added

Bills is removed
  BREAKING "Bills" is removed: its running executions end when it is deleted, and its callers find no machine. (MACHINE_REMOVED)
    Hint: deploy its removal when no execution runs and nothing starts it.

1 state machine changed, 1 added, 1 removed, 1 the same: 4 changes, 1 breaking
`);
  });

  test('markdown has a flow chart of both for each, and no markup of names', async () => {
    const { output } = await command(['diff', 'old.json', 'new.json', '--format', 'markdown'], folder);

    expect(output).toMatch(/#### `Orders`\n[\s\S]*- `\+ state "Check" \(Choice\)`/);
    expect(output.match(/```mermaid\nflowchart TD\n/g)).toHaveLength(2);
    expect(output).toMatch(/🛑 \*\*breaking\*\* "Bills" is removed/);
    expect(output).not.toContain('\u001b');
  });

  test('markdown leaves flow charts out that a comment has no room for', async () => {
    const states = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [
        `State ${index} ${'x'.repeat(60)}`,
        index === 299 ? { Type: 'Succeed' } : { Type: 'Pass', Next: `State ${index + 1} ${'x'.repeat(60)}` },
      ]),
    );
    const long = { StartAt: `State 0 ${'x'.repeat(60)}`, States: states };
    const resources = (wait: number): object => ({
      Resources: Object.fromEntries(['A', 'B', 'C'].map((id) => [id, machine({ ...long, TimeoutSeconds: wait })])),
    });
    const large = folderWith({ 'old.json': resources(10), 'new.json': resources(20) });
    const { output } = await command(['diff', 'old.json', 'new.json', '--format', 'markdown'], large);

    expect(output.length).toBeLessThan(65_536);
    expect(output).toMatch(/Its flow chart is left out/);
  });

  test('html is one page with a picture of each', async () => {
    const { code } = await command(
      ['diff', 'old.json', 'new.json', '--format', 'html', '--output', 'diff.html', '--fail-on', 'never'],
      folder,
    );
    const page = readFileSync(join(folder, 'diff.html'), 'utf8');

    expect(code).toBe(0);
    expect(page).toMatch(/^<!doctype html>/);
    expect(page.match(/<img alt="[^"]+" src="data:image\/svg\+xml;base64,/g)).toHaveLength(3);
    expect(page).not.toMatch(/<script|<b>|https?:/);
    expect(page).not.toContain('\u001b');
  });

  test('--fail-on says what ends with 1', async () => {
    const changed = folderWith({ 'old.json': before, 'new.json': withStates({ Pause: { ...before.States.Pause, Seconds: 20 } }) });
    const exit = async (...given: readonly string[]): Promise<number> =>
      (await command(['diff', 'old.json', 'new.json', ...given], changed)).code;

    expect(await exit()).toBe(0);
    expect(await exit('--fail-on', 'any')).toBe(1);
    expect(await exit('--fail-on', 'never')).toBe(0);
  });
});

describe('drystep diff: wrong input', () => {
  const folder = folderWith({
    'one.json': before,
    'broken.json': '{ "StartAt": ',
    'wrong.json': { StartAt: 'A', States: { B: { Type: 'Succeed' } } },
    'none.json': { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } },
    'empty/readme.txt': '',
  });

  test.each([
    ['one file', ['one.json'], /expected two files or folders, received "one\.json" only/],
    ['three files', ['one.json', 'one.json', 'wrong.json'], /received "wrong\.json" as well/],
    ['a file that is not there', ['one.json', 'gone.json'], /found no file or folder gone\.json/],
    ['a folder without machines', ['empty', 'one.json'], /the folder empty holds no/],
    ['a template without machines', ['none.json', 'one.json'], /none\.json holds no state machine/],
    ['what is not JSON', ['broken.json', 'one.json'], /line 1, column 14/],
    ['a definition with problems', ['one.json', 'wrong.json'], /wrong\.json: .*"A"/s],
    ['a parameter that neither has', ['one.json', 'one.json', '--parameter', 'Stage=x'], /no parameter "Stage"/],
    ['a misspelt format', ['one.json', 'one.json', '--format', 'markdwon'], /did you mean markdown/],
    ['a revision without an app', ['one.json', 'one.json', '--from', 'main'], /--from is for --app/],
    ['a file and an app', ['one.json', '--app', 'node app.js'], /--app replaces OLD and NEW/],
    ['an output that is a folder', ['one.json', 'one.json', '--output', 'empty'], /--output names .*empty, which cannot be written/],
  ])('fails when called with %s', async (_, given, said) => {
    const { code, output, errors } = await command(['diff', ...given], folder);

    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toMatch(said);
  });
});
