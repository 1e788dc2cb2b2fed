import { isJsonObject, type JsonObject, type JsonValue, ownKey, type Problem } from '../asl';
import { calledMacros, transformsOf } from './transforms';

const SERVERLESS = 'AWS::Serverless::StateMachine';
const SERVERLESS_TRANSFORM = 'AWS::Serverless-2016-10-31';

/** A machine as the template has it. */
interface MachineResource {
  readonly logicalId: string;
  readonly resourceType: string;
  /** As resolved; undefined where the properties have none. */
  readonly role: JsonValue | undefined;
}

/**
 * What is absent from a template though CloudFormation makes no machine without it: the machine itself can be run. Where a macro of the account may add to
 * the template, nothing is said.
 */
export function deploymentProblems({ logicalId, resourceType, role }: MachineResource, template: JsonObject): Problem[] {
  const transforms = [...transformsOf(template), ...calledMacros(template)];
  if (transforms.some((name) => typeof name !== 'string' || !name.startsWith('AWS::'))) return [];
  if (resourceType !== SERVERLESS) {
    const expected = 'the property "RoleArn", which CloudFormation requires';
    const pointer = `/Resources/${logicalId}/Properties`;
    if (role === undefined) return [{ code: 'INCOMPLETE_TEMPLATE', pointer, expected, hint: 'Add the ARN of the role.' }];
    return namedRole(template, logicalId, 'RoleArn');
  }
  const named = namedRole(template, logicalId, 'Role');
  if (named.length > 0) return named;
  // Of several machines the first says it: one line mends them all.
  if (transforms.includes(SERVERLESS_TRANSFORM) || firstServerless(template) !== logicalId) return [];
  const expected = `the transform ${SERVERLESS_TRANSFORM}, without which CloudFormation does not know the type ${SERVERLESS}`;
  const hint = `Add "Transform": "${SERVERLESS_TRANSFORM}" to the template.`;
  return [{ code: 'INCOMPLETE_TEMPLATE', pointer: '/Transform', expected, hint }];
}

/** `Ref` of a role gives its name, which Step Functions refuses: "Invalid Role Arn". */
function namedRole(template: JsonObject, logicalId: string, property: string): Problem[] {
  const resources = ownKey(template, 'Resources');
  const resourceOf = (id: JsonValue | undefined): JsonValue | undefined =>
    isJsonObject(resources) && typeof id === 'string' ? ownKey(resources, id) : undefined;
  const machine = resourceOf(logicalId);
  const properties = isJsonObject(machine) ? ownKey(machine, 'Properties') : undefined;
  const written = isJsonObject(properties) ? ownKey(properties, property) : undefined;
  const named = isJsonObject(written) ? ownKey(written, 'Ref') : undefined;
  const role = resourceOf(named);
  if (!isJsonObject(role) || ownKey(role, 'Type') !== 'AWS::IAM::Role') return [];
  return [
    {
      code: 'INCOMPLETE_TEMPLATE',
      pointer: `/Resources/${logicalId}/Properties/${property}`,
      expected: `the ARN of the role, and "Ref" gives its name`,
      hint: `Write { "Fn::GetAtt": ["${String(named)}", "Arn"] }.`,
    },
  ];
}

function firstServerless(template: JsonObject): string | undefined {
  const resources = ownKey(template, 'Resources');
  const entries = Object.entries(isJsonObject(resources) ? resources : {});
  return entries.find(([, resource]) => isJsonObject(resource) && resource.Type === SERVERLESS)?.[0];
}
