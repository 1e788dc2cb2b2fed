import { childPointer, isJsonObject, ownKey } from '../../asl';
import type { Rule } from '../rule';
import { type IntegrationCall, integrationCalls } from '../services/integration-calls';

/**
 * Reports the first field of a tag of SageMaker that does not begin with a capital, as the SDKs for Python and JavaScript do not write it either: AWS refuses the
 * definition and places it at the parameters (users' reports: aws/aws-step-functions-data-science-sdk-python issue 200).
 */
export const tagFields: Rule = {
  name: 'UNSUPPORTED_FIELD',
  severity: 'ERROR',
  aws: true,
  code: 'SCHEMA_VALIDATION_FAILED',
  *check({ states }) {
    for (const call of integrationCalls(states)) {
      const [wrong] = call.service === 'sagemaker' && !call.sdk ? lowerCaseFields(call) : [];
      if (wrong === undefined) continue;
      const { field, pointer } = wrong;
      yield {
        pointer: childPointer(pointer, field),
        locationPointer: call.payloadPointer,
        message: `The field "${field}" is not supported by Step Functions`,
        hint: `write it as "${field.charAt(0).toUpperCase()}${field.slice(1)}"`,
      };
    }
  },
};

interface TagField {
  readonly field: string;
  /** Of the tag. */
  readonly pointer: string;
}

function* lowerCaseFields({ payload, payloadPointer }: IntegrationCall): Iterable<TagField> {
  const tags = payload === undefined ? undefined : ownKey(payload, 'Tags');
  if (!Array.isArray(tags)) return;
  for (const [index, tag] of tags.entries()) {
    if (!isJsonObject(tag)) continue;
    const pointer = childPointer(childPointer(payloadPointer, 'Tags'), String(index));
    for (const field of Object.keys(tag)) if (/^[a-z]/.test(field)) yield { field, pointer };
  }
}
