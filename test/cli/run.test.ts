// Runs alone: the harness would judge what its tests leave unmocked.
// One file for one command: its machines and files are those of every test.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../src/cli/run-command';
import type { Terminal } from '../../src/cli/terminal';
import { command, folderWith } from './command';

const invoke = (FunctionName: string) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName, 'Payload.$': '$' },
  OutputPath: '$.Payload',
});
/** Charges, waits three days, ships. */
const orders = {
  StartAt: 'Charge',
  States: {
    Charge: {
      ...invoke('charge'),
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, MaxAttempts: 2 }],
      Next: 'Three days',
    },
    'Three days': { Type: 'Wait', Seconds: 259_200, Next: 'Ship' },
    Ship: { ...invoke('ship'), End: true },
  },
};
const paid = { $answers: [{ fails: 'Busy' }, { returnsPayload: { charged: true } }] };
const mocks = { Charge: paid, Ship: { Payload: { shipped: true } } };
const files = { 'orders.asl.json': orders, 'mocks.json': mocks, 'input.json': { orderId: 'o-1' } };
const lines = (text: string): string[] => text.trimEnd().split('\n');

describe('drystep run', () => {
  it('prints each step with what it did, and ends with 0 when the execution succeeded', async () => {
    const { code, output, errors } = await command(['run', 'orders.asl.json', '--mocks', 'mocks.json'], folderWith(files));

    expect(lines(output)).toEqual([
      'orders SUCCEEDED after 3 d 2 s of virtual time',
      'output {"shipped":true}',
      '',
      expect.stringMatching(/^ {3}# {2}state /),
      expect.stringMatching(/1 {2}Charge .*\(retried 1×: Busy\)/),
      expect.stringMatching(/2 {2}Three days +Wait +2 s +3 d/),
      expect.stringMatching(/3 {2}Ship +Task +3 d 2 s/),
    ]);
    expect([code, errors]).toEqual([0, '']);
  });

  it('tells of answers and errors that a service never gives', async () => {
    const crunch = { Type: 'Task', Resource: 'arn:aws:states:::glue:startJobRun.sync', Parameters: { JobName: 'crunch' }, End: true };
    const cwd = folderWith({
      'crunch.asl.json': { StartAt: 'Crunch', States: { Crunch: crunch } },
      'answers.json': { Crunch: { JobRunState: 'FAILED' } },
      'errors.json': { Crunch: { $answers: [{ fails: 'glue.Busy' }] } },
    });

    expect((await command(['run', 'crunch.asl.json', '--mocks', 'answers.json'], cwd)).errors).toContain(
      'Field \'JobRunState\' is "FAILED"',
    );
    expect((await command(['run', 'crunch.asl.json', '--mocks', 'errors.json'], cwd)).errors).toContain('write .fails("Glue.Busy")');
  });

  it('prints JSON that a terminal does not obey, whatever a task answered', async () => {
    const cwd = folderWith({ ...files, 'mocks.json': { ...mocks, Ship: { Payload: { shipped: '\u009b2J\u202e' } } } });
    const { output } = await command(['run', 'orders.asl.json', '--json', '--mocks', 'mocks.json'], cwd);

    expect(JSON.parse(output)).toMatchObject({ output: { shipped: '\u009b2J\u202e' } });
    expect(output).toContain('"shipped": "\\u009b2J\\u202e"');
  });

  it('ends with 1 when the execution failed or timed out', async () => {
    const failed = { ...mocks, Charge: { $answers: [{ fails: 'Broke', cause: 'no funds' }] } };
    const late = { TimeoutSeconds: 60, ...orders };
    const cwd = folderWith({ ...files, 'failed.json': failed, 'late.asl.json': late });

    const [one, other] = [
      await command(['run', 'orders.asl.json', '--mocks', 'failed.json'], cwd),
      await command(['run', 'late.asl.json', '--mocks', 'mocks.json'], cwd),
    ];

    expect([one.code, lines(one.output)[1]]).toEqual([1, 'error Broke: no funds']);
    expect([other.code, lines(other.output)[0]]).toEqual([1, 'late TIMED_OUT after 1 min of virtual time']);
  });

  it.each([
    ['text', ['--input', '{"orderId":"o-1"}'], ''],
    ['a file', ['--input', '@input.json'], ''],
    ['standard input', ['--input', '-'], '{"orderId":"o-1"}'],
  ])('takes its input from %s', async (_, given, piped) => {
    const { output } = await command(['run', 'orders.asl.json', '--json', '--mocks', 'mocks.json', ...given], folderWith(files), piped);

    expect(JSON.parse(output)).toMatchObject({ status: 'SUCCEEDED', steps: [{ input: { orderId: 'o-1' } }, {}, {}] });
  });

  it('prints one JSON object, with virtual time and every visit', async () => {
    const { output } = await command(
      ['run', 'orders.asl.json', '--json', '--mocks', 'mocks.json', '--start-time', '2026-01-31T09:00:00Z'],
      folderWith(files),
    );

    expect(JSON.parse(output)).toEqual({
      machine: 'orders',
      type: 'STANDARD',
      status: 'SUCCEEDED',
      output: { shipped: true },
      startDate: '2026-01-31T09:00:00.000Z',
      stopDate: '2026-02-03T09:00:02.000Z',
      seconds: 259_202,
      steps: [
        expect.objectContaining({
          number: 1,
          state: 'Charge',
          at: 0,
          seconds: 2,
          attempts: 2,
          output: { charged: true },
          next: 'Three days',
        }),
        expect.objectContaining({ number: 2, state: 'Three days', kind: 'Wait', at: 2, seconds: 259_200 }),
        expect.objectContaining({ number: 3, state: 'Ship', at: 259_202, status: 'SUCCEEDED' }),
      ],
    });
  });

  it('stops in a state, and so much later', async () => {
    const cwd = folderWith(files);
    const run = (...given: string[]) => command(['run', 'orders.asl.json', '--mocks', 'mocks.json', '--json', ...given], cwd);

    const there = await run('--until', 'Three days');
    const later = await run('--until', 'Three days', '--advance', '1d12h');
    const over = await run('--advance', '7d');

    expect([there.code, JSON.parse(there.output)]).toEqual([
      0,
      expect.objectContaining({ status: 'RUNNING', now: '2024-01-01T00:00:02.000Z', seconds: 2 }),
    ]);
    expect(JSON.parse(later.output)).toMatchObject({ status: 'RUNNING', seconds: 129_602 });
    expect(JSON.parse(over.output)).toMatchObject({ status: 'SUCCEEDED', seconds: 259_202 });
    expect((await command(['run', 'orders.asl.json', '--mocks', 'mocks.json', '--advance', '1d'], cwd)).output).toMatch(
      /\nIt is 2024-01-02T00:00:00\.000Z, 1d after the start\.\n$/,
    );
  });

  it('runs nothing where the state does not exist', async () => {
    const { code, output, errors } = await command(
      ['run', 'orders.asl.json', '--mocks', 'mocks.json', '--until', 'Shp'],
      folderWith(files),
    );

    expect([code, output, errors]).toEqual([2, '', 'drystep run: --until: orders has no state "Shp". Hint: did you mean "Ship"?\n']);
  });

  it('ends with 1 when the execution ended before it waited in the state', async () => {
    const { code, errors } = await command(['run', 'orders.asl.json', '--mocks', 'mocks.json', '--until', 'Ship'], folderWith(files));

    expect([code, errors]).toEqual([1, 'drystep run: the execution ended before it waited in state "Ship".\n']);
  });

  it('writes history, page and picture', async () => {
    const cwd = folderWith(files);
    const read = (file: string): string => readFileSync(join(cwd, file), 'utf8');

    await command(['run', 'orders.asl.json', '--mocks', 'mocks.json', '--history', 'h.json', '--html', 'r.html', '--svg', 'p.svg'], cwd);

    const { events } = JSON.parse(read('h.json'));
    expect([events[0].type, events.at(-1).type]).toEqual(['ExecutionStarted', 'ExecutionSucceeded']);
    expect(read('r.html')).toMatch(/^<!doctype html>[\s\S]*Three days/i);
    expect(read('p.svg')).toMatch(/^<svg[\s\S]*Three days/);
  });

  it('prints a line for each step as it ends, on a screen', async () => {
    const cwd = folderWith(files);
    const written: string[] = [];
    const terminal: Terminal = {
      cwd,
      write: (text) => void written.push(text),
      writeError: (text) => void written.push(text),
      readInput: () => '',
      interrupted: new Promise(() => undefined),
      isScreen: true,
    };

    await runCommand(['run', 'orders.asl.json', '--mocks', 'mocks.json'], terminal);

    expect(written.length).toBeGreaterThan(4);
    expect(written.findIndex((text) => text.includes('Charge'))).toBeLessThan(written.findIndex((text) => text.includes('Ship')));
    expect(written.filter((text) => text.includes('Three days'))).toHaveLength(1);
    expect(written.at(-1)).toMatch(/SUCCEEDED/);
  });

  it('asks for each answer on a terminal, and tells how to give them again', async () => {
    const cwd = folderWith({ 'orders.asl.json': orders });
    const answers = ['fail Busy too many', 'what?', '{"charged":true}', '{"shipped":true}'];
    const questions: string[] = [];
    let errors = '';
    const terminal: Terminal = {
      cwd,
      write: () => undefined,
      writeError: (text) => {
        errors += text;
      },
      readInput: () => '',
      interrupted: new Promise(() => undefined),
      ask: (question) => {
        questions.push(question);
        return Promise.resolve(answers.shift());
      },
    };

    const code = await runCommand(['run', 'orders.asl.json'], terminal);

    expect(code).toBe(0);
    expect(questions[0]).toContain('State "Charge" calls arn:aws:states:::lambda:invoke with\n  {"FunctionName":"charge","Payload":{}}');
    expect(questions[1]).toContain('State "Charge" (retry 1) calls');
    expect(questions[2]).toContain('That is neither JSON nor fail ERROR [CAUSE].');
    expect(JSON.parse(errors.slice(errors.indexOf('{')))).toEqual({
      Charge: { $answers: [{ fails: 'Busy', cause: 'too many' }, { returnsPayload: { charged: true } }] },
      Ship: { $answers: [{ returnsPayload: { shipped: true } }] },
    });
  });

  /** A terminal that asks, and what was written there. */
  const asking = (cwd: string, ask: NonNullable<Terminal['ask']>, interrupted: Promise<void> = new Promise(() => undefined)) => {
    const written: string[] = [];
    const write = (text: string): void => void written.push(text);
    return { written, terminal: { cwd, write, writeError: write, readInput: () => '', interrupted, ask } satisfies Terminal };
  };

  it('asks for one answer after the other where tasks run at the same time', async () => {
    const branch = (name: string) => ({ StartAt: name, States: { [name]: { ...invoke(name), End: true } } });
    const cwd = folderWith({
      'both.asl.json': { StartAt: 'Both', States: { Both: { Type: 'Parallel', Branches: [branch('One'), branch('Two')], End: true } } },
    });
    let open = 0;
    let most = 0;
    const { terminal, written } = asking(cwd, async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((done) => setImmediate(done));
      open -= 1;
      return '1';
    });

    const code = await runCommand(['run', 'both.asl.json'], terminal);

    expect([code, most]).toEqual([0, 1]);
    expect(written.join('')).toContain('output [1,1]');
  });

  it('ends with 2 when there will be no answer, or Ctrl-C is pressed, and writes no file', async () => {
    const cwd = folderWith({ 'orders.asl.json': orders });
    const silent = asking(cwd, () => Promise.resolve(undefined));
    const interrupted = asking(cwd, () => new Promise(() => undefined), Promise.resolve());

    const codes = [
      await runCommand(['run', 'orders.asl.json', '--svg', 'p.svg'], silent.terminal),
      await runCommand(['run', 'orders.asl.json', '--svg', 'p.svg'], interrupted.terminal),
    ];

    expect(codes).toEqual([2, 2]);
    expect(silent.written).toEqual(['drystep run: state "Charge" got no answer. Hint: type JSON, or name a file with --mocks.\n']);
    expect(interrupted.written).toEqual(['drystep run: interrupted.\n']);
    expect(existsSync(join(cwd, 'p.svg'))).toBe(false);
  });

  it('says which mocks are missing where nobody can be asked', async () => {
    const cwd = folderWith({ ...files, 'half.json': { Charge: paid } });

    const none = await command(['run', 'orders.asl.json'], cwd);
    const half = await command(['run', 'orders.asl.json', '--mocks', 'half.json'], cwd);

    expect([none.code, none.output]).toEqual([2, '']);
    expect(JSON.parse(none.errors.slice(none.errors.indexOf('{')))).toEqual({
      Charge: { $answers: [{ returnsPayload: {} }] },
      Ship: { $answers: [{ returnsPayload: {} }] },
    });
    expect(half.errors).toMatch(
      /^drystep run: state "Ship" called arn:aws:states:::lambda:invoke, and no mock answers it\. Write into the file of --mocks:\n\{\n {2}"Ship"/,
    );
    expect(half.output).toContain('Three days');
  });

  it('says which mocks are missing of machines that are started, and of those that are not there', async () => {
    const task = (resource: string, parameters: object) => ({
      StartAt: 'Go',
      States: { Go: { Type: 'Task', Resource: resource, Parameters: parameters, End: true } },
    });
    const starts = (arn: unknown) => task('arn:aws:states:::states:startExecution.sync:2', { StateMachineArn: arn, Input: {} });
    const machine = (StateMachineName: string, Definition: object) => ({
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: { StateMachineName, RoleArn: 'arn:aws:iam::111111111111:role/r', Definition },
    });
    const charge = task('arn:aws:states:::lambda:invoke', { FunctionName: 'charge', 'Payload.$': '$' });
    const Resources = {
      Child: machine('child', { StartAt: 'Charge', States: { Charge: charge.States.Go } }),
      Parent: machine('parent', starts({ Ref: 'Child' })),
      Far: machine('far', starts('arn:aws:states:us-east-1:111111111111:stateMachine:elsewhere')),
    };
    const cwd = folderWith({
      't.json': { Resources },
      'bare.json': { Charge: paid },
      'right.json': { 'child/Charge': { Payload: { charged: true } } },
    });

    const [child, far, bare, right] = await Promise.all([
      command(['run', 't.json', 'Parent'], cwd),
      command(['run', 't.json', 'Far'], cwd),
      command(['run', 't.json', 'Parent', '--mocks', 'bare.json'], cwd),
      command(['run', 't.json', 'Parent', '--mocks', 'right.json'], cwd),
    ]);

    expect(child).toMatchObject({
      code: 2,
      errors: `drystep run: state "Charge" of child called arn:aws:states:::lambda:invoke, and no mock answers it. Write a file for --mocks:
{
  "child/Charge": { "$answers": [{ "returnsPayload": {} }] }
}
`,
    });
    expect(far).toMatchObject({
      code: 2,
      errors: `drystep run: state "Go" called arn:aws:states:::states:startExecution.sync:2, and no mock answers it. Write a file for --mocks:
{
  "Go": {}
}
`,
    });
    expect(bare).toMatchObject({
      code: 2,
      errors: 'drystep run: --mocks bare.json: "Charge": parent has no such task, and child has. Hint: write "child/Charge".\n',
    });
    expect(right.code).toBe(0);
  });

  it.each([
    ['an unknown option', ['orders.asl.json', '--inptu', '1'], 'unknown option --inptu. Hint: did you mean --input?'],
    [
      'input that is not JSON',
      ['orders.asl.json', '--input', '{"a": }'],
      '--input is not JSON at line 1, column 7: received "}". Hint: remove the comma before it',
    ],
    [
      'input without quotes',
      ['orders.asl.json', '--input', '{oops: 1}'],
      '--input is not JSON at line 1, column 2: received "oops". Hint: put names',
    ],
    [
      'input that ends',
      ['orders.asl.json', '--input', '{"a": [1,\n'],
      '--input is not JSON at line 2, column 1: received the end of the text.',
    ],
    ['input with more behind it', ['orders.asl.json', '--input', '{} {}'], '--input is not JSON at line 1, column 4: received "{".'],
    ['a file of input that is not there', ['orders.asl.json', '--input', '@none.json'], '--input: found no file none.json.'],
    ['standard input twice', ['-', '--input', '-'], 'SOURCE and --input are both -'],
    ['mocks that are not there', ['orders.asl.json', '--mocks', 'none.json'], '--mocks: found no file none.json.'],
    [
      'mocks that are not an object',
      ['orders.asl.json', '--mocks', 'list.json'],
      '--mocks list.json: expected answers by state, resource or pattern.',
    ],
    ['a mock for nothing', ['orders.asl.json', '--mocks', 'typo.json'], '--mocks typo.json: "Chargee": '],
    [
      'an answer that says two things',
      ['orders.asl.json', '--mocks', 'both.json'],
      '"Charge".$answers[0]: expected one of returns, returnsPayload, fails, timesOut or throttles, received returns and fails.',
    ],
    ['a field that no answer has', ['orders.asl.json', '--mocks', 'field.json'], /"Charge"\.\$answers\[0\].*retuns.*returns/],
    [
      'a test case without a MockConfigFile',
      ['orders.asl.json', '--mocks', 'mocks.json', '--case', 'Happy'],
      '--case is for a MockConfigFile',
    ],
    [
      'a duration in other words',
      ['orders.asl.json', '--advance', 'a week'],
      '--advance expected a duration, received "a week". Hint: write 7d, 1h30m or 90s.',
    ],
    ['a day that does not exist', ['orders.asl.json', '--start-time', '2026-02-30T09:00:00Z'], '--start-time expected a time'],
    ['a time without a zone', ['orders.asl.json', '--start-time', '2026-01-31T09:00'], '--start-time expected a time'],
    ['a state that is not there', ['orders.asl.json', '--mocks', 'mocks.json', '--until', 'Shp'], /"Shp".*"Ship"/s],
    ['more arguments than it takes', ['orders.asl.json', 'orders', 'more'], '"more" is one argument too many.'],
    ['a folder that is not there', ['orders.asl.json', '--mocks', 'mocks.json', '--svg', 'none/p.svg'], '--svg names '],
  ])('refuses %s', async (_, given, message) => {
    const cwd = folderWith({
      ...files,
      'list.json': [],
      'typo.json': { Chargee: {} },
      'both.json': { Charge: { $answers: [{ returns: 1, fails: 'Busy' }] } },
      'field.json': { Charge: { $answers: [{ retuns: 1 }] } },
    });

    const { code, errors } = await command(['run', ...given], cwd);

    expect(code).toBe(2);
    expect(errors).toMatch(/^drystep run: /);
    if (typeof message === 'string') expect(errors).toContain(message);
    else expect(errors).toMatch(message);
  });

  it('never prints an escape sequence that a definition brings', async () => {
    const hostile = {
      StartAt: 'A\u001b[2J',
      States: { 'A\u001b[2J': { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', End: true } },
    };
    const cwd = folderWith({ 'hostile.asl.json': hostile, 'all.json': { '*': { Message: '\u001b[2J' } } });

    const results = [
      await command(['run', 'hostile.asl.json'], cwd),
      await command(['run', 'hostile.asl.json', '--mocks', 'all.json'], cwd),
    ];

    for (const { output, errors } of results) expect(output + errors).not.toContain('\u001b');
    expect(results.map(({ code }) => code)).toEqual([2, 0]);
  });
});

describe('Mocks of drystep run', () => {
  const run = async (rules: object, input = {}) => {
    const cwd = folderWith({ 'orders.asl.json': orders, 'mocks.json': { Ship: { Payload: {} }, ...rules } });
    const { output, errors } = await command(
      ['run', 'orders.asl.json', '--json', '--mocks', 'mocks.json', '--input', JSON.stringify(input)],
      cwd,
    );
    return errors === '' ? JSON.parse(output) : errors;
  };

  it('take the time that they say, in seconds or with a unit, also where as many seconds would be a timeout', async () => {
    const timed = { StartAt: 'Charge', States: { Charge: { ...orders.States.Charge, TimeoutSeconds: 20, Next: undefined, End: true } } };
    for (const after of [0.03, '0.03s']) {
      const mocks = { Charge: { $answers: [{ returnsPayload: 1, after }] } };
      const cwd = folderWith({ 'timed.asl.json': timed, 'mocks.json': mocks });
      const { output, errors } = await command(['run', 'timed.asl.json', '--json', '--mocks', 'mocks.json'], cwd);
      expect(errors).toBe('');
      expect(JSON.parse(output)).toMatchObject({ status: 'SUCCEEDED', steps: [{ seconds: 0.03 }] });
    }
  });

  it('are chains as in tests: throttled, timed out, late, by input and by attempt', async () => {
    expect(
      await run({
        Charge: {
          $answers: [
            { throttles: 1, error: 'Busy' },
            { returnsPayload: 1, after: '1m' },
          ],
        },
      }),
    ).toMatchObject({ steps: [{ seconds: 62 }, {}, {}] });
    expect(await run({ Charge: { $answers: [{ timesOut: true }] } })).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    const byInput = { Charge: { $answers: [{ returnsPayload: 'others' }, { onInput: { orderId: 'o-9' }, returnsPayload: 'o-9' }] } };
    expect(await run(byInput, { orderId: 'o-9' })).toMatchObject({ steps: [{ output: 'o-9' }, {}, {}] });
    expect(await run(byInput, { orderId: 'o-1' })).toMatchObject({ steps: [{ output: 'others' }, {}, {}] });
    expect(
      await run({
        Charge: {
          $answers: [
            { fails: 'Busy', times: 5 },
            { onAttempt: 2, returnsPayload: 'third' },
          ],
        },
      }),
    ).toMatchObject({ steps: [{ output: 'third', attempts: 3 }, {}, {}] });
  });

  it('are by what tasks call, before the states that nothing names', async () => {
    expect(await run({ charge: paid })).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('come from a MockConfigFile: the case that is named, or the only one', async () => {
    const config = (cases: object) => ({
      StateMachines: { Orders: { TestCases: cases } },
      MockedResponses: { Broke: { 0: { Throw: { Error: 'Broke', Cause: '' } } } },
    });
    const cwd = folderWith({
      ...files,
      'one.json': config({ Broke: { Charge: 'Broke' } }),
      'two.json': config({ Broke: { Charge: 'Broke' }, Happy: {} }),
    });
    const broke = (...given: string[]) => command(['run', 'orders.asl.json', '--mocks', ...given], cwd);

    expect((await broke('one.json')).output).toContain('FAILED');
    expect((await broke('two.json', '--case', 'Broke')).output).toContain('FAILED');
    expect((await broke('two.json')).errors).toBe(
      'drystep run: --mocks two.json holds 2 test cases of "Orders": Broke, Happy. Hint: add --case Broke.\n',
    );
    expect((await broke('two.json', '--case', 'Brok')).errors).toMatch(/Brok.*Broke/);
  });

  it('come from a module, as values, functions and chains', async () => {
    const testing = JSON.stringify(join(__dirname, '../../src/testing'));
    const cwd = folderWith({
      ...files,
      'mocks.cjs': `const { answer } = require(${testing});\nmodule.exports = { Charge: answer.fails('Busy').returnsPayload(({ input }) => input.Payload), Ship: () => ({ Payload: 2 }) };`,
      'broken.cjs': 'throw new Error("no such table");',
    });

    const { output, errors } = await command(['run', 'orders.asl.json', '--json', '--mocks', 'mocks.cjs', '--input', '{"a":1}'], cwd);

    expect(errors).toBe('');
    expect(JSON.parse(output)).toMatchObject({ output: 2, steps: [{ attempts: 2, output: { a: 1 } }, {}, {}] });
    expect((await command(['run', 'orders.asl.json', '--mocks', 'broken.cjs'], cwd)).errors).toBe(
      'drystep run: --mocks broken.cjs cannot be loaded: no such table.\n',
    );
  });

  it('reach the machines that a machine starts', async () => {
    const machine = (definition: object) => ({ Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: definition } });
    const start = {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Parameters: { StateMachineArn: { Ref: 'Shipping' } },
      OutputPath: '$.Output',
      End: true,
    };
    const cwd = folderWith({
      'template.json': {
        Resources: {
          Orders: machine({ StartAt: 'Start', States: { Start: start } }),
          Shipping: machine({ StartAt: 'Pack', States: { Pack: { ...invoke('pack'), End: true } } }),
        },
      },
      'mocks.json': { 'Shipping/Pack': { $answers: [{ returnsPayload: 'packed' }] } },
    });

    const { output, errors } = await command(['run', 'template.json', 'Orders', '--json', '--mocks', 'mocks.json'], cwd);

    expect(errors).toBe('');
    expect(JSON.parse(output)).toMatchObject({ output: 'packed' });
  });
});
