import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, aws_lambda as lambda } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** A fresh folder below the system's temporary one, for the rest of the run. */
export function temporaryFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'drystep-template-')));
}

/** Synthesizes an app into a fresh folder and gives that folder. CDK's template validator, which takes seconds, stays off. */
export function synthesized(build: (app: App) => void, context: Readonly<Record<string, unknown>> = {}): string {
  const outdir = temporaryFolder();
  const before = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = 'false';
  try {
    const app = new App({ outdir, context: { ...context }, analyticsReporting: false });
    build(app);
    app.synth();
  } finally {
    if (before === undefined) delete process.env.CDK_VALIDATION;
    else process.env.CDK_VALIDATION = before;
  }
  return outdir;
}

/** A Lambda function with inline code. */
export function inlineFunction(scope: Construct, id: string, code = 'exports.handler = async () => 1;'): lambda.Function {
  return new lambda.Function(scope, id, {
    code: lambda.Code.fromInline(code),
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_20_X,
  });
}
