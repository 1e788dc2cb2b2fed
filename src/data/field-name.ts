/** How Step Functions spells the fields of a service: as the SDK for Java does, version 1 for optimised integrations, version 2 for `aws-sdk`. */
export type FieldStyle = 'optimised' | 'sdk';

/** The name of a member of a service's model as Step Functions spells it: `executionArn` is `ExecutionArn`, and for `aws-sdk` `DBInstance` is `DbInstance`. */
export function fieldName(member: string, style: FieldStyle): string {
  const java = style === 'sdk' ? lowerLead(member) : member;
  return java.charAt(0).toUpperCase() + java.slice(1);
}

/** The SDK for Java 2 puts the capitals that lead a name in lower case, up to the one that begins its second word: `SSEKMSKeyId` is `ssekmsKeyId`. */
function lowerLead(member: string): string {
  const [lead = ''] = /^.(?:[A-Z](?![a-z]))*/.exec(member) ?? [];
  return lead.toLowerCase() + member.slice(lead.length);
}
