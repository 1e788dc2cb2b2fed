import { Policy } from 'aws-cdk-lib/aws-iam';
import { DistributedMap, type StateMachine } from 'aws-cdk-lib/aws-stepfunctions';

/** Under this id aws-cdk-lib itself keeps what distributed Maps need, so that both never stand beside one another. */
const policyId = 'DistributedMapPolicy';

/**
 * Lets a machine start, describe and stop the children of its distributed Maps. Before 2.215 aws-cdk-lib did so only where one of them
 * stands outside of all branches, and every execution of the others failed; it then named the machine where the children are meant, which
 * nothing can describe or stop. What is said twice stands in the policy once.
 */
export function allowChildren(machine: StateMachine): void {
  if (!machine.node.findAll().some((construct) => construct instanceof DistributedMap)) return;
  const made = machine.node.tryFindChild(policyId);
  const policy = made instanceof Policy ? made : new Policy(machine, policyId);
  if (policy !== made) {
    machine.role.attachInlinePolicy(policy);
    machine.grantStartExecution(policy);
  }
  machine.grantExecution(policy, 'states:DescribeExecution', 'states:StopExecution');
}
