import { JsonNull } from 'aws-cdk-lib';
import { defineKey, type JsonValue } from '../../asl';

/** Sets a field of a template. aws-cdk-lib drops fields that are null from most of what it renders, without a word; its own null stays. */
export function setField(object: Record<string, JsonValue>, key: string, value: JsonValue): void {
  defineKey(object, key, value === null ? printedNull : value);
}

/** What is printed as null. */
export const printedNull = JsonNull.INSTANCE as unknown as JsonValue;
