import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IFunction, Function as LambdaFunction, QualifiedFunctionBase } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { BuilderError } from '../../expressions';

/**
 * Which code of a Lambda function a step runs:
 * - `'unqualified'`: whatever is deployed when the step runs. A deployment changes executions that are running.
 * - `'pinned'`: the version that was deployed together with the definition. A running execution keeps to the code it started with.
 *   Versions are retained: an execution can run for a year and be redriven for 14 days after it failed, so delete a version no
 *   earlier than that, by hand or with a job of your own. Lambda counts them against its code storage.
 * - `'alias'`: the alias `live` of the function, made where it is missing; give it a deployment group to shift traffic gradually.
 *
 * A function that is a version or an alias already is invoked as it is.
 */
export type LambdaBinding = 'unqualified' | 'pinned' | 'alias';

/** The alias that `lambda: 'alias'` invokes. */
const aliasName = 'live';

/** What a function is bound for. */
export interface BindingPlace {
  readonly scope: Construct;
  /** Path of the workflow, for messages. */
  readonly constructPath: string;
  readonly step: string;
}

const bindings: Record<LambdaBinding, (lambdaFunction: IFunction, place: BindingPlace) => IFunction> = {
  unqualified: (lambdaFunction) => lambdaFunction,
  pinned,
  alias,
};

/**
 * The function, version or alias that a step invokes.
 *
 * @throws BuilderError where the function can have no version or alias in this stack
 */
export function boundFunction(lambdaFunction: IFunction, binding: LambdaBinding, place: BindingPlace): IFunction {
  return lambdaFunction instanceof QualifiedFunctionBase ? lambdaFunction : bindings[binding](lambdaFunction, place);
}

function pinned(lambdaFunction: IFunction, place: BindingPlace): IFunction {
  const own = ownFunction(lambdaFunction, 'pinned', place);
  if (own.stack !== Stack.of(place.scope)) {
    throw new BuilderError({
      code: 'LAMBDA_PINNED_CROSS_STACK',
      constructPath: place.constructPath,
      step: place.step,
      message:
        `It pins a version of ${own.node.path}, which is in another stack: ` +
        'each new version would change an export that this stack uses, and CloudFormation refuses that.',
      hint: "define the function in the workflow's stack, or use lambda: 'alias', whose name stays the same.",
    });
  }
  const version = own.currentVersion;
  version.applyRemovalPolicy(RemovalPolicy.RETAIN);
  // Executions under way call versions that are no longer in the template, so the permission has to reach them all.
  return Object.create(version, { resourceArnsForGrantInvoke: { value: [`${own.functionArn}:*`] } }) as IFunction;
}

function alias(lambdaFunction: IFunction, place: BindingPlace): IFunction {
  const own = ownFunction(lambdaFunction, 'alias', place);
  // The id that addAlias gives.
  const made = own.node.tryFindChild(`Alias${aliasName}`);
  return made instanceof QualifiedFunctionBase ? made : own.addAlias(aliasName);
}

function ownFunction(lambdaFunction: IFunction, binding: LambdaBinding, place: BindingPlace): LambdaFunction {
  if (lambdaFunction instanceof LambdaFunction) return lambdaFunction;
  throw new BuilderError({
    code: 'LAMBDA_IMPORTED',
    constructPath: place.constructPath,
    step: place.step,
    message: `lambda: '${binding}' needs a function that this app defines, and ${lambdaFunction.node.path} is imported: the app cannot publish a version of it.`,
    hint: "give handler() a version or alias of it (Version.fromVersionArn, Alias.fromAliasAttributes), or use lambda: 'unqualified' for this step.",
  });
}
