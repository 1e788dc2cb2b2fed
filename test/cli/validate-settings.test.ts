import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../src/asl';
import { command, folderWith } from './command';
import { dangling, good, hasty } from './machines';

describe('drystep validate: config file', () => {
  const config = {
    validate: {
      files: ['machines/*.json'],
      severities: { TASK_WITHOUT_TIMEOUT: 'ERROR' },
      suppressions: [{ rule: 'TASK_WITHOUT_TIMEOUT', state: 'Ship', reason: 'the queue answers at once' }],
    },
  };

  test('is found in a folder above, its files are relative to it, and severities and suppressions count', async () => {
    const folder = folderWith({ 'drystep.config.json': config, 'machines/hasty.json': hasty, 'deep/er/x.txt': '' });

    expect(await command(['validate'], join(folder, 'deep/er'))).toMatchObject({ code: 0 });
    writeFileSync(join(folder, 'drystep.config.json'), JSON.stringify({ validate: { ...config.validate, suppressions: [] } }));
    expect(await command(['validate'], join(folder, 'deep/er'))).toMatchObject({ code: 1 });
    expect(await command(['validate', '--no-config', 'machines/hasty.json'], folder)).toMatchObject({ code: 0 });
  });

  test('a suppression nobody needs is reported', async () => {
    const folder = folderWith({ 'drystep.config.json': config, 'machines/good.json': good });

    expect((await command(['validate'], folder)).output).toContain('(UNUSED_SUPPRESSION)');
  });

  test('a suppression that one of several machines needs is not reported for the others', async () => {
    const folder = folderWith({
      'drystep.config.json': config,
      'machines/hasty.json': hasty,
      'machines/good.json': good,
      'machines/other.json': good,
    });

    expect((await command(['validate'], folder)).output).toBe('no findings in 3 state machines\n');
  });

  test('a suppression that none of several machines needs is reported once', async () => {
    const folder = folderWith({
      'drystep.config.json': config,
      'machines/good.json': good,
      'machines/other.json': good,
      'machines/broken.asl.json': '{',
    });
    const { output } = await command(['validate'], folder);

    expect(output.match(/UNUSED_SUPPRESSION/g)).toHaveLength(1);
  });

  test('gives the threshold, which the command line overrides', async () => {
    const folder = folderWith({ 'drystep.config.json': { validate: { failOn: 'WARNING' } }, 'hasty.json': hasty });

    expect((await command(['validate', 'hasty.json'], folder)).code).toBe(1);
    expect((await command(['validate', 'hasty.json', '--fail-on', 'ERROR'], folder)).code).toBe(0);
  });
});

describe('drystep validate: baseline', () => {
  test('records the findings of today; only new ones fail', async () => {
    const folder = folderWith({ 'bad.json': dangling });
    const path = join(folder, 'drystep-baseline.json');

    expect(await command(['validate', 'bad.json', '--write-baseline'], folder)).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      version: 1,
      findings: [
        { file: 'bad.json', machine: '', state: 'Ship', rule: 'MISSING_TRANSITION_TARGET', message: "Missing 'Next' target: Bill" },
      ],
    });
    const known = await command(['validate', 'bad.json', '--baseline', 'drystep-baseline.json'], folder);
    expect(known).toMatchObject({ code: 0, output: 'no findings in 1 state machine, 1 known finding not shown\n' });

    // The same finding elsewhere in the text is the same; another is new.
    writeFileSync(
      join(folder, 'bad.json'),
      `\n\n${JSON.stringify({ ...dangling, States: { ...dangling.States, Ship: { ...dangling.States.Ship, Extra: 1 } } })}`,
    );
    const fresh = await command(['validate', 'bad.json', '--baseline', 'drystep-baseline.json'], folder);
    expect(fresh.code).toBe(1);
    expect(fresh.output).toContain("Field 'Extra' is not supported");
    expect(fresh.output).not.toContain('Bill');
    expect(fresh.output).toContain('1 error in 1 state machine, 1 known finding not shown');
  });

  test('the same finding once more is new', async () => {
    const two = (count: number): object => ({
      StartAt: 'S0',
      States: Object.fromEntries(Array.from({ length: count }, (_, index) => [`S${index}`, { Type: 'Pass', Next: `S${index + 1}` }])),
    });
    const folder = folderWith({ 'a.json': { ...(two(1) as JsonObject), Extra: 1 } });
    await command(['validate', 'a.json', '--write-baseline'], folder);

    expect((await command(['validate', 'a.json', '--baseline', 'drystep-baseline.json'], folder)).code).toBe(0);
    writeFileSync(join(folder, 'a.json'), JSON.stringify({ ...(two(2) as JsonObject), Extra: 1 }));
    expect((await command(['validate', 'a.json', '--baseline', 'drystep-baseline.json'], folder)).code).toBe(1);
  });

  test('tells which entries are gone, and is named by the config file', async () => {
    const folder = folderWith({ 'bad.json': dangling, 'drystep.config.json': { validate: { baseline: 'known.json' } } });
    await command(['validate', 'bad.json', '--write-baseline'], folder);
    writeFileSync(join(folder, 'bad.json'), JSON.stringify(good));

    expect((await command(['validate', 'bad.json'], folder)).output).toContain('1 finding of ');
    expect(readFileSync(join(folder, 'known.json'), 'utf8')).toContain('MISSING_TRANSITION_TARGET');
  });
});

describe('drystep validate: what the input is', () => {
  const machine = {
    StartAt: 'Ship',
    States: { Ship: { Type: 'Pass', InputPath: '$.customer.nme', End: true } },
  };
  const types = `
    interface Customer { readonly name: string; readonly since?: Date; readonly parent?: Customer }
    export interface Order { readonly id: number | string; readonly customer: Customer; readonly tags: string[] }
    export type Anything = Record<string, unknown>;
  `;
  const schema = { type: 'object', properties: { customer: { type: 'object', properties: { name: { type: 'string' } } } } };
  // Beside the project, whose TypeScript reads the type.
  const folder = folderWith({ 'orders.asl.json': machine, 'order.json': schema, 'order.ts': types });

  beforeAll(() => symlinkSync(join(__dirname, '../../node_modules'), join(folder, 'node_modules')));

  test('comes from a JSON Schema or from a TypeScript type, and sharpens what is found', async () => {
    expect((await command(['validate', 'orders.asl.json'], folder)).output).toContain('no findings');
    for (const input of ['order.json', 'order.ts#Order']) {
      const { output } = await command(['validate', 'orders.asl.json', '--input', input], folder);
      expect(output).toContain('"$.customer.nme" cannot be there: $.customer has');
    }
    expect((await command(['validate', 'orders.asl.json', '--input', 'order.ts#Anything'], folder)).output).toContain('no findings');
  });

  test('is said for each machine in the config file', async () => {
    writeFileSync(
      join(folder, 'inputs.json'),
      JSON.stringify({ validate: { files: ['*.asl.json'], inputs: { 'orders.asl.json': 'order.ts#Order' } } }),
    );

    expect((await command(['validate', '--config', 'inputs.json'], folder)).output).toContain('(IMPOSSIBLE_PATH)');
  });

  test.each([
    ['none.json', 'found no file none.json'],
    ['order.ts', 'order.ts needs the name of a type. Hint: write it as order.ts#Order.'],
    ['order.ts#Oder', 'exports no type "Oder". Hint: did you mean Order?'],
  ])('%s ends with 2', async (input, expected) => {
    const { code, errors } = await command(['validate', 'orders.asl.json', '--input', input], folder);

    expect(code).toBe(2);
    expect(errors).toContain(expected);
  });
});

describe('drystep validate: options that contradict each other', () => {
  test.each([
    [['--severity', 'ERROR', '--fail-on', 'WARNING'], '--severity ERROR leaves the warnings out, so --fail-on WARNING can never be met'],
    [['--severity', 'ERROR', '--severity', 'WARNING'], '--severity is given twice'],
    [['--config', 'drystep.config.json', '--no-config'], '--config and --no-config contradict each other'],
    [['--write-baseline', '--output', 'out.txt'], '--write-baseline and --output contradict each other'],
    [['--write-baseline', '--format', 'json'], '--write-baseline and --format contradict each other'],
    [['--write-baseline', '--fail-on', 'never'], '--write-baseline and --fail-on contradict each other'],
    [['--write-baseline', '--watch'], '--write-baseline and --watch contradict each other'],
  ])('fails when it gets %p', async (options, says) => {
    const folder = folderWith({ 'drystep.config.json': {}, 'hasty.json': hasty });

    const { code, errors } = await command(['validate', 'hasty.json', ...options], folder);

    expect(code).toBe(2);
    expect(errors).toContain(says);
  });

  test.each([
    [{ failOn: 'WARNING' }, ['--severity', 'ERROR'], '"failOn": "WARNING" of the config file can never be met'],
    [{ files: ['*.json'], inputs: { 'hastty.json': 'schema.json' } }, [], 'did you mean "hasty.json"?'],
    [{ suppressions: [{ rule: 'TASK_WITHOUT_TIMEOUT', stat: 'Ship', reason: 'x' }] }, [], 'unknown field "stat" of a suppression'],
  ])('fails when the config file says %j', async (validate, options, says) => {
    const folder = folderWith({ 'drystep.config.json': { validate: { files: ['hasty.json'], ...validate } }, 'hasty.json': hasty });

    const { code, errors } = await command(['validate', ...options], folder);

    expect(code).toBe(2);
    expect(errors).toContain(says);
  });
});

describe('drystep validate: inputs', () => {
  test('fails for an empty name, as a variable of the shell leaves that is not set', async () => {
    const folder = folderWith({ 'good.asl.json': good });

    expect(await command(['validate', ''], folder)).toMatchObject({
      code: 2,
      errors: expect.stringContaining('received an empty argument. Hint: name a file or folder; . is the one you are in.'),
    });
    expect(await command(['validate', '.'], folder)).toMatchObject({ code: 0 });
  });

  test('a file that several inputs name is judged once', async () => {
    const folder = folderWith({ 'a.asl.json': dangling, 'b.asl.json': good });

    const { output } = await command(['validate', 'a.asl.json', './a.asl.json', '*.asl.json'], folder);

    expect(output).toContain('1 error in 2 state machines');
  });
});
