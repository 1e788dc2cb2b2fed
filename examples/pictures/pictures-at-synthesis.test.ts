import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aspects } from 'aws-cdk-lib';
import { DrystepPictures } from 'drystep';
import { OrdersStack } from '../orders/orders-stack';

const outdir = mkdtempSync(join(tmpdir(), 'pictures-'));
afterAll(() => rmSync(outdir, { recursive: true }));

test('cdk synth leaves pictures of every machine', () => {
  const app = new App({ outdir });
  new OrdersStack(app, 'Shop');
  Aspects.of(app).add(new DrystepPictures());

  app.synth();

  expect(readdirSync(join(outdir, 'drystep-pictures'))).toEqual(['Shop-Orders.mmd', 'Shop-Orders.svg']);
});
