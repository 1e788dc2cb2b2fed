import type { JsonObject } from '../../asl';
import { ServiceProblem } from '../service-problem';

/** How a machine or an activity is to be encrypted. Throws InvalidEncryptionConfiguration for a key of the customer's that is not named. */
export function encryptionOf(request: JsonObject): JsonObject | undefined {
  const encryption = request.encryptionConfiguration as JsonObject | undefined;
  if (encryption?.type === 'CUSTOMER_MANAGED_KMS_KEY' && encryption.kmsKeyId === undefined)
    throw new ServiceProblem(
      'InvalidEncryptionConfiguration',
      'Invalid Encryption Configuration: KmsKeyId must be specified for a customer managed key.',
    );
  return encryption;
}
