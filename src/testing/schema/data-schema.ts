import { abridged, firstIn, isJsonObject, type JsonObject, type JsonValue, valueAtPointer } from '../../asl';
import { UsageError } from '../usage-error';
import { jsonSchemaTest } from './json-schema';

/** A schema of zod, valibot, arktype and others: what they agreed on (standardschema.dev). */
export interface StandardSchema {
  readonly '~standard': {
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult | Promise<StandardResult>;
  };
}

interface StandardResult {
  readonly issues?: readonly StandardIssue[] | undefined;
}

interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/**
 * What data has to look like: a JSON Schema as object, a schema of zod, valibot, arktype or another library that keeps to Standard Schema, or a
 * function that gives false, or throws, for what does not fit; what `safeParse` of zod and `validate` of joi give is understood, too.
 */
export type DataSchema = StandardSchema | ((value: never) => unknown) | Readonly<Record<string, unknown>>;

/** Tells in words where data does not fit; undefined when it does. */
export type DataCheck = (value: JsonValue) => string | undefined | Promise<string | undefined>;

/** The check that a schema stands for. Throws a usage error for what is not a schema. */
export function dataCheck(schema: DataSchema, caller: string): DataCheck {
  const standard = (schema as Partial<StandardSchema> | null | undefined)?.['~standard'];
  if (typeof standard?.validate === 'function') {
    return async (value) => {
      const { issues } = await standard.validate(value);
      return issues === undefined || issues.length === 0 ? undefined : issues.map(issueText).join('; ');
    };
  }
  if (typeof schema === 'function') return byFunction(schema as (value: JsonValue) => unknown);
  if (!isJsonObject(schema))
    throw new UsageError(
      `${caller} expected a schema, received ${schema === null ? 'null' : typeof schema}.`,
      'pass a JSON Schema, a Standard Schema or a function.',
    );
  const test = jsonSchemaTest(schema as JsonObject, caller);
  return (value) => {
    const problem = test(value);
    if (problem === undefined) return undefined;
    const { pointer, expected } = problem;
    return `${pointer === '' ? 'the whole' : pointer} should be ${expected}, but it is ${abridged(valueAtPointer(value, pointer) ?? null)}`;
  };
}

function byFunction(fits: (value: JsonValue) => unknown): DataCheck {
  return async (value) => {
    try {
      const answer = await fits(value);
      return answer === false || tellsFailure(answer) ? `${abridged(value)} does not fit` : undefined;
    } catch (thrown) {
      return thrown instanceof Error ? firstIn(thrown.message.split('\n')) : String(thrown);
    }
  };
}

/** What functions of libraries give for data that does not fit: `{ success: false }` of zod's safeParse, `{ error }` of joi. */
function tellsFailure(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null) return false;
  const { success, error, issues } = answer as { readonly success?: unknown; readonly error?: unknown; readonly issues?: unknown };
  return success === false || error instanceof Error || (Array.isArray(issues) && issues.length > 0);
}

function issueText({ message, path = [] }: StandardIssue): string {
  const place = path.map((part) => `/${String(typeof part === 'object' ? part.key : part)}`).join('');
  return place === '' ? message : `${place}: ${message}`;
}
