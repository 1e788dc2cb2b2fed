import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aspects, Stack, Stage } from 'aws-cdk-lib';
import { CfnStateMachine, DefinitionBody, Pass, StateMachine, Wait, WaitTime } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { DrystepPictures, type DrystepPicturesOptions, pass, Workflow, workflow } from 'drystep';
import { pictureName } from '../../../src/builders/pictures/picture-name';
import { parsedSvg } from '../../render/svg/well-formed';

const outdir = mkdtempSync(join(tmpdir(), 'drystep-pictures-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));
let count = 0;

function newApp(options?: DrystepPicturesOptions): App {
  const app = new App({ outdir: join(outdir, String(count++)), analyticsReporting: false });
  Aspects.of(app).add(new DrystepPictures(options));
  return app;
}

function plain(scope: Construct, id: string): StateMachine {
  return new StateMachine(scope, id, { definitionBody: DefinitionBody.fromChainable(new Pass(scope, `${id} Begins`)) });
}

describe('DrystepPictures', () => {
  test('writes SVG and Mermaid of every machine, however it was written, named after its path', () => {
    const app = newApp();
    const stack = new Stack(app, 'Shop');
    new Workflow(stack, 'Orders', { definition: workflow().next(pass('Take Order')) });
    plain(stack, 'Refunds');
    new CfnStateMachine(stack, 'Raw', {
      roleArn: 'arn:aws:iam::111111111111:role/r',
      definition: { StartAt: 'Only', States: { Only: { Type: 'Succeed' } } },
    });

    const { directory } = app.synth();

    const folder = join(directory, 'drystep-pictures');
    expect(readdirSync(folder).sort()).toEqual(['Orders', 'Raw', 'Refunds'].flatMap((name) => [`Shop-${name}.mmd`, `Shop-${name}.svg`]));
    const svg = parsedSvg(readFileSync(join(folder, 'Shop-Orders.svg'), 'utf8'));
    expect(svg.querySelector('title')?.textContent).toBe('Shop/Orders');
    expect([...svg.querySelectorAll('[data-state]')].map((state) => state.getAttribute('data-state'))).toEqual(['Take Order']);
    expect(readFileSync(join(folder, 'Shop-Raw.mmd'), 'utf8')).toContain('Only');
  });

  test('draws what another aspect has changed, and machines of stages', () => {
    const app = newApp({ formats: ['mermaid'] });
    const stage = new Stage(app, 'Prod');
    const machine = plain(new Stack(stage, 'Shop'), 'Orders');
    const late = plain(new Stack(app, 'Late'), 'Orders');
    Aspects.of(app).add({
      visit: (construct) => {
        if (construct === late.node.defaultChild)
          (construct as CfnStateMachine).definitionString = JSON.stringify({
            StartAt: 'Changed',
            States: { Changed: { Type: 'Succeed' } },
          });
      },
    });

    const { directory } = app.synth();

    const read = (name: string): string => readFileSync(join(directory, 'drystep-pictures', name), 'utf8');
    expect(machine.node.path).toBe('Prod/Shop/Orders');
    expect(read('Prod-Shop-Orders.mmd')).toContain('Orders Begins');
    expect(read('Late-Orders.mmd')).toContain('Changed');
  });

  test('writes nothing of machines outside of its construct, and where it is told to', () => {
    const folder = join(outdir, 'elsewhere');
    const app = new App({ outdir: join(outdir, String(count++)), analyticsReporting: false });
    const drawn = new Stack(app, 'Drawn');
    plain(drawn, 'One');
    plain(new Stack(app, 'Other'), 'Two');
    Aspects.of(drawn).add(new DrystepPictures({ folder, formats: ['svg', 'html'], theme: 'dark' }));

    const { directory } = app.synth();

    expect(readdirSync(folder).sort()).toEqual(['Drawn-One.html', 'Drawn-One.svg']);
    expect(readFileSync(join(folder, 'Drawn-One.svg'), 'utf8')).not.toContain('prefers-color-scheme');
    expect(existsSync(join(directory, 'drystep-pictures'))).toBe(false);
  });

  test('warns of a machine that cannot be drawn, and the synthesis goes on', () => {
    const app = newApp();
    const stack = new Stack(app, 'Shop');
    new CfnStateMachine(stack, 'Broken', {
      roleArn: 'arn:aws:iam::111111111111:role/r',
      definitionString: '{ "StartAt": "Nowhere", "States": {} }',
    });
    plain(stack, 'Whole');

    const assembly = app.synth();

    const warnings = assembly.getStackByName('Shop').messages.map(({ entry }) => String(entry.data));
    expect(warnings).toEqual([expect.stringContaining('No picture of Shop/Broken: ')]);
    expect(readdirSync(join(assembly.directory, 'drystep-pictures'))).toEqual(['Shop-Whole.mmd', 'Shop-Whole.svg']);
  });

  test('folds groups', () => {
    const app = newApp({ formats: ['mermaid'], fold: 0 });
    const stack = new Stack(app, 'Shop');
    const wait = new Wait(stack, 'Inside', { time: WaitTime.secondsPath('$.s') });
    const { Parallel } = require('aws-cdk-lib/aws-stepfunctions') as typeof import('aws-cdk-lib/aws-stepfunctions');
    new StateMachine(stack, 'Orders', { definitionBody: DefinitionBody.fromChainable(new Parallel(stack, 'Both').branch(wait)) });

    const text = readFileSync(join(app.synth().directory, 'drystep-pictures', 'Shop-Orders.mmd'), 'utf8');

    expect(text).toContain('Both');
    expect(text).not.toContain('Inside');
  });

  test('fails when an option is misspelt, with the nearest', () => {
    expect(() => new DrystepPictures({ format: ['svg'] } as never)).toThrow(/format.*did you mean "?formats/s);
  });
});

describe('Names of pictures', () => {
  test('hold letters, digits, dots and hyphens, and each is given once', () => {
    const taken = new Set<string>();

    expect(['Shop/Orders', 'Shop-Orders', 'shop/orders', 'Prod/Größe {a}', 'a.b_c/../d'].map((path) => pictureName(path, taken))).toEqual([
      'Shop-Orders',
      'Shop-Orders-2',
      'shop-orders-3',
      'Prod-Gr--e--a-',
      'a.b_c-..-d',
    ]);
    expect(pictureName('x'.repeat(400), taken)).toHaveLength(150);
  });
});
