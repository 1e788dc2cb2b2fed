import { childPointer, editDistance, isJsonataText, nearestName, ownKey } from '../../asl';
import type { Rule } from '../rule';
import { type IntegrationCall, integrationCalls, modelOf, parameterNames } from '../services/integration-calls';
import { sdkParameters } from '../services/sdk-models';

/** Reports parameters of an integration that begin in lower case: Step Functions spells them all with a capital. */
export const parameterCase: Rule = {
  name: 'PARAMETER_CASE',
  severity: 'ERROR',
  aws: false,
  *check({ states }) {
    for (const call of integrationCalls(states)) {
      for (const { key, name } of parameterNames(call)) {
        if (/^[a-z]/.test(name))
          yield {
            pointer: childPointer(call.payloadPointer, key),
            message: `State "${call.node.name}": ${call.service}:${call.action} has no parameter "${name}"`,
            hint: `write it as "${name.charAt(0).toUpperCase()}${name.slice(1)}"`,
          };
      }
    }
  },
};

/** Reports parameters that an action does not have. A name that is new, not misspelt, is only a WARNING: services grow. */
export const unknownParameters: Rule = {
  name: 'UNKNOWN_PARAMETER',
  severity: 'ERROR',
  aws: false,
  *check({ states }) {
    for (const call of integrationCalls(states)) {
      const model = modelOf(call);
      const known = model === undefined ? UNMODELLED.get(`${call.service}:${call.action}`) : sdkParameters(model, call.action);
      if (!known) continue;
      // The SDK for Java writes some names in another case (DbInstanceIdentifier for DBInstanceIdentifier).
      const names = new Set(known.map((parameter) => parameter.name.toLowerCase()));
      for (const { key, name } of parameterNames(call)) {
        if (names.has(name.toLowerCase())) continue;
        const nearest = nearestName(
          name,
          known.map((parameter) => parameter.name),
        );
        const typo =
          misplacedToken(call, name) || (nearest !== undefined && editDistance(name.toLowerCase(), nearest.toLowerCase(), 3) <= 2);
        yield {
          pointer: childPointer(call.payloadPointer, key),
          severity: typo ? 'ERROR' : 'WARNING',
          message: `State "${call.node.name}": ${call.service}:${call.action} has no parameter "${name}"`,
          hint: misplacedToken(call, name)
            ? 'the function reads the token from its event: put it into the Payload'
            : offered(nearest ?? nameAround(name, known)),
        };
      }
    }
  },
};

/** `RequestBody` for `Body`, `TopicArn` for `Topic`. */
function nameAround(name: string, known: readonly { readonly name: string }[]): string | undefined {
  const part = name.toLowerCase();
  return part.length < 4 ? undefined : known.find((parameter) => parameter.name.toLowerCase().includes(part))?.name;
}

function offered(name: string | undefined): string | undefined {
  return name && `did you mean "${name}"?`;
}

/** Parameters of integrations that do not call an operation of a service, by the developer guide. */
const UNMODELLED: ReadonlyMap<string, readonly { readonly name: string }[]> = new Map(
  Object.entries({
    'http:invoke': 'ApiEndpoint Method Authentication InvocationConfig Headers QueryParameters RequestBody Transform',
    'apigateway:invoke': 'ApiEndpoint Method Headers Stage Path QueryParameters RequestBody AllowNullValues AuthType',
  }).map(([call, names]) => [call, names.split(' ').map((name) => ({ name }))]),
);

/** Step Functions fails the task that has it beside the payload, and takes the definition (measured). */
function misplacedToken({ service, action }: IntegrationCall, name: string): boolean {
  return name === 'TaskToken' && service === 'lambda' && action === 'invoke';
}

/** What an optimised integration cannot do without; the model of the service says it of others. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  'lambda:invoke': ['FunctionName'],
  'sqs:sendMessage': ['QueueUrl', 'MessageBody'],
  'sns:publish': ['Message'],
  'states:startExecution': ['StateMachineArn'],
  'dynamodb:getItem': ['TableName', 'Key'],
  'dynamodb:deleteItem': ['TableName', 'Key'],
  'dynamodb:updateItem': ['TableName', 'Key'],
  'dynamodb:putItem': ['TableName', 'Item'],
  'ecs:runTask': ['TaskDefinition'],
  'batch:submitJob': ['JobName', 'JobDefinition', 'JobQueue'],
  'glue:startJobRun': ['JobName'],
  'events:putEvents': ['Entries'],
  'http:invoke': ['ApiEndpoint', 'Method'],
  'apigateway:invoke': ['ApiEndpoint', 'Method'],
  'athena:startQueryExecution': ['QueryString'],
  'athena:getQueryResults': ['QueryExecutionId'],
  'athena:getQueryExecution': ['QueryExecutionId'],
  'athena:stopQueryExecution': ['QueryExecutionId'],
  'bedrock:invokeModel': ['ModelId'],
  'bedrockagentcore:invokeHarness': ['HarnessArn', 'RuntimeSessionId', 'Messages'],
  'codebuild:startBuild': ['ProjectName'],
};

/** Parameters of which a call needs one. AWS takes the definition, and fails the task. */
const ONE_OF: ReadonlyMap<string, { readonly fields: readonly string[]; readonly hint: string }> = new Map([
  [
    'http:invoke',
    {
      fields: ['Authentication', 'InvocationConfig'],
      hint: 'http:invoke needs "Authentication": { "ConnectionArn": … }, a connection of EventBridge',
    },
  ],
  [
    'sns:publish',
    { fields: ['TopicArn', 'TargetArn', 'PhoneNumber'], hint: 'sns:publish needs one of "TopicArn", "TargetArn" and "PhoneNumber"' },
  ],
]);

/** Reports calls that lack a parameter they cannot do without. */
export const requiredParameters: Rule = {
  name: 'REQUIRED_PARAMETER',
  severity: 'ERROR',
  aws: true,
  code: 'SCHEMA_VALIDATION_FAILED',
  *check({ states, awsOnly }) {
    for (const call of integrationCalls(states)) {
      // An expression gives them, or they stand in the field of the other language.
      if (call.payload === undefined && isGivenOtherwise(call)) continue;
      // What AWS checks of aws-sdk calls, and of tasks without parameters, is not recorded.
      if (awsOnly && (call.sdk || call.payload === undefined)) continue;
      const given = new Set(parameterNames(call).map(({ name }) => name.toLowerCase()));
      const pointer = call.payload === undefined ? call.node.pointer : call.payloadPointer;
      const { fields, hint: missing } = ONE_OF.get(`${call.service}:${call.action}`) ?? { fields: [], hint: '' };
      if (!awsOnly && !call.sdk && fields.length > 0 && !fields.some((field) => given.has(field.toLowerCase())))
        yield { pointer, message: `The field '${fields[0]}' is required but was missing`, hint: missing };
      const isListed = call.sdk || Object.hasOwn(REQUIRED, `${call.service}:${call.action}`);
      for (const field of requiredOf(call, awsOnly)) {
        if (given.has(field.toLowerCase())) continue;
        yield {
          pointer,
          // AWS takes the definition.
          ...(isListed ? {} : { severity: 'WARNING' as const }),
          message: `The field '${field}' is required but was missing`,
          hint: `${call.service}:${call.action} needs "${field}"`,
        };
      }
    }
  },
};

function isGivenOtherwise({ node, state }: IntegrationCall): boolean {
  const jsonata = node.queryLanguage === 'JSONata';
  return isJsonataText(ownKey(state, 'Arguments')) || Object.hasOwn(state, jsonata ? 'Parameters' : 'Arguments');
}

function requiredOf({ sdk, service, action }: IntegrationCall, awsOnly: boolean | undefined): readonly string[] {
  const call = `${service}:${action}`;
  if (!sdk && (awsOnly || Object.hasOwn(REQUIRED, call))) return Object.hasOwn(REQUIRED, call) ? REQUIRED[call]! : [];
  const model = modelOf({ sdk, service });
  return (model === undefined ? [] : (sdkParameters(model, action) ?? [])).filter(({ required }) => required).map(({ name }) => name);
}
