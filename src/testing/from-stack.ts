import type { App, AppProps } from 'aws-cdk-lib';
import { type ConstructLike, nodeOf } from './machine/construct-like';
import { temporaryFolder } from './temporary-folders';
import { UsageError } from './usage-error';

/** App and its props, of the CDK that is installed. */
export type { App as TestCdkApp, AppProps as TestCdkAppProps };

/**
 * Gives an App for tests: no bundling of assets, no analytics, no validation of templates, its assembly in a temporary folder that goes with the process, and with `drystep/jest` at the end of the test file.
 *
 * @param props what `new App(props)` takes; it overrides the defaults
 */
export function testCdkApp(props: AppProps = {}): App {
  // Loaded here and not above: importing the harness must not load the CDK. `core` is a third of the whole library.
  const cdk = require('aws-cdk-lib/core') as { App: new (props: AppProps) => App };
  return new cdk.App({
    analyticsReporting: false,
    // Also for those who synthesize the app themselves; a CDK that has no such option ignores it.
    builtinCloudFormationValidation: false,
    outdir: temporaryFolder(),
    ...props,
    context: { 'aws:cdk:bundling-stacks': [], ...props.context },
  });
}

/** Synthesizes the stage around a construct, or takes what it was synthesized to before, and gives the assembly's folder. */
export function synthesize(construct: ConstructLike): string {
  return assemblyOf(construct).directory;
}

/** The same, as the CDK gives it: one object for as long as it does not synthesize anew. */
export function assemblyOf(construct: ConstructLike): { readonly directory: string } {
  const stage = stageOf(construct);
  const before = process.env.CDK_VALIDATION;
  // Read by the CDK when it synthesizes: its template validator takes 2 seconds, and `cdk synth` keeps it.
  process.env.CDK_VALIDATION = 'false';
  try {
    return stage.synth();
  } finally {
    if (before === undefined) delete process.env.CDK_VALIDATION;
    else process.env.CDK_VALIDATION = before;
  }
}

/** A Stage or App, told by what it can do, so that any copy and version of the CDK will do. */
interface Synthesizes {
  synth(): { readonly directory: string };
}

function stageOf(construct: ConstructLike): Synthesizes {
  const { scopes, path } = nodeOf(construct);
  for (let index = scopes.length - 1; index >= 0; index--) {
    const scope = scopes[index] as Partial<Synthesizes>;
    if (typeof scope.synth === 'function' && 'outdir' in scope) return scope as Synthesizes;
  }
  throw new UsageError(
    `The construct ${path === '' ? '(root)' : path} stands in no App: there is nothing to synthesize.`,
    'build it in a Stack of testApp().',
  );
}
