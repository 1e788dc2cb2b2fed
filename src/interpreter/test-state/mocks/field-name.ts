/** How Step Functions spells the fields of a service: as the SDK for Java does, version 1 for optimised integrations, version 2 for `aws-sdk`. */
export type FieldStyle = 'optimised' | 'sdk';

/** Gives the name of a member of a service's model as Step Functions spells it: `executionArn` is `ExecutionArn`, and for `aws-sdk` `DBInstance` is `DbInstance`. */
export function fieldName(member: string, style: FieldStyle): string {
  return style === 'sdk' ? words(member).map(capitalised).join('') : member.charAt(0).toUpperCase() + member.slice(1);
}

/** The rule by which the SDK for Java 2 cuts a name into words. */
function words(name: string): string[] {
  return name
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .replace(/([^a-z]{2,})v([0-9]+)/g, '$1 v$2 ')
    .replace(/([^A-Z]{2,})V([0-9]+)/g, '$1 V$2 ')
    .split(/(?<=[a-z])(?=[A-Z][a-zA-Z0-9])/)
    .join(' ')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/([0-9])([a-zA-Z])/g, '$1 $2')
    .trim()
    .split(/\s+/);
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
