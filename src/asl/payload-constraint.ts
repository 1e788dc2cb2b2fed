/** What the API says of a payload over its limit, which counts bytes: measured in public for StartExecution (aoyagikouhei/sfn-local). */
export function tooManyBytes(most: number): string {
  return `Member must have size less than or equal to ${most} bytes in UTF-8 encoding`;
}
