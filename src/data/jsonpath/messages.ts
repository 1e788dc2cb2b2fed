import type { JsonValue } from '../../asl';
import { jacksonText } from './jackson-text';

// AWS's texts for expressions that fail, in one place. Each says where it is known from.

/** A path of a payload template, of ErrorPath or CausePath finds nothing. Recorded: base_scenarios.invalid_jsonpath. */
export function pathNotInInput(path: string, field: string, input: JsonValue): string {
  return `The JSONPath '${path}' specified for the field '${field}' could not be found in the input '${jacksonText(input)}'`;
}

/** A path in a call of an intrinsic function gives nothing, always with States.Runtime. The whole expression is printed as written. */
export function pathFailed(expression: string, detail: string): string {
  return `The function '${expression}' had the following error: ${detail}`;
}

/**
 * An intrinsic function refuses what it is given, always with States.Runtime. The whole expression is printed as written, whichever nested call failed.
 * Measured on AWS (tiny-asl-machine, groups States.* and Feature.IntrinsicComposition).
 */
export function functionFailed(expression: string, detail: string): string {
  return `There was an error while evaluating the intrinsic function: ${expression}. ${detail}`;
}

/** An intrinsic function has too few arguments, or too many. Measured on AWS (tiny-asl-machine). */
export function wrongNumberOfArguments(expression: string, name: string): string {
  return functionFailed(
    expression,
    invalidArguments(name, name === 'States.JsonToString' ? 'only a single argument is allowed.' : undefined),
  );
}

/** States.StringToJson is given a text that is not JSON. Measured on AWS (tiny-asl-machine, group States.StringToJson). */
export function notJson(name: string, problem: string): string {
  return `Cannot convert String to Json in ${name}, caused by: ${problem}`;
}

/** A path that is an argument of an intrinsic function finds nothing. */
export function argumentNotInInput(path: string, input: JsonValue): string {
  return `The JsonPath argument for the field '${path}' could not be found in the input '${jacksonText(input)}'`;
}

/** An argument has a type or a value that the function does not take. */
export function invalidArguments(name: string, detail?: string): string {
  return detail === undefined ? `Invalid arguments in ${name}` : `Invalid arguments in ${name}: ${detail}`;
}

/** ResultPath has an input that is neither an object nor an array. Quoted from AWS: aws/aws-cdk issue 29473. */
export function pathNotApplicable(path: string, input: JsonValue): string {
  return `Unable to apply ReferencePath ${path} to input ${jacksonText(input)}`;
}

/**
 * A reference path cannot take its next step: ResultPath leads through something that is not an object, or ItemsPath finds
 * nothing. People who met it on AWS quote these words, with the whole input and nothing before them.
 */
export function stepNotApplicable(step: string | number, input: JsonValue): string {
  return `Unable to apply step "${step}" to input ${jacksonText(input)}`;
}

/** The template of States.Format has a brace without its partner. */
export function invalidTemplate(name: string, missing: '{' | '}'): string {
  return `Invalid template in ${name}: matching '${missing}' not found for '${missing === '{' ? '}' : '{'}'.`;
}
