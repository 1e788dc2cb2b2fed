import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type Flow, type Step, Workflow } from 'drystep';
import type { JsonObject, JsonValue } from '../../src/asl';
import { type ExecutionResult, execute, type Tasks } from '../../src/interpreter';
import { expectAccepted } from './accepted';
import { definitionIn, emptyStack } from './synthesized';

export type Language = 'JSONata' | 'JSONPath';
export const languages: readonly Language[] = ['JSONata', 'JSONPath'];

/** A flow or step, whatever its types. */
export type AnyFlow = Step<never, unknown, never, unknown>;

/** The definition of a flow, after every validator accepted it; `unknownOutside` is what asl-validator says where AWS knows more. */
export function acceptedDefinition(
  flow: AnyFlow,
  queryLanguage: Language,
  stack: Stack = emptyStack(),
  unknownOutside?: string,
): JsonObject {
  new Workflow(stack, 'Flow', { definition: flow as Flow<unknown, unknown, unknown, object>, queryLanguage });
  const definition = definitionIn(stack);
  expectAccepted(definition, unknownOutside);
  return definition;
}

/** Synthesizes a flow, has it accepted, and runs it; task handlers give raw results. */
export async function runFlow(
  flow: AnyFlow,
  queryLanguage: Language,
  input: JsonValue,
  tasks: Tasks = {},
  startTime?: string,
): Promise<ExecutionResult> {
  return execute(acceptedDefinition(flow, queryLanguage), { input, tasks, ...(startTime === undefined ? {} : { startTime }) });
}

/** Names of the states that an execution entered. */
export function visitedStates(result: ExecutionResult): readonly string[] {
  return result.history.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
}

/** A statement of a policy, as deployed. */
export interface DeployedStatement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** The statements of all policies in the stack. */
export function deployedStatements(stack: Stack): readonly DeployedStatement[] {
  const policies = Template.fromStack(stack).findResources('AWS::IAM::Policy') as Record<
    string,
    { Properties: { PolicyDocument: { Statement: DeployedStatement[] } } }
  >;
  return Object.values(policies).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

/** The actions that policies in the stack allow, sorted. */
export function deployedActions(stack: Stack): readonly string[] {
  return deployedStatements(stack)
    .flatMap(({ Action }) => Action)
    .sort();
}
