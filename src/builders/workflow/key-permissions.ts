import { Token } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CustomerManagedEncryptionConfiguration, type StateMachine, type StateMachineProps } from 'aws-cdk-lib/aws-stepfunctions';

/**
 * Lets a machine use the key that encrypts its executions. The statement of aws-cdk-lib asks for the ARN of the machine as the encryption
 * context, and makes it of the name in the props: without one it is an ARN without a name, which is nobody's.
 */
export function allowKey(
  machine: StateMachine,
  { encryptionConfiguration, stateMachineName }: Pick<StateMachineProps, 'encryptionConfiguration' | 'stateMachineName'>,
): void {
  if (!(encryptionConfiguration instanceof CustomerManagedEncryptionConfiguration)) return;
  if (stateMachineName !== undefined && !Token.isUnresolved(stateMachineName)) return;
  const statement = new PolicyStatement({
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [encryptionConfiguration.kmsKey.keyArn],
    conditions: { StringEquals: { 'kms:EncryptionContext:aws:states:stateMachineArn': machine.stateMachineArn } },
  });
  // Not in the policy of the role, which is there before the machine has an ARN.
  machine.role.attachInlinePolicy(new Policy(machine, 'KeyPolicy', { statements: [statement] }));
}
