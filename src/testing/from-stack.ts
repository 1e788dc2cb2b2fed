// biome-ignore lint/suspicious/noTsIgnore: a comment of this kind stays in the declarations, whose types are `any` where nobody has installed the CDK.
/** @ts-ignore */
import type { App, AppProps } from 'aws-cdk-lib';
import { type ConstructLike, constructNodeOf } from './machine-view/construct-like';
import { temporaryFolder } from './temporary-folders';
import { UsageError } from './usage-error';

/** App and its props, of the CDK that is installed. */
export type { App as TestCdkApp, AppProps as TestCdkAppProps };

/** What the harness uses of the CDK. */
interface Cdk {
  readonly App: new (props: AppProps) => App;
  readonly DockerImage: ImageBuilder;
}

/** What builds an image: a class of the CDK, by its static function. */
interface ImageBuilder {
  fromBuild(this: ImageBuilder, ...parameters: unknown[]): object;
}

/**
 * An App for tests: assets are neither bundled nor copied, no analytics, no validation of templates, its assembly in a temporary folder that goes with the process, and with
 * `drystep/jest` or `drystep/vitest` at the end of the test file.
 *
 * @param props what `new App(props)` takes; it overrides the defaults
 */
export function testCdkApp(props: AppProps = {}): App {
  // Loaded here and not above: importing the harness must not load the CDK. `core` is a third of the whole library.
  const cdk = require('aws-cdk-lib/core') as Cdk;
  buildImagesLate(cdk.DockerImage);
  return new cdk.App({
    analyticsReporting: false,
    // Also for those who synthesize the app themselves; a CDK that has no such option ignores it.
    builtinCloudFormationValidation: false,
    outdir: temporaryFolder(),
    ...props,
    context: { 'aws:cdk:bundling-stacks': [], 'aws:cdk:disable-asset-staging': true, ...props.context },
  });
}

const LATE = Symbol.for('drystep.imagesBuiltLate');

/**
 * Has images built when something first runs in them. Functions that the CDK bundles, such as a NodejsFunction where esbuild is not installed, build theirs with Docker while they
 * are constructed, even if nothing is going to be bundled.
 */
function buildImagesLate(images: ImageBuilder & { [LATE]?: true }): void {
  if (images[LATE]) return;
  images[LATE] = true;
  const { fromBuild } = images;
  images.fromBuild = function build(...parameters) {
    let image: object | undefined;
    // The CDK writes an image into the hash of its asset.
    const stand: object = { toJSON: () => ({ build: parameters }) };
    return new Proxy(stand, {
      get: (_, key) => {
        if (key === 'toJSON') return Reflect.get(stand, key);
        image ??= fromBuild.apply(this, parameters);
        const value: unknown = Reflect.get(image, key);
        return typeof value === 'function' ? value.bind(image) : value;
      },
    });
  };
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
  const { scopes, path } = constructNodeOf(construct);
  for (let index = scopes.length - 1; index >= 0; index--) {
    const scope = scopes[index] as Partial<Synthesizes>;
    if (typeof scope.synth === 'function' && 'outdir' in scope) return scope as Synthesizes;
  }
  throw new UsageError(
    `The construct ${path === '' ? '(root)' : path} is not in an App: there is nothing to synthesize.`,
    'build it in a Stack of testApp().',
  );
}
