import { errorText, isJsonObject, type JsonValue, jsonFrom, kinds, type OptionTable } from '../../asl';
import { compilePath, NO_DATA } from '../../data';
import { requireOptions } from '../require-options';
import { MappingError } from './event-input';
import type { ApiRequest } from './machine-starter';
import { renderTemplate, type VelocityValue } from './velocity/render-template';

/** What API Gateway sends to Step Functions for a request: a machine, and the input of its execution. */
export interface ApiStart {
  readonly stateMachineArn: string | undefined;
  readonly input: JsonValue;
}

const TEXTS = kinds.recordOf(kinds.text);
const REQUEST: OptionTable<ApiRequest> = {
  body: kinds.anything,
  headers: TEXTS,
  queryString: TEXTS,
  path: TEXTS,
  stageVariables: TEXTS,
  context: kinds.anObject,
};

/** Renders a mapping template for a request. Throws a usage error for a malformed request, and {@link MappingError} where the result is not what StartExecution takes. */
export function apiInput(template: string | undefined, request: ApiRequest): ApiStart {
  requireOptions('A request of API Gateway', request, REQUEST);
  const body = bodyText(request.body);
  const text = template === undefined ? body : renderTemplate(template, variablesOf(request, body));
  const rendered = json(text, 'its mapping template gives no JSON');
  if (!isJsonObject(rendered))
    throw new MappingError(`its mapping template gives ${text.slice(0, 200)}, which is not a request to start an execution`);
  const { input = '{}', stateMachineArn } = rendered;
  if (typeof input !== 'string')
    throw new MappingError(
      `its mapping template gives "input" as ${Array.isArray(input) ? 'an array' : typeof input}; StartExecution takes the JSON as a text`,
    );
  return {
    stateMachineArn: typeof stateMachineArn === 'string' ? stateMachineArn : undefined,
    input: json(input, 'its mapping template gives an "input" that is not JSON'),
  };
}

function json(text: string, complaint: string): JsonValue {
  try {
    return jsonFrom(text);
  } catch (error) {
    throw new MappingError(`${complaint}: ${errorText(error)}. It reads ${text.trim().slice(0, 300)}`);
  }
}

function bodyText(body: unknown): string {
  return typeof body === 'string' ? body : body === undefined ? '{}' : JSON.stringify(body);
}

function variablesOf(
  { headers = {}, queryString = {}, path = {}, stageVariables = {}, context = {} }: ApiRequest,
  body: string,
): Record<string, VelocityValue> {
  const select = (expression: VelocityValue): JsonValue | undefined =>
    compilePath(String(expression)).select({
      ...NO_DATA,
      input: json(body, 'its mapping template reads the body, which is not JSON'),
    });
  const params: Record<string, Readonly<Record<string, string>>> = { path, querystring: queryString, header: headers };
  return {
    input: {
      body,
      json: (expression) => JSON.stringify(select(expression) ?? ''),
      path: (expression) => structuredClone(select(expression)) as VelocityValue,
      params: (name) =>
        name === undefined
          ? structuredClone(params)
          : Object.values(params).find((each) => Object.hasOwn(each, String(name)))?.[String(name)],
    },
    util: {
      escapeJavaScript: (text) => escaped(String(text)),
      parseJson: (text) => json(String(text), '$util.parseJson was given no JSON') as VelocityValue,
      urlEncode: (text) => encodeURIComponent(String(text)),
      urlDecode: (text) => decodeURIComponent(String(text)),
      base64Encode: (text) => Buffer.from(String(text)).toString('base64'),
      base64Decode: (text) => Buffer.from(String(text), 'base64').toString(),
    },
    context: structuredClone(context) as VelocityValue,
    stageVariables: { ...stageVariables },
  };
}

/** As StringEscapeUtils of Apache Commons has it: the single quote as well, which JSON does not allow. */
function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1).replaceAll("'", "\\'").replaceAll('/', '\\/');
}
