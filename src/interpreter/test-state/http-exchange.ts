import { isJsonObject, type JsonObject, type JsonValue, ownKey, parseResource } from '../../asl';

/** The request of an HTTP Task, as TestState shows it. */
export interface HttpRequestData {
  readonly protocol?: string;
  readonly method?: string;
  readonly url?: string;
  readonly headers?: string;
  readonly body?: string;
}

/** The response to it. */
export interface HttpResponseData {
  readonly protocol?: string;
  readonly statusCode?: string;
  readonly statusMessage?: string;
  readonly headers?: string;
  readonly body?: string;
}

/** Headers that Step Functions adds to every HTTP Task. */
const OWN_HEADERS: JsonObject = { 'User-Agent': 'Amazon|StepFunctions|HttpInvoke|us-east-1', Range: 'bytes=0-262144' };

/** Tells HTTP Tasks from all others. */
export function isHttpTask(resource: string): boolean {
  const call = parseResource(resource);
  return call.kind === 'integration' && call.service === 'http' && call.action === 'invoke' && call.pattern === 'requestResponse';
}

/** The request that an HTTP Task's parameters make. What its connection adds, which holds secrets, is not known here. */
export function httpRequestOf(parameters: JsonValue): HttpRequestData {
  const given = isJsonObject(parameters) ? parameters : {};
  const endpoint = fieldText(ownKey(given, 'ApiEndpoint'));
  const body = ownKey(given, 'RequestBody');
  const contentType: JsonObject = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return {
    protocol: /^(\w+):/.exec(endpoint)?.[1] ?? 'https',
    method: fieldText(ownKey(given, 'Method')),
    url: `${endpoint}${queryOf(ownKey(given, 'QueryParameters'))}`,
    headers: headersText({ ...OWN_HEADERS, ...contentType, ...objectOf(ownKey(given, 'Headers')) }),
    ...(body === undefined ? {} : { body: fieldText(body) }),
  };
}

/** The response that the raw result of an HTTP Task tells of. */
export function httpResponseOf(result: JsonValue): HttpResponseData {
  const given = isJsonObject(result) ? result : {};
  const body = ownKey(given, 'ResponseBody');
  return {
    protocol: 'https',
    statusCode: fieldText(ownKey(given, 'StatusCode') ?? 200),
    statusMessage: fieldText(ownKey(given, 'StatusText') ?? 'OK'),
    headers: headersText(objectOf(ownKey(given, 'Headers'))),
    ...(body === undefined ? {} : { body: fieldText(body) }),
  };
}

function headersText(headers: JsonObject): string {
  return `[${Object.entries(headers)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.map(fieldText).join(',') : fieldText(value)}`)
    .join(', ')}]`;
}

function queryOf(parameters: JsonValue | undefined): string {
  const pairs = Object.entries(objectOf(parameters)).flatMap(([name, value]) =>
    (Array.isArray(value) ? (value as JsonValue[]) : [value]).map(
      (each) => `${encodeURIComponent(name)}=${encodeURIComponent(fieldText(each))}`,
    ),
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return value !== undefined && isJsonObject(value) ? value : {};
}

function fieldText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}
