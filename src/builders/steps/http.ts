import type { IConnection } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Token } from 'aws-cdk-lib/core';
import { receivedText, type TaskBrand } from '../../asl';
import {
  type AnyTemplate,
  BuilderError,
  type ExpressionNode,
  type KeepsTexts,
  type ObjectField,
  type Operand,
  templateNode,
} from '../../expressions';
import { knownOptions } from '../tree/known-options';
import { beforeResult, captured } from '../tree/placement';
import type { TaskNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { OutputOrCaught, VariablesOrCaught } from '../types/catching';
import type { ErrorName } from '../types/error-name';
import type { AsGiven, PlacementKey, PlacementOptions, RecoveryKey, RecoveryOptions, TimeoutKey, TimeoutOptions } from '../types/options';
import type { Assigned, GivenKeys, NotGiven, Passed } from '../types/passing';
import type { StepScope } from '../types/scopes';
import type { Step } from '../types/step';
import { renderedParameters, serviceNode, type UntypedServiceTask } from './service-node';
import { integrationArn, ServiceTask } from './service-task';
import type { Typed } from './typed';

/** Methods that HTTP tasks take. */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'OPTIONS' | 'HEAD';

/**
 * The answer of an HTTP task.
 *
 * @typeParam Body the body, parsed where it is JSON
 */
export interface HttpAnswer<Body> {
  readonly ResponseBody: Body;
  readonly StatusCode: number;
  readonly StatusText: string;
  readonly Headers: Readonly<Record<string, readonly string[]>>;
}

/** How the body of an HTTP task is sent. */
export type HttpEncoding = 'JSON' | 'URL_ENCODED';

/** How a form writes arrays, in a body that is sent as a form. */
export type HttpArrayFormat = 'INDICES' | 'REPEAT' | 'COMMAS' | 'BRACKETS' | 'NONE';

/** A call of an HTTPS endpoint. */
export interface HttpOptions<Input, Variables, Body> {
  /** Credentials and constant headers, kept by EventBridge. */
  readonly connection: IConnection;
  /** Where the API is, without a slash at its end; the role may call nothing else. */
  readonly apiRoot: string;
  /** The rest of the address, without a slash at its beginning. A query belongs into `query`. */
  readonly path: string | ((scope: StepScope<Input, Variables>) => Operand<string>);
  readonly method: HttpMethod;
  /** @default those of the connection */
  readonly headers?: (scope: StepScope<Input, Variables>) => { readonly [name: string]: Operand<string> };
  /** @default none */
  readonly query?: (scope: StepScope<Input, Variables>) => { readonly [name: string]: AnyTemplate };
  /** @default none */
  readonly body?: (scope: StepScope<Input, Variables>) => AnyTemplate;
  /** How the body is sent: as JSON, or as a form is, with the header that says so. @default 'JSON' */
  readonly bodyEncoding?: HttpEncoding;
  /** How arrays of a form are written: `a[0]=x`, `a=x&a=y`, `a=x,y`, `a[]=x`, or not at all. @default 'INDICES' */
  readonly arrayFormat?: HttpArrayFormat;
  /** The type of the body that comes back. @default unknown */
  readonly result?: Typed<Body>;
}

/** Names of the options of {@link HttpOptions}. */
export type HttpKey =
  | 'connection'
  | 'apiRoot'
  | 'path'
  | 'method'
  | 'headers'
  | 'query'
  | 'body'
  | 'bodyEncoding'
  | 'arrayFormat'
  | 'result';

/**
 * A step that calls an HTTPS endpoint through a connection of EventBridge. Its result is the whole answer: status, headers, body.
 *
 * @example
 * http('Track Parcel', {
 *   connection, apiRoot: 'https://api.carrier.example', path: ({ input }) => format('parcels/{}', input.parcelId), method: 'GET',
 *   result: typed<Parcel>(), into: 'tracking',
 * })
 */
export function http<
  Input,
  Variables,
  Body = unknown,
  Into extends string = never,
  Replace extends string = never,
  Discard extends boolean = false,
  Output extends KeepsTexts = NotGiven,
  Written = NotGiven,
  Caught = never,
  CaughtAdded = never,
  Errors extends string = ErrorName,
  Given = unknown,
>(
  name: string,
  options: HttpOptions<Input, Variables, Body> &
    PlacementOptions<Input, Variables, HttpAnswer<Body>, Into, Replace, Discard, Output, Written> &
    RecoveryOptions<Input, Variables, Caught, CaughtAdded, Errors> &
    TimeoutOptions<Input, Variables> &
    AsGiven<Given, HttpKey | PlacementKey | RecoveryKey | TimeoutKey>,
): Step<
  Input,
  OutputOrCaught<Input, Passed<Input, HttpAnswer<Body>, Into, Replace, Discard, Output, GivenKeys<Given>>, Caught>,
  Variables,
  VariablesOrCaught<Assigned<Written, GivenKeys<Given>>, CaughtAdded>
> &
  TaskBrand<unknown, HttpAnswer<Body>, never> {
  return stepMade(name, ['http', 2, arguments], () => httpNode(name, knownOptions(name, 'http', options)), options);
}

type UntypedPart = ((scope: never) => unknown) | undefined;

/** The options of an HTTP task without their types. */
export interface UntypedHttp extends UntypedServiceTask {
  readonly connection: IConnection;
  readonly apiRoot: string;
  readonly path: string | ((scope: never) => unknown);
  readonly method: string;
  readonly headers?: UntypedPart;
  readonly query?: UntypedPart;
  readonly body?: UntypedPart;
  readonly bodyEncoding?: HttpEncoding | undefined;
  readonly arrayFormat?: HttpArrayFormat | undefined;
}

const formType = 'application/x-www-form-urlencoded';

/** A form is read as one where the header says so: AWS sends what it is given. */
function headersOf(name: string, { headers, bodyEncoding }: UntypedHttp): readonly ObjectField[] {
  const given = headers === undefined ? undefined : captured(name, beforeResult, headers);
  const fields = given?.kind === 'object' ? given.fields : [];
  const isSaid = fields.some(({ key }) => key.toLowerCase() === 'content-type');
  if (bodyEncoding !== 'URL_ENCODED' || isSaid) return given === undefined ? [] : [{ key: 'Headers', value: given, optional: false }];
  const form: ObjectField = { key: 'Content-Type', value: { kind: 'literal', value: formType }, optional: false };
  if (given === undefined || given.kind === 'object')
    return [{ key: 'Headers', value: { kind: 'object', fields: [form, ...fields] }, optional: false }];
  const merged: ExpressionNode = { kind: 'call', operator: 'merge', operands: [{ kind: 'object', fields: [form] }, given] };
  return [{ key: 'Headers', value: merged, optional: false }];
}

function encodingOf(name: string, { bodyEncoding, arrayFormat, body }: UntypedHttp): readonly ObjectField[] {
  if (bodyEncoding !== 'URL_ENCODED') {
    if (arrayFormat === undefined) return [];
    throw encodingUnused(
      name,
      'arrayFormat says how a form writes arrays, and the body is sent as JSON',
      "add bodyEncoding: 'URL_ENCODED'.",
    );
  }
  if (body === undefined)
    throw encodingUnused(name, 'bodyEncoding says how the body is sent, but there is no body', 'add a body, or drop bodyEncoding.');
  const options = arrayFormat === undefined ? {} : { RequestEncodingOptions: { ArrayFormat: arrayFormat } };
  const transform = templateNode({ RequestBodyEncoding: bodyEncoding, ...options }, { step: name });
  return [{ key: 'Transform', value: transform, optional: false }];
}

function encodingUnused(step: string, message: string, hint: string): BuilderError {
  return new BuilderError({ code: 'HTTP_ENCODING', step, message: `${message}.`, hint });
}

/** The description of an HTTP task. */
export function httpNode(name: string, options: UntypedHttp): TaskNode {
  const { connection, apiRoot, path, method } = options;
  const part = (key: string, build: UntypedPart): readonly ObjectField[] =>
    build === undefined ? [] : [{ key, value: captured(name, beforeResult, build), optional: false }];
  const fields: readonly ObjectField[] = [
    { key: 'ApiEndpoint', value: address(name, apiRoot, path), optional: false },
    { key: 'Authentication', value: templateNode({ ConnectionArn: connection.connectionArn }, { step: name }), optional: false },
    { key: 'Method', value: templateNode(method, { step: name }), optional: false },
    ...headersOf(name, options),
    ...part('QueryParameters', options.query),
    ...part('RequestBody', options.body),
    ...encodingOf(name, options),
  ];
  const node = serviceNode(name, options, {
    create: (binding) =>
      new ServiceTask(binding.scope, binding.id, {
        ...binding.fields,
        resource: integrationArn('http:invoke'),
        parameters: renderedParameters(binding, { kind: 'object', fields }),
        policies: permissions(connection, apiRoot, method),
      }),
  });
  // What may pass is told by the status here.
  return node.retry?.http === undefined ? node : Object.freeze({ ...node, retry: { ...node.retry, rules: node.retry.http } });
}

function address(name: string, apiRoot: string, path: UntypedHttp['path']): ExpressionNode {
  requireApiRoot(name, apiRoot);
  if (typeof path === 'string') requirePath(name, path);
  if (typeof path === 'string') return templateNode(`${apiRoot}/${path}`, { step: name });
  const root: ExpressionNode = { kind: 'literal', value: `${apiRoot}/{}` };
  const rest = captured(name, beforeResult, path);
  const first = rest.kind === 'call' && rest.operator === 'format' ? rest.operands[0] : rest;
  if (first?.kind === 'literal' && typeof first.value === 'string') requirePath(name, first.value);
  return { kind: 'call', operator: 'format', operands: [root, rest] };
}

/** The service calls HTTPS only. What else is refused would be part of the address, or a wildcard of the role. */
function requireApiRoot(step: string, apiRoot: unknown): void {
  if (Token.isUnresolved(apiRoot)) return;
  if (typeof apiRoot === 'string' && /^https:\/\/[^/\s{}*?#][^\s{}*?#]*(?<!\/)$/i.test(apiRoot)) return;
  const message = `apiRoot expected an address that begins with https:// and has no slash at its end, no query and no wildcard, received ${receivedText(apiRoot)}.`;
  const near = typeof apiRoot === 'string' ? apiRoot.replace(/^http:/i, 'https:').replace(/[/?#]+$/, '') : 'https://api.example.com';
  throw new BuilderError({ code: 'HTTP_ADDRESS', step, message, hint: `write apiRoot: ${JSON.stringify(near)}.` });
}

/** A second slash would be another address, which most servers do not know. */
function requirePath(step: string, path: string): void {
  if (!path.startsWith('/')) return;
  const message = `path expected no slash at its beginning, since apiRoot and path are joined by one, received ${JSON.stringify(path)}.`;
  throw new BuilderError({ code: 'HTTP_ADDRESS', step, message, hint: `write ${JSON.stringify(path.replace(/^\/+/, ''))}.` });
}

function permissions(connection: IConnection, apiRoot: string, method: string): readonly PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['states:InvokeHTTPEndpoint'],
      resources: ['*'],
      conditions: { StringEquals: { 'states:HTTPMethod': method }, StringLike: { 'states:HTTPEndpoint': `${apiRoot}/*` } },
    }),
    new PolicyStatement({ actions: ['events:RetrieveConnectionCredentials'], resources: [connection.connectionArn] }),
    new PolicyStatement({
      actions: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
      resources: [connection.connectionSecretArn],
    }),
  ];
}
