import { App, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code, type IFunction, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { WorkflowProps } from 'drystep';
import { Workflow } from 'drystep';
import type { JsonObject, JsonValue } from '../../src/asl';

/** Where each construct was made takes the CDK a quarter of the work of a small stack. Tests that look at it make their own App. */
export const UNTRACED = { 'aws:cdk:disable-creation-stack-traces': true };

/** An app whose synthesis does little beside its stacks. */
export function untracedApp(): App {
  return new App({ analyticsReporting: false, treeMetadata: false, context: UNTRACED });
}

/** A stack to put things into. What bootstrapping adds to a template is left out. */
export function emptyStack(): Stack {
  return new Stack(untracedApp(), 'Test', { synthesizer: new LegacyStackSynthesizer() });
}

/** A Lambda function without assets. */
export function inlineFunction(stack: Stack, id: string): IFunction {
  return new LambdaFunction(stack, id, {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {};'),
  });
}

/** A Lambda function that exists already, for flows used in several apps. */
export function importedFunction(stack: Stack, id: string): IFunction {
  return LambdaFunction.fromFunctionArn(stack, id, `arn:aws:lambda:us-east-1:123456789012:function:${id}`);
}

/** Joins the pieces of a definition, with readable names for the intrinsic functions in it. */
export function joined(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(joined).join('');
  const [intrinsic, argument] = Object.entries(value as object)[0] as [string, unknown];
  if (intrinsic === 'Fn::Join') {
    const [delimiter, pieces] = argument as [string, unknown[]];
    return pieces.map(joined).join(delimiter);
  }
  if (intrinsic === 'Fn::GetAtt') return `arn:aws:lambda:us-east-1:123456789012:function:${(argument as string[])[0]}`;
  return intrinsic === 'Ref' && argument === 'AWS::Partition' ? 'aws' : `<${String(argument)}>`;
}

/** The definition of the only state machine in the stack. */
export function definitionIn(stack: Stack): JsonObject {
  const machines = Template.fromStack(stack).findResources('AWS::StepFunctions::StateMachine');
  const [machine] = Object.values(machines) as { Properties: { DefinitionString: unknown } }[];
  return JSON.parse(joined((machine as { Properties: { DefinitionString: unknown } }).Properties.DefinitionString)) as JsonObject;
}

/** The states of a workflow, as they are deployed. */
export function statesOf<Input, Output>(stack: Stack, props: WorkflowProps<Input, Output>): Record<string, Record<string, JsonValue>> {
  new Workflow(stack, 'Flow', props);
  return definitionIn(stack).States as unknown as Record<string, Record<string, JsonValue>>;
}

/** Places a step, or what calling it gives, in a workflow of its own: builders tell there what they refuse. */
export function placed(build: () => unknown): () => Workflow {
  return () => new Workflow(emptyStack(), 'Flow', { definition: build() as WorkflowProps<unknown, unknown>['definition'] });
}
